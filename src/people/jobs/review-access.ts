import { record } from '../../audit/audit.ts'
import { contextOf } from '../../authorities/authority.ts'
import { newId } from '../../db/id.ts'
import type { Tx } from '../../db/transaction.ts'
import { termOf } from '../../guidance/calendar.ts'
import type { Clock, ClockContext } from '../../guidance/clocks/clock.ts'
import { isAfter, isWeekend } from '../../guidance/dates.ts'
import { remindersOf } from '../../guidance/reminders.ts'
import { authorityIn, inService, type Task } from '../../jobs/job.ts'
import { sendMessage } from '../../messages/outbox.ts'
import { texts } from '../../messages/texts.ts'
import { insertReview, type ReviewRow, readReview, updateReview } from '../access-review.queries.ts'
import { finishWhereDone, toReview } from '../access-review.ts'
import { restAccounts } from '../dormant.ts'
import { holdersOf } from '../posts.ts'

/** Each night: opens the term's review of who has access, reminds of one that is not done, and rests accounts that nobody uses. */
export const reviewAccess: Task = async (payload, service) => {
  const authority = authorityIn(payload)
  const [today, origin] = [service.today(), service.config.baseUrl]
  await inService(service, authority, async (tx, person) => {
    const context = await contextOf(tx, authority, today)
    await openReview(tx, authority, context, person)
    const row = await readReview(tx, authority)
    if (row && row.finished_on === null && !(await finishWhereDone(tx, toReview(row), today)))
      await remindOfReview(tx, row, context, origin)
    await restAccounts(tx, authority, { person, today, origin })
  })
}

const lastSchoolDayBefore = (holiday: Temporal.PlainDate): Temporal.PlainDate => {
  const before = holiday.subtract({ days: 1 })
  return isWeekend(before) ? lastSchoolDayBefore(before) : before
}

/** From a term's first day, to be done by the last before half-term. */
async function openReview(tx: Tx, authority: number, { today, calendar }: ClockContext, person: string): Promise<void> {
  const term = termOf(today, calendar)
  if (!term || isAfter(today, term.end)) return
  const row = {
    id: newId(),
    authority_id: authority,
    year: term.year,
    term: term.term,
    opened_on: today.toString(),
    due: lastSchoolDayBefore(term.halfTermStart).toString()
  }
  if (await insertReview(tx, row))
    await record(tx, {
      person,
      role: 'service',
      action: 'open a review of access',
      authorityId: authority,
      payload: row
    })
}

/** The steps of the reminders' ladder that reach the administrator and, where it is late, the head. */
async function remindOfReview(tx: Tx, row: ReviewRow, context: ClockContext, origin: string): Promise<void> {
  const due = Temporal.PlainDate.from(row.due)
  const clock: Clock = {
    name: 'check',
    rule: 'Who has access is reviewed each term.',
    start: Temporal.PlainDate.from(row.opened_on),
    kind: 'working',
    days: null,
    due,
    holder: 'administrator',
    metOn: null,
    skipped: []
  }
  const reminders = remindersOf(clock, context, new Set(row.told)).flatMap(({ to, why, rung }) =>
    to === 'administrator' || to === 'virtual-school-head' ? [{ to, why, rung }] : []
  )
  for (const { to, why, rung } of reminders) {
    for (const person of await holdersOf(tx, row.authority_id, [to]))
      await sendMessage(tx, {
        eventKey: `review of access ${row.id} ${rung} ${person}`,
        authorityId: row.authority_id,
        to: { person },
        kind: why === 'late' ? 'access not reviewed' : 'access to review',
        ...texts[why === 'late' ? 'access not reviewed' : 'access to review']({ due, link: `${origin}/people/review` }),
        origin
      })
  }
  if (reminders.length > 0)
    await updateReview(tx, row.id, { told: [...new Set([...row.told, ...reminders.map(({ rung }) => rung)])] })
}
