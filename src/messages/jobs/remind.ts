import { asPerson } from '../../db/transaction.ts'
import { authorityIn, inService, type Task } from '../../jobs/job.ts'
import { remindAuthority, sendDigests } from '../reminders.ts'

/** Whom this authority's clocks remind today; a day that was done before gains nothing. */
export const remindTask: Task = (payload, service) =>
  inService(service, authorityIn(payload), tx => remindAuthority(tx, authorityIn(payload), service.today()))

/** The day's one letter to each person, when every authority has said what waits. */
export const digestsTask: Task = (_payload, { database, today, config }) =>
  asPerson(database, { person: null, today: today() }, tx => sendDigests(tx, today(), config.baseUrl))
