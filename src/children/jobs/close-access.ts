import { record } from '../../audit/audit.ts'
import { contextOf } from '../../authorities/authority.ts'
import { birthday, outOfAgeOn } from '../../guidance/ages.ts'
import { isBefore, type PlainDate } from '../../guidance/dates.ts'
import { authorityIn, inService, type Task } from '../../jobs/job.ts'
import { accessClosed } from '../life.ts'
import { endSight, readFinished } from './close-access.queries.ts'

/**
 * Each night: care has ended, or the child is out of age, and the last plan is signed off and filed. Then access closes and
 * the record is kept (G 5). While a plan is open nothing closes, so that whoever owes it can write it.
 */
export const closeAccessTask: Task = async (payload, service) => {
  const authority = authorityIn(payload)
  const today = service.today()
  await inService(service, authority, async (tx, person) => {
    const { policy } = await contextOf(tx, authority, today)
    const over = (born: PlainDate) => !isBefore(today, outOfAgeOn(born, policy))
    /** Care until the eighteenth birthday, where policy goes on to the end of year 13: more plans are to come. */
    const goesOn = (born: PlainDate, leftOn: string | null) =>
      policy.ages.toEndOfYear13 && leftOn !== null && leftOn >= birthday(born, 18).toString()
    const ids = (await readFinished(tx, authority))
      .map(child => ({ ...child, born: Temporal.PlainDate.from(child.date_of_birth) }))
      .filter(child => over(child.born) || (!child.in_care && !goesOn(child.born, child.left_on)))
      .map(({ id }) => id)
    if (ids.length === 0) return
    await endSight(tx, ids, accessClosed)
    await record(tx, {
      person,
      role: 'service',
      action: 'close access',
      authorityId: authority,
      ids,
      reason: accessClosed
    })
  })
}
