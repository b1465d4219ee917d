type Read = { readonly value: string } | { readonly reason: string }

/** An address in small letters, or what is wrong with what was typed. */
export const emailAddress = (typed: string): Read =>
  typed.length <= 254 && /^[^\s@<>"(),:;]+@[^\s@<>"(),:;.]+(\.[^\s@<>"(),:;.]+)+$/.test(typed)
    ? { value: typed.toLowerCase() }
    : { reason: 'is not an e-mail address' }

/** The same for one who is given a post: letters of two scripts in one address are how a stranger looks like a colleague. */
export function workAddress(typed: string): Read {
  const read = emailAddress(typed)
  if ('reason' in read) return read
  if (/[@.]xn--/.test(read.value))
    return { reason: 'is of a place that is written in another script, which may only look like a colleague’s' }
  const foreign = [...read.value].find(letter => letter > '\u007f')
  return foreign ? { reason: `holds “${foreign}”, which is not a letter of an ordinary address: type it again` } : read
}
