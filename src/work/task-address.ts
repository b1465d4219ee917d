import { formFor } from '../forms/load.ts'
import type { Circumstance, Phase } from '../guidance/words.ts'
import { acts } from './steps.ts'
import type { Task } from './tasks.ts'
import type { StepRow } from './work.queries.ts'

/** Where a task is done. */
export const addressOf = (task: Task, row: StepRow): string =>
  acts[task.place][1]
    .replace(':pep', task.pepId)
    .replace(':child', task.childId)
    .replace(':section', () => firstUnfinished(row))
    .replace('/corrections/:correction', row.correction ? `/corrections/${row.correction}` : '')

/** The first of the social worker's own sections that is not complete. */
function firstUnfinished(row: StepRow): string {
  const circumstances = (row.circumstances as Circumstance[]).filter(one => one !== 'no-school-place')
  const form = formFor({ phase: row.phase as Phase, circumstances, version: row.form_version })
  const theirs = form.sections.filter(section => section.owner === 'social-worker')
  return theirs.find(section => !(row.completed ?? []).includes(section.id))?.id ?? theirs[0]?.id ?? 'B'
}
