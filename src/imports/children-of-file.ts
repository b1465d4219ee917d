import { isAfter, type PlainDate } from '../guidance/dates.ts'
import type { Known, StoredCare } from './known.queries.ts'
import type { ImportReport } from './report.ts'

/** Fewer than this say nothing of whose list it is. */
const aList = 20

/** What a list of an authority's children means for them: who is new, who changes, and whom in care it does not name. */
export function childrenOfFile(
  plan: {
    readonly newcomers: readonly { readonly row: number; readonly number: string }[]
    readonly touched: ReadonlySet<string>
  },
  told: ReadonlySet<string>,
  known: Known,
  careOf: (childId: string) => StoredCare,
  today: PlainDate
): Pick<ImportReport, 'children' | 'strange'> {
  const inCare = (id: string): boolean =>
    careOf(id).periods.some(({ ends }) => ends === null || isAfter(Temporal.PlainDate.from(ends), today))
  const gone = [...known.children.values()].flatMap(({ child }) =>
    told.has(child.id) || child.died_on || child.adopted_on || !inCare(child.id) ? [] : [child.id]
  )
  const inFile = plan.newcomers.length + told.size
  const strange = known.children.size >= aList && inFile >= aList && told.size < inFile / 20
  return {
    children: {
      new: [...plan.newcomers],
      changed: [...plan.touched].filter(id => known.children.has(id)),
      gone
    },
    ...(strange ? { strange: true } : {})
  }
}
