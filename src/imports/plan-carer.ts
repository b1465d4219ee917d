import { newId } from '../db/id.ts'
import { isAfter, type PlainDate } from '../guidance/dates.ts'
import type { StoredAllocation, StoredCarer, Surroundings } from './around-child.queries.ts'
import type { ChildRow } from './children.ts'
import type { Of, Planned } from './plan-around.ts'
import { sameRow } from './same-row.ts'

/** How the carer can be reached, for those who see the child's whole record. */
export function planCarer(of: Of, told: ChildRow, stored: StoredCarer | undefined): readonly StoredCarer[] {
  if (told.carerName === null && told.carerEmail === null && told.carerPhone === null) return []
  const carer = {
    ...(stored ?? { ...of, not_to_setting: false }),
    name: told.carerName ?? stored?.name ?? null,
    email: told.carerEmail ?? stored?.email ?? null,
    phone: told.carerPhone ?? stored?.phone ?? null
  }
  return stored && sameRow(carer, stored) ? [] : [carer]
}

/** A carer who is to be invited and asked by a private link: whose person is not known yet. */
export interface NewCarer {
  readonly email: string
  readonly name: string
  readonly allocation: Omit<StoredAllocation, 'person_id'>
}

/** The carer with this e-mail address cares for the child from today; whoever did before no longer does. */
export function planCarerAccount(
  of: Of,
  told: ChildRow,
  around: Surroundings,
  today: PlainDate
): Planned<StoredAllocation> & { readonly carers: readonly NewCarer[] } {
  const email = told.carerEmail
  if (email === null) return { rows: [], doubts: [], carers: [] }
  if (around.professionals.has(email)) {
    const reason = 'is the address of somebody who works here: no invitation goes to it as the carer'
    return { rows: [], doubts: [{ column: 'carerEmail', reason }], carers: [] }
  }
  const holding = around.allocations(of.child_id).filter(row => row.role === 'carer')
  if (holding.some(row => around.carerEmails.get(row.person_id) === email)) return { rows: [], doubts: [], carers: [] }
  const ended = holding.map(row => ({
    ...row,
    ends: isAfter(Temporal.PlainDate.from(row.starts), today) ? row.starts : today.toString()
  }))
  const allocation = { id: newId(), ...of, role: 'carer', starts: today.toString(), ends: null, revoked_at: null }
  return { rows: ended, doubts: [], carers: [{ email, name: told.carerName ?? 'The carer', allocation }] }
}
