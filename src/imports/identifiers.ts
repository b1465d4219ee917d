import type { CellReader } from './cells.ts'

/** Spreadsheets turn a number into `566910.0`; as an identifier it is `566910`. */
export const identifier: CellReader<string> = text => {
  const value = text.replace(/^(\d+)\.0+$/, '$1')
  return /^[\p{L}\p{N}][\p{L}\p{N} ._/\\-]{0,39}$/u.test(value)
    ? { value }
    : { reason: 'is not an identifier: letters and digits, 40 at most' }
}

const digits =
  (pattern: RegExp, what: string): CellReader<number> =>
  text => {
    const written = text.replace(/\.0+$/, '')
    return pattern.test(written) ? { value: Number(written) } : { reason: `is not ${what}` }
  }

/** Of a place of education. Whether it exists is asked of the settings. */
export const urn = digits(/^[1-9]\d{5}$/, 'a URN: six digits')
export const laCode = digits(/^[1-9]\d{2}$/, 'an LA code: three digits')
export const ukprn = digits(/^1\d{7}$/, 'a UKPRN: eight digits that begin with 1')

const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** The letter that a UPN's twelve other characters ask for. A temporary UPN's last letter counts by its place in the list. */
export function checkLetterOf(upn: string): string | undefined {
  const sum = [...upn.slice(1)].reduce((total, character, at) => {
    const value = /\d/.test(character) ? Number(character) : checkLetters.indexOf(character)
    return total + value * (at + 2)
  }, 0)
  return checkLetters[sum % 23]
}

/**
 * A UPN: 13 characters, the first a check letter; a temporary one ends in a letter. UN1 to UN5 say that there is none.
 * Many published samples carry wrong check letters, so a wrong one is a warning.
 */
export const upn: CellReader<string | null> = text => {
  const written = text.toUpperCase().replace(/\s/g, '')
  if (/^UN[1-5]$/.test(written)) return { value: null }
  if (!/^[A-Z]\d{11}[0-9A-HJ-NP-RT-Z]$/.test(written))
    return { reason: 'is not a UPN: one letter, eleven digits, and a digit or letter; or UN1 to UN5 for none' }
  const letter = checkLetterOf(written)
  return letter === written[0]
    ? { value: written }
    : {
        value: written,
        warning: `has a check letter that does not fit (${letter} was expected): look for a slip of the pen`
      }
}
