import type { Tx } from '../db/transaction.ts'
import { withBankHolidayChanges } from '../guidance/bank-holiday-changes.ts'
import type { Calendar, TermEdge } from '../guidance/calendar.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import { type Policy, warwickshirePolicy } from '../guidance/policy.ts'
import type { AuthorityCode, TermName } from '../guidance/words.ts'
import {
  type AuthorityRow,
  readAuthority,
  readAuthorityNames,
  readAuthorityOfPep,
  type TermRow
} from './authority.queries.ts'
import { bankHolidays } from './bank-holidays.ts'

export interface Authority {
  readonly code: AuthorityCode
  readonly name: string
  readonly policy: Policy
  readonly premiumPolicyUrl: string | null
  readonly calendar: Calendar
}

const edges: Record<string, TermEdge> = { starts: 'start', ends: 'end', start: 'start', end: 'end' }

/** What an authority sets lies over the default policy, one group at a time. */
export function policyOf(stored: Record<string, unknown>): Policy {
  const merged: Record<string, unknown> = { ...warwickshirePolicy }
  for (const [name, value] of Object.entries(stored)) {
    const before = merged[name]
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
    merged[name] = isGroup ? { ...(before as object), ...value } : value
  }
  return merged as unknown as Policy
}

const calendarFrom = (terms: readonly TermRow[]): Calendar =>
  terms.map(row => ({
    year: row.year,
    term: row.term as TermName,
    start: Temporal.PlainDate.from(row.starts),
    halfTermStart: Temporal.PlainDate.from(row.half_term_starts),
    halfTermEnd: Temporal.PlainDate.from(row.half_term_ends),
    end: Temporal.PlainDate.from(row.ends),
    assumed: row.assumed.flatMap(edge => edges[edge] ?? []),
    closed: row.closed.map(day => Temporal.PlainDate.from(day))
  }))

/** Calendars as they were last read: a page asks for one that has hardly ever changed. */
const known = new Map<string, Calendar>()

/** The same calendar for the same JSON. */
function calendarOf(json: string): Calendar {
  const calendar = known.get(json) ?? calendarFrom(JSON.parse(json))
  if (known.size >= 1_000) known.clear()
  known.set(json, calendar)
  return calendar
}

const authorityFrom = (row: AuthorityRow): Authority => ({
  code: row.id,
  name: row.name,
  policy: policyOf(row.policy),
  premiumPolicyUrl: row.premium_policy_url,
  calendar: calendarOf(row.terms)
})

/** Null where no authority has this code. */
export async function findAuthority(tx: Tx, code: AuthorityCode): Promise<Authority | null> {
  const row = await readAuthority(tx, code)
  return row && authorityFrom(row)
}

/** England's and Wales's, of the years that any count from today may cross; the same map for the same years. */
export const holidaysAround = (today: Temporal.PlainDate) =>
  bankHolidays(Array.from({ length: 8 }, (_, index) => today.year - 4 + index))

/** What the pure rules count with. */
export const clockContext = (authority: Authority, today: Temporal.PlainDate): ClockContext => ({
  policy: authority.policy,
  calendar: authority.calendar,
  bankHolidays: withBankHolidayChanges(holidaysAround(today), authority.policy.bankHolidays),
  today
})

/** The context of an authority that is known to exist (its children name it). */
export async function contextOf(tx: Tx, code: AuthorityCode, today: Temporal.PlainDate): Promise<ClockContext> {
  const authority = await findAuthority(tx, code)
  if (!authority) throw new Error(`There is no authority ${code}.`)
  return clockContext(authority, today)
}

/** The context of a plan's authority; null where this person sees no such plan. */
export async function contextOfPep(tx: Tx, pepId: string, today: Temporal.PlainDate): Promise<ClockContext | null> {
  const row = await readAuthorityOfPep(tx, pepId)
  return row && clockContext(authorityFrom(row), today)
}

/** Every authority of this installation, by name. */
export const authorityNames = async (tx: Tx): Promise<Array<{ code: AuthorityCode; name: string }>> =>
  (await readAuthorityNames(tx)).map(({ id, name }) => ({ code: id, name }))
