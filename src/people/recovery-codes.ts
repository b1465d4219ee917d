import type { Tx } from '../db/transaction.ts'
import type { Seal } from './one-time-link.ts'
import { countMyRecoveryCodes, insertMyRecoveryCodes } from './recovery-codes.queries.ts'

/*
 * For whoever has lost their authenticator: each code stands in for one of its codes, once. They are worked out from the
 * installation's secret and a word that is new each time, shown on one page, and kept as digests once their person has said
 * that they have them: nobody can be shown them again.
 */

export const howManyCodes = 10
const figures = 12

/** The codes that this word stands for, as they are written down: `1234 5678 9012`. */
export const codesFor = (seal: Seal, person: string, word: string): string[] =>
  Array.from({ length: howManyCodes }, (_, at) => {
    const number = seal(`recovery code ${person} ${word} ${at}`).readBigUInt64BE() % 10n ** BigInt(figures)
    return number
      .toString()
      .padStart(figures, '0')
      .replace(/(\d{4})(?=\d)/g, '$1 ')
  })

/** What is kept of a code; null where what was typed cannot be one. */
export function recoveryDigest(seal: Seal, person: string, typed: string): Buffer | null {
  const code = typed.replace(/[\s-]/g, '')
  return /^\d{12}$/.test(code) ? seal(`kept recovery code ${person} ${code}`) : null
}

/** Keeps the codes of this word in place of all earlier ones. */
export async function keepCodes(tx: Tx, seal: Seal, person: string, word: string): Promise<void> {
  const digests = codesFor(seal, person, word).map(code => recoveryDigest(seal, person, code))
  await insertMyRecoveryCodes(
    tx,
    digests.filter(digest => digest !== null)
  )
}

/** How many of one's own codes are not used yet. */
export const codesLeft = (tx: Tx): Promise<number> => countMyRecoveryCodes(tx)
