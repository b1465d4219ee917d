import type { ImportKind } from './kinds.ts'
import type { ImportReport } from './report.ts'

/** What is done with a file of the folder. */
export interface Routine {
  /** It is imported without a question where nothing speaks against it; else it is tried, and a person is asked. */
  readonly applies: boolean
  /** Per cent of its rows that may be new or changed then. */
  readonly mostChanged: number
  /** London's hour at which the folder is looked at; null: each hour. */
  readonly atHour: number | null
}

export const usual: Routine = { applies: false, mostChanged: 10, atHour: null }

/** People gain access by their file and due dates move by the terms': a person always says yes to these. */
export const mayApply = (kind: ImportKind): boolean => kind !== 'people' && kind !== 'calendar'

const rowsOf = (number: number, what: string): string => `${number} ${number === 1 ? 'row' : 'rows'} ${what}`

/** Why a file that nobody has looked at is not imported; null: nothing speaks against it. */
export function whyNotByItself({ tables, conflicts, strange }: ImportReport, { mostChanged }: Routine): string | null {
  const sum = (what: 'rows' | 'new' | 'changed' | 'refused') =>
    Object.values(tables).reduce((total, count) => total + count[what], 0)
  const refused = sum('refused') - conflicts.length
  const share = ((sum('new') + sum('changed')) / Math.max(sum('rows'), 1)) * 100
  const reasons = [
    ...(strange ? ['hardly any child in it is known here'] : []),
    ...(conflicts.length > 0 ? [rowsOf(conflicts.length, 'may be children who are here already')] : []),
    ...(refused > 0 ? [rowsOf(refused, 'would be left out')] : []),
    ...(share > mostChanged
      ? [`${Math.ceil(share)} % of its rows are new or changed, and your limit is ${mostChanged} %`]
      : [])
  ]
  return reasons.length > 0 ? `It was not imported by itself: ${reasons.join('; ')}.` : null
}

/** Whether a look at what was tried is worth anybody's time. */
export const saysSomething = ({ tables, conflicts, waits, headings }: ImportReport): boolean =>
  conflicts.length > 0 ||
  waits !== undefined ||
  headings?.missing === true ||
  Object.values(tables).some(count => count.new + count.changed + count.refused > 0)
