import { asPerson, enqueue } from '../db/transaction.ts'
import { londonDay } from '../guidance/dates.ts'
import type { Task } from './job.ts'
import type { DailyTask } from './tasks.ts'

/** The day's tasks whose hour this is on London's clock: never twice or not at all when the clocks change at one or two. */
export function dueAt(instant: Temporal.Instant, daily: readonly DailyTask[]): readonly DailyTask[] {
  const { hour } = instant.toZonedDateTimeISO('Europe/London')
  return daily.filter(task => task.hour === hour)
}

/** Cron ticks each hour, also for the hours that nobody worked; which hour it was is in the payload. */
export const eachHour =
  (daily: readonly DailyTask[]): Task =>
  async (payload, { database, today }) => {
    const tick = tickOf(payload)
    const date = londonDay(tick).toString()
    await asPerson(database, { person: null, today: today() }, async tx => {
      for (const { task, forEachAuthority } of dueAt(tick, daily)) {
        if (forEachAuthority) await enqueue(tx, 'each authority', { task, date }, `each authority: ${task} ${date}`)
        else await enqueue(tx, task, { date }, `${task} ${date}`)
      }
    })
  }

/** Which hour a tick of cron is about, also where it is made good later. */
export function tickOf(payload: Readonly<Record<string, unknown>>): Temporal.Instant {
  const cron = payload._cron
  const ts = typeof cron === 'object' && cron !== null && 'ts' in cron ? cron.ts : null
  return typeof ts === 'string' ? Temporal.Instant.from(ts) : Temporal.Now.instant()
}
