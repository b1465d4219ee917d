import { isAfter, type PlainDate } from './dates.ts'
import { countDays, type DayBooks, isUnknown } from './days.ts'

/**
 * The last day up to a due date on which a meeting can be held, where it is an earlier one: the schools are closed on the due
 * date, or where the social worker leads nobody works then (G 2.2). Null: the due date itself, or not known.
 */
export function inPracticeBy(due: PlainDate, socialWorkerLeads: boolean, books: DayBooks): PlainDate | null {
  const kind = socialWorkerLeads ? 'working' : 'school'
  const last = countDays({ ...books, start: due.add({ days: 1 }), days: -1, kind })
  return isUnknown(last) || !isAfter(due, last.due) ? null : last.due
}
