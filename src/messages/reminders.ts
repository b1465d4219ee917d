import { contextOf } from '../authorities/authority.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { type Addressee, type Reminder, remindersOf } from '../guidance/reminders.ts'
import { clockOf, type PlainClock } from '../peps/plain-clock.ts'
import { sendMessage } from './outbox.ts'
import { type AddresseeRow, insertReminders, readAddressees, readDigests, readOpenClocks } from './reminders.queries.ts'
import { texts } from './texts.ts'

/** Writes down whom the clocks of an authority remind today. Works as the authority's service person; again, it adds nothing. */
export async function remindAuthority(tx: Tx, authorityId: number, today: Temporal.PlainDate): Promise<void> {
  const context = await contextOf(tx, authorityId, today)
  const due = (await readOpenClocks(tx, authorityId)).flatMap(row => {
    const reminders = remindersOf(clockOf(row.explanation as PlainClock), context)
    return reminders.length > 0 ? [{ ...row, reminders }] : []
  })
  const children = [...new Set(due.map(row => row.child_id))]
  if (children.length === 0) return
  const addressees = Map.groupBy(await readAddressees(tx, authorityId, children), row => row.child_id)
  await insertReminders(
    tx,
    due.flatMap(({ pep_id, child_id, name, reminders }) =>
      told(reminders, addressees.get(child_id) ?? []).map(({ reminder, who }) => ({
        id: newId(),
        day: today.toString(),
        authority_id: authorityId,
        child_id,
        pep_id,
        clock: name,
        person_id: who.person_id,
        email: who.email,
        why: reminder.why,
        escalation: reminder.escalation
      }))
    )
  )
}

/**
 * Each person once for a clock, for the first reason that applies: acting stands before being told. A setting with no contact
 * on record is its adviser's task.
 */
function told(reminders: readonly Reminder[], around: readonly AddresseeRow[]) {
  const has = (role: Addressee) => around.some(who => who.role === role)
  const asked = reminders.map(reminder =>
    reminder.to === 'setting-contact' && !has('setting-contact') ? { ...reminder, to: 'adviser' as const } : reminder
  )
  const seen = new Set<string>()
  return asked.flatMap(reminder =>
    around
      .filter(who => who.role === reminder.to)
      .flatMap(who => {
        const key = who.person_id ?? who.email ?? ''
        if (seen.has(key)) return []
        seen.add(key)
        return [{ reminder, who }]
      })
  )
}

/** One letter a day for each person, over all their authorities: how much waits, never whom it is about. */
export async function sendDigests(tx: Tx, day: Temporal.PlainDate, origin: string): Promise<void> {
  for (const { person_id, email, authority_id, soon, late, others } of await readDigests(tx, day)) {
    const to = person_id ? { person: person_id } : { email: email ?? '' }
    const text = person_id
      ? texts.digest({ soon, late, others, link: `${origin}/` })
      : texts['late at your setting']({ link: `${origin}/help/access` })
    await sendMessage(tx, {
      eventKey: `digest ${day} ${person_id ?? email}`,
      authorityId: authority_id,
      to,
      kind: person_id ? 'digest' : 'late at your setting',
      ...text,
      origin
    })
  }
}
