/** Money is whole pence. */
import { withCommas } from './numbers.ts'

const most = 1_000_000_00

/** "12.50", "£1,200", "7" → pence. Words: what is wrong with it. More than a million pounds is a slip of the finger. */
export function penceOf(typed: string): { readonly pence: number } | { readonly problem: string } {
  const text = typed.trim().replace(/^£\s*/, '')
  if (/^[-−–]/.test(text)) return { problem: 'An amount cannot be less than nothing. Enter pounds, for example 12.50' }
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) return { problem: 'Enter an amount in pounds, for example 12.50' }
  const pence = Number(match[1]?.replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return pence <= most ? { pence } : { problem: 'This is more than £1,000,000. Check the amount' }
}

/** `£1,200` or `£12.50`. */
export function inPounds(pence: number): string {
  const pounds = withCommas(Math.trunc(pence / 100))
  const rest = Math.abs(pence % 100)
  return rest === 0 ? `£${pounds}` : `£${pounds}.${String(rest).padStart(2, '0')}`
}

/** As a field shows it: "12.50". */
export const asTyped = (pence: number): string => `${Math.trunc(pence / 100)}.${String(pence % 100).padStart(2, '0')}`
