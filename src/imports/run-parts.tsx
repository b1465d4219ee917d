import { withCommas } from '../guidance/numbers.ts'
import { Table } from '../ui/components/table.tsx'
import { WarningText } from '../ui/components/warning-text.tsx'
import type { RunRow } from './import-run.queries.ts'
import type { Problem } from './report.ts'

/** Headings that nothing is done with, and where to say what they mean. */
export function UnknownHeadings({
  run,
  missing,
  unused
}: {
  readonly run: RunRow
  readonly missing: boolean
  readonly unused: readonly string[]
}) {
  return (
    <>
      {missing ? (
        <WarningText>The headings of this file are not known here. Say what they mean, and it can be read.</WarningText>
      ) : (
        <p class="govuk-body">
          Nothing is read of these columns, which are not known here: {[...new Set(unused)].join(', ')}.
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/imports/${run.id}/headings`}>
          Say which column is which
        </a>
      </p>
    </>
  )
}

export const changes = ['new', 'changed', 'gone'] as const
export type Change = (typeof changes)[number]

/** Of a list of children: who is new, who changes, and who is in care here and not in the list. */
export function WhatChanged({ run }: { readonly run: RunRow }) {
  const { children } = run.report
  if (!children) return null
  const words: Readonly<Record<Change, string>> = {
    new: run.applied ? 'new' : 'would be new',
    changed: run.applied ? 'changed' : 'would change',
    gone: 'in care here, but not in this file'
  }
  const some = changes.filter(change => children[change].length > 0)
  return (
    <section aria-labelledby="what-changed">
      <h2 class="govuk-heading-m" id="what-changed">
        What changed since last time
      </h2>
      {some.length === 0 ? (
        <p class="govuk-body">No child is new, changed or gone.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {some.map(change => (
            <li>
              <a class="govuk-link" href={`/imports/${run.id}/children?which=${change}`}>
                {withCommas(children[change].length)} {children[change].length === 1 ? 'child' : 'children'}{' '}
                {words[change]}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** So many rows stand on the page; the file has them all. */
const mostNamed = 25

/** Rows of the file, each with where it is, what stands there, and why it is told. */
export const NamedRows = ({ caption, rows }: { readonly caption: string; readonly rows: readonly Problem[] }) => (
  <Table
    cards
    caption={`${caption}${rows.length > mostNamed ? `: the first ${mostNamed} of ${withCommas(rows.length)}` : ''}`}
    columns={[{ heading: 'Where' }, { heading: 'Value' }, { heading: 'Why' }]}
    rows={rows.slice(0, mostNamed).map(one => [`${one.table}, row ${one.row}, ${one.column}`, one.value, one.reason])}
  />
)
