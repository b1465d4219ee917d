import { WrongUsage } from '../cli.ts'
import type { Tx } from '../db/transaction.ts'
import type { AuthorityCode } from '../guidance/words.ts'
import { type Authority, findAuthority } from './authority.ts'

export const authorityOption = { type: 'string', default: '937' } as const

/** `--authority 937`: three digits. */
export function authorityCode(given: string): AuthorityCode {
  if (!/^[1-9]\d\d$/.test(given))
    throw new WrongUsage(`“${given}” is not an authority: give its code of three figures, such as 937.`)
  return Number(given)
}

/** The authority, or an error that says how to add it. */
export async function chosenAuthority(tx: Tx, code: AuthorityCode): Promise<Authority> {
  const authority = await findAuthority(tx, code)
  if (!authority) throw new Error(`There is no authority ${code}. Add it with ./openpep authority add ${code} NAME.`)
  return authority
}
