import { enqueueLater } from '../../db/enqueue-later.ts'
import { asPerson } from '../../db/transaction.ts'
import { authorityIn, idIn, inService, type Task } from '../../jobs/job.ts'
import { remindAuthority, sendDigests } from '../reminders.ts'

/** How long digests wait before they look again for an authority that has not reminded yet. */
const lookAgainMinutes = 5

/**
 * Whom this authority's clocks remind today; a day that was done before gains nothing. A task of a day that is over does
 * nothing: what it would have given, the next day gives late.
 */
export const remindTask: Task = async (payload, service) => {
  if (idIn(payload, 'date') !== service.today().toString()) return
  await inService(service, authorityIn(payload), tx => remindAuthority(tx, authorityIn(payload), service.today()))
}

/**
 * The day's one letter to each person, when every authority of theirs has said what waits; until the last one has, it looks
 * again. What the day leaves over stands in the next day's digest.
 */
export const digestsTask: Task = async (payload, { database, today, config }) => {
  const date = idIn(payload, 'date')
  if (date !== today().toString()) return
  await asPerson(database, { person: null, today: today() }, async tx => {
    if (await sendDigests(tx, today(), config.baseUrl)) return
    const later = Temporal.Now.instant().add({ minutes: lookAgainMinutes })
    await enqueueLater(tx, 'send digests', { date }, { key: `send digests ${date}`, at: later })
  })
}
