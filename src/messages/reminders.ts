import { contextOf } from '../authorities/authority.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import { type Addressee, isWorkingDay, type Reminder, type Rung, remindersOf } from '../guidance/reminders.ts'
import type { Role } from '../guidance/words.ts'
import { clockOf, type PlainClock } from '../peps/plain-clock.ts'
import { countsOf, tasksOf } from '../work/tasks.ts'
import { sendMessage } from './outbox.ts'
import {
  type AddresseeRow,
  countAuthoritiesToRemind,
  insertReminderDay,
  insertReminders,
  insertRungs,
  type RemindableRow,
  readAddressees,
  readOpenClocks,
  readWorkOf,
  takeDigests
} from './reminders.queries.ts'
import { texts } from './texts.ts'

/**
 * Writes down whom the clocks of an authority remind today, and which rungs of the ladder that were. Works as the authority's
 * service person; again, it adds nothing. A rung for which nobody stands there yet is tried again on the next working day.
 */
export async function remindAuthority(tx: Tx, authorityId: number, today: Temporal.PlainDate): Promise<void> {
  const context = await contextOf(tx, authorityId, today)
  const working = isWorkingDay(today, context)
  const due = working ? await dueToday(tx, authorityId, context) : []
  const peps = [...new Set(due.map(row => row.pep_id))]
  if (peps.length > 0) {
    const addressees = Map.groupBy(await readAddressees(tx, authorityId, peps), row => row.pep_id)
    const rows = due.map(row => ({ row, found: told(row.reminders, addressees.get(row.pep_id) ?? []) }))
    const about = ({ pep_id, child_id, name }: RemindableRow) => ({
      authority_id: authorityId,
      child_id,
      pep_id,
      clock: name
    })
    await insertReminders(
      tx,
      rows.flatMap(({ row, found }) =>
        found.people.map(({ reminder, who }) => ({
          ...about(row),
          id: newId(),
          day: today.toString(),
          person_id: who.person_id,
          email: who.email,
          why: reminder.why,
          escalation: reminder.escalation
        }))
      )
    )
    await insertRungs(
      tx,
      rows.flatMap(({ row, found }) =>
        [...found.rungs].map(rung => ({ ...about(row), due: row.due, rung, given_on: today.toString() }))
      )
    )
  }
  await insertReminderDay(tx, { authority_id: authorityId, day: today.toString(), working })
}

/** Who acts today for these plans: ids of people by plan and role. */
export async function peopleOf(
  tx: Tx,
  authorityId: number,
  peps: readonly string[]
): Promise<(pep: string, role: Role) => readonly string[]> {
  const rows = await readAddressees(tx, authorityId, [...new Set(peps)])
  return (pep, role) => [
    ...new Set(rows.flatMap(who => (who.pep_id === pep && who.role === role && who.person_id ? [who.person_id] : [])))
  ]
}

const dueToday = async (tx: Tx, authorityId: number, context: ClockContext) =>
  (await readOpenClocks(tx, authorityId)).flatMap(row => {
    const reminders = remindersOf(clockOf(row.explanation as PlainClock), context, new Set(row.given))
    return reminders.length > 0 ? [{ ...row, reminders }] : []
  })

/**
 * Each person once for a clock, for the first reason that applies: acting stands before being told. A setting with no contact
 * on record is its adviser's task. `rungs`: those for which there was somebody to tell.
 */
function told(reminders: readonly Reminder[], around: readonly AddresseeRow[]) {
  const has = (role: Addressee) => around.some(who => who.role === role)
  const seen = new Set<string>()
  const rungs = new Set<Rung>()
  const people = reminders.flatMap(reminder => {
    const to = reminder.to === 'setting-contact' && !has('setting-contact') ? 'adviser' : reminder.to
    return around
      .filter(who => who.role === to)
      .flatMap(who => {
        rungs.add(reminder.rung)
        const key = who.person_id ?? who.email ?? ''
        if (seen.has(key)) return []
        seen.add(key)
        return [{ reminder, who }]
      })
  })
  return { people, rungs }
}

/**
 * One letter a day for each person, over all their authorities: how much waits, never whom it is about, counted as their own
 * first page counts it. True when nobody's letter has to wait for an authority that has not reminded yet.
 */
export async function sendDigests(tx: Tx, day: Temporal.PlainDate, origin: string): Promise<boolean> {
  const digests = await takeDigests(tx, day)
  const people = digests.flatMap(({ person_id }) => person_id ?? [])
  const work = new Map(
    (await readWorkOf(tx, people)).map(row => [row.person_id, countsOf(tasksOf(row.plans, day, 'own'))])
  )
  for (const { person_id, email, authority_id, others } of digests) {
    const to = person_id ? { person: person_id } : { email: email ?? '' }
    const text = person_id
      ? texts.digest({ counts: work.get(person_id) ?? new Map(), others, link: `${origin}/` })
      : texts['late at your setting']({ link: `${origin}/help/late` })
    await sendMessage(tx, {
      eventKey: `digest ${day} ${person_id ?? email}`,
      authorityId: authority_id,
      to,
      kind: person_id ? 'digest' : 'late at your setting',
      ...text,
      origin
    })
  }
  return (await countAuthoritiesToRemind(tx, day)) === 0
}
