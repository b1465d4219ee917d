import { stringify } from 'csv-stringify/sync'
import { page } from '../../web/page.ts'
import { deedWords } from '../deed-words.ts'
import { roleWords } from '../entry.ts'
import { exportRecord, type FoundDeed } from '../search.ts'

/** What the same search finds as a file; a value that would act as a formula in a spreadsheet is neutralised. */
export const recordFile = page<readonly FoundDeed[]>({
  at: '/authority/record.csv',
  may: 'search the record',
  name: 'export: the record',
  freshly: true,
  quiet: true,
  load: exportRecord,
  view: (rows, { today }) => ({
    send: asCsv(rows),
    type: 'text/csv; charset=utf-8',
    fileName: `record-${today}.csv`
  })
})

const outcomes = { done: 'done', refused: 'refused', 'not-found': 'not found' } as const

const asCsv = (rows: readonly FoundDeed[]): string =>
  stringify(
    rows.map(row => ({
      number: row.n,
      when: new Date(row.at).toISOString(),
      who: row.person_name ?? '',
      role: roleWords(row.role) ?? '',
      what: deedWords(row),
      child: row.child_name ?? '',
      outcome: outcomes[row.outcome],
      why: row.reason ?? ''
    })),
    {
      header: true,
      bom: true,
      columns: ['number', 'when', 'who', 'role', 'what', 'child', 'outcome', 'why'],
      escape_formulas: true,
      record_delimiter: 'windows'
    }
  )
