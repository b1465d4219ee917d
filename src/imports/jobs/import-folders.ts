import { authorityNames } from '../../authorities/authority.ts'
import { enqueueLater } from '../../db/enqueue-later.ts'
import { asPerson, enqueue } from '../../db/transaction.ts'
import { tickOf } from '../../jobs/hourly.ts'
import { authorityIn, inService, type Task } from '../../jobs/job.ts'
import { withoutPersonalData } from '../../log.ts'
import { authoritiesWithFolder, dropped, hasStoppedGrowing } from '../folder.ts'
import { forgetOldImports, readRoutines } from '../routine.queries.ts'
import { takeFile } from '../take-file.ts'
import { daysToUndo } from '../undo.ts'

const minutesUntilNextLook = 2

/** Each hour: one job for each authority that has a folder, so that each works within its own rows and fails alone. */
export const lookInImportFolders: Task = async (payload, { config, database, log, today }) => {
  const { hour } = tickOf(payload).toZonedDateTimeISO('Europe/London')
  const withFolder = await authoritiesWithFolder(config.importFolder)
  await asPerson(database, { person: null, today: today() }, async tx => {
    await forgetOldImports(tx, Temporal.Now.instant().subtract({ hours: 24 * daysToUndo }))
    const known = new Set((await authorityNames(tx)).map(({ code }) => Number(code)))
    for (const authority of withFolder) {
      if (known.has(authority))
        await enqueue(tx, 'take import files', { authority, hour }, `take import files ${authority}`)
      else log.warn({ authority }, 'the import folder has a folder of an authority that is not here')
    }
  })
}

/** Takes what lies in an authority's folder and has stopped growing; looks again soon where something still grows. */
export const takeImportFiles: Task = async (payload, service) => {
  const authority = authorityIn(payload)
  const hour = typeof payload.hour === 'number' ? payload.hour : null
  const routineOf = await inService(service, authority, tx => readRoutines(tx, authority))
  let grows = false
  let failure: unknown = null
  for (const [kind, files] of await dropped(service.config.importFolder, authority)) {
    const routine = routineOf(kind)
    if (routine.atHour !== null && hour !== null && routine.atHour !== hour) continue
    for (const file of files) {
      if (!(await hasStoppedGrowing(file))) grows = true
      else
        await takeFile(service, { authority, kind, file, routine }).catch(error => {
          // The others are taken all the same; this one is tried again.
          service.log.warn(
            { authority, holds: kind, ...withoutPersonalData(error) },
            'a file of the import folder could not be taken'
          )
          failure = error
        })
    }
  }
  if (grows)
    await asPerson(service.database, { person: null, today: service.today() }, tx =>
      enqueueLater(
        tx,
        'take import files',
        { authority, hour },
        {
          key: `take import files again ${authority}`,
          at: Temporal.Now.instant().add({ minutes: minutesUntilNextLook })
        }
      )
    )
  if (failure) throw failure
}
