import { stringify } from 'csv-stringify/sync'
import { record } from '../../audit/audit.ts'
import { stateTags } from '../../peps/pep-header.tsx'
import { page } from '../../web/page.ts'
import { type ChildList, type ListedChild, listChildren, wanted } from '../list.ts'

/** The children of the same filters as a file; a value that would act as a formula in a spreadsheet is neutralised. */
export const childrenFile = page<ChildList>({
  at: '/children.csv',
  may: 'list children',
  name: 'export: list of children',
  freshly: true,
  quiet: true,
  load: async ({ tx, who, query, today }) => {
    const list = await listChildren(tx, wanted(query), today, { me: who.id, all: true })
    await record(tx, {
      person: who.id,
      action: 'export: list of children',
      authorityId: who.authorityIds[0] ?? null,
      ids: list.children.map(child => child.id),
      payload: { filters: list.wanted, rows: list.children.length }
    })
    return list
  },
  view: ({ children }, { today }) => ({
    send: asCsv(children),
    type: 'text/csv; charset=utf-8',
    fileName: `children-${today}.csv`
  })
})

const asCsv = (children: readonly ListedChild[]): string =>
  stringify(
    children.map(child => ({
      name: child.name,
      age: child.age,
      'year group': child.yearGroup,
      setting: child.setting ?? 'No school place',
      plan: child.pep?.term ?? '',
      'state of plan': child.pep ? stateTags[child.pep.state].text : '',
      'next due': child.nextDue ?? '',
      late: child.late ? 'yes' : 'no'
    })),
    {
      header: true,
      bom: true,
      columns: ['name', 'age', 'year group', 'setting', 'plan', 'state of plan', 'next due', 'late'],
      escape_formulas: true,
      record_delimiter: 'windows'
    }
  )
