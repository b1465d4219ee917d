import { record } from '../audit/audit.ts'
import { contextOf } from '../authorities/authority.ts'
import { asService } from '../db/as-service.ts'
import type { Tx } from '../db/transaction.ts'
import { type Clock, lateness } from '../guidance/clocks/clock.ts'
import type { Role } from '../guidance/words.ts'
import { clockOf, type PlainClock } from '../peps/plain-clock.ts'
import { sendMessage } from './outbox.ts'
import { readAddressees, readOpenClocksOf } from './reminders.queries.ts'
import { texts } from './texts.ts'

export interface Reminding {
  readonly pep: { readonly id: string; readonly authorityId: number; readonly childId: string }
  readonly by: string
  readonly role: Role | null
  readonly today: Temporal.PlainDate
  readonly origin: string
}

/**
 * Reminds, by a press of a button, whoever holds a step of this plan that is late or due this week, whoever presses it not
 * among them. Each person once a day for a plan, however often and by whomever it is pressed. Returns how many were told now.
 */
export async function remindHolders(tx: Tx, { pep, by, role, today, origin }: Reminding): Promise<number> {
  const told = await asService(tx, pep.authorityId, async () => {
    const context = await contextOf(tx, pep.authorityId, today)
    const open = (await readOpenClocksOf(tx, pep.id)).map(row => clockOf(row.explanation as PlainClock))
    const waits = (clock: Clock) => ['late', 'due-soon'].includes(lateness(clock, context))
    const holders = new Set(open.filter(waits).map(({ holder }) => holder))
    const people = (await readAddressees(tx, pep.authorityId, [pep.id])).flatMap(who =>
      who.person_id && who.person_id !== by && holders.has(who.role as Role) ? [who.person_id] : []
    )
    const fresh: string[] = []
    for (const person of new Set(people)) {
      const isNew = await sendMessage(tx, {
        eventKey: `remind ${pep.id} ${person} ${today}`,
        authorityId: pep.authorityId,
        childId: pep.childId,
        pepId: pep.id,
        to: { person },
        kind: 'reminded',
        ...texts.reminded({ link: `${origin}/peps/${pep.id}` }),
        origin
      })
      if (isNew) fresh.push(person)
    }
    return fresh
  })
  await record(tx, {
    person: by,
    role,
    action: 'remind',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: { told }
  })
  return told.length
}
