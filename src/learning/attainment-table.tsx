import type { Pep } from '../peps/pep.ts'
import { SummaryList } from '../ui/components/summary-list.tsx'
import { Table } from '../ui/components/table.tsx'
import { isAssessment } from './assessments.ts'
import type { Attainment } from './attainment.ts'
import { assessmentInWords, subjectsInTable } from './attainment-words.ts'
import { passesOf } from './passes.ts'

/** The same to read: the subjects as a table, what the grades come to, the assessments as a list. */
export function AttainmentTable({ pep, table }: { pep: Pep; table: readonly Attainment[] }) {
  if (table.length === 0) return <p class="govuk-body">Nothing is written yet.</p>
  const subjects = table.filter(row => !isAssessment(row.subject))
  const assessments = table.filter(row => isAssessment(row.subject))
  const { columns, rows } = subjectsInTable(subjects, { phase: pep.phase, version: pep.formVersion })
  return (
    <>
      {rows.length > 0 ? (
        <Table
          caption="Subjects"
          columns={columns.map(heading => ({ heading }))}
          rows={rows.map(cells => cells.map(words => <span class="as-written">{words}</span>))}
          firstCellIsHeader
          cards
        />
      ) : null}
      {(pep.yearGroup >= 10 ? passesOf(subjects) : []).map(({ what, words }) => (
        <p class="govuk-body">
          <strong>{what}</strong>: {words}.
        </p>
      ))}
      {assessments.length > 0 ? (
        <SummaryList
          rows={assessments.map(row => ({ key: row.subject, value: assessmentInWords(row, pep.formVersion) }))}
        />
      ) : null}
    </>
  )
}
