import { record } from '../../audit/audit.ts'
import { newId } from '../../db/id.ts'
import { authorityIn, inService, type Task } from '../../jobs/job.ts'
import { insertEnrolment, readClosedPlaces, setEnrolment } from '../changes.queries.ts'
import { currentSetting } from '../moves.ts'

/** Each night: a setting has closed, or became an academy. Its children are on the roll of what took its place, by the register. */
export const followSuccessorsTask: Task = async (payload, service) => {
  const authority = authorityIn(payload)
  const today = service.today()
  await inService(service, authority, async (tx, person) => {
    const moved: string[] = []
    for (const place of await readClosedPlaces(tx, authority)) {
      const next = place.successor_id && (await currentSetting(tx, place.successor_id, today))
      if (!next) continue
      const on = place.closed > place.starts ? place.closed : place.starts
      await setEnrolment(tx, place.id, { ends: on, leaving_reason: 'The setting closed' })
      await insertEnrolment(tx, {
        id: newId(),
        authority_id: authority,
        child_id: place.child_id,
        setting_id: next.id,
        starts: on,
        ends: place.ends,
        main: place.main
      })
      moved.push(place.child_id)
    }
    if (moved.length > 0)
      await record(tx, {
        person,
        role: 'service',
        action: 'follow a closed setting',
        authorityId: authority,
        ids: moved
      })
  })
}
