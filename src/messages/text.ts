/** A message as it is read. */
export interface Text {
  readonly subject: string
  readonly words: string
}

export interface Linked {
  /** A whole address. */
  readonly link: string
}
export const longDate = (date: Temporal.PlainDate): string =>
  date.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '')

/** What waits, a line each, then where it is, and that it names nobody. */
export const text = (subject: string, lines: readonly string[], link: string): Text => ({
  subject,
  words: [...lines, link, signature].join('\n\n')
})

/** To whom the private link goes that stands beneath. */
export const noAccount = 'You need no account, and the link is for you only:'
export const notToPassOn = 'The link is for you only: do not pass it on.'
export const byThisAddress = 'Sign in with this e-mail address:'
export const namesNobody =
  'To keep children safe this message names nobody. Please do not write a child’s name in a reply.'
export const intoCalendar = 'The file with this message puts it into your calendar.'
export const outOfCalendar = 'The file with this message takes it out of your calendar.'

export const signature =
  'This message names nobody, to keep children safe. Please answer in Open PEP and not by e-mail, and do not write a child’s name in a reply.'

/** Said to whoever reads an e-mail, and not to whoever has signed in. */
export const mailOnly: readonly string[] = [
  signature,
  noAccount,
  notToPassOn,
  byThisAddress,
  namesNobody,
  intoCalendar,
  outOfCalendar
]
