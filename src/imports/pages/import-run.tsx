import { movedWords } from '../../authorities/effect-words.ts'
import { isUuid } from '../../db/transaction.ts'
import { momentInWords } from '../../guidance/dates.ts'
import { isRefusal } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Table } from '../../ui/components/table.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { page } from '../../web/page.ts'
import { type RunRow, readRun } from '../import-run.queries.ts'
import { type ImportKind, kindNames } from '../kinds.ts'
import { isOpen, refusedAsCsv } from '../report.ts'
import { type Applied, administers, pageOfRun, runAgain } from '../run-again.ts'
import { NamedRows, UnknownHeadings, WhatChanged } from '../run-parts.tsx'

/** What a file would do, or did: counts, each refused row, who else a child may be; and the button that imports it. */
export const importRunPage = page<RunRow, Applied>({
  at: '/imports/:run',
  may: 'see imports',
  maySubmit: 'import',
  name: 'import',
  load: async ({ tx, params }) => (isUuid(params.run ?? '') ? ((await readRun(tx, params.run ?? '')) ?? null) : null),
  prepare: incoming => runAgain(incoming, true),
  submit: async (_, { prepared }) =>
    isRefusal(prepared)
      ? { refused: prepared.refused }
      : prepared.report.applied
        ? { go: pageOfRun(prepared), done: 'The file is imported.' }
        : { go: pageOfRun(prepared) },
  view: (run, { csrf, who, problems }) => {
    const { tables, refused, warnings, conflicts, effect, headings, strange, waits } = run.report
    const counts = Object.entries(tables)
    const mine = administers(who, run.authority_id)
    const changes = counts.some(([, count]) => count.new + count.changed > 0)
    return {
      title: run.file_name,
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'Imports', href: '/imports' },
        { text: run.file_name }
      ],
      body: (
        <>
          <h1 class="govuk-heading-l">{run.file_name}</h1>
          <p class="govuk-body">
            {kindNames[run.kind as ImportKind]?.name ?? run.kind} for {run.authority_name},{' '}
            {run.applied ? 'imported' : 'checked'} by {run.by ?? 'the service'} on{' '}
            {momentInWords(Temporal.Instant.from(run.run_at))}.
          </p>
          {waits ? <WarningText>{waits}</WarningText> : null}
          {strange ? (
            <WarningText>
              Hardly any child in this file is known here. Is it another authority’s file? If so, do not import it.
            </WarningText>
          ) : null}
          {counts.length > 0 ? <p class="govuk-body-l">{inOneSentence(run)}</p> : null}
          {run.undone_at ? (
            <InsetText>
              This import was undone by {run.undone_by ?? 'the service'} on{' '}
              {momentInWords(Temporal.Instant.from(run.undone_at))}. What it had changed is as it was before.
            </InsetText>
          ) : null}
          {run.applied ? null : (
            <InsetText>
              {counts.length > 0 ? 'This is a check. Nothing is changed yet.' : 'Nothing was read from this file.'}
            </InsetText>
          )}
          {mine && headings && run.kept_sha256 ? <UnknownHeadings run={run} {...headings} /> : null}
          {counts.length > 0 ? (
            <Table
              cards
              caption={run.applied ? 'What it changed' : 'What importing it would change'}
              columns={[
                { heading: 'Records' },
                { heading: 'Rows', numeric: true },
                { heading: 'New', numeric: true },
                { heading: 'Changed', numeric: true },
                { heading: 'Already the same', numeric: true },
                { heading: 'Left out', numeric: true },
                { heading: 'Taken, but please check', numeric: true }
              ]}
              rows={counts.map(([name, count]) =>
                [name, count.rows, count.new, count.changed, count.unchanged, count.refused, count.warnings].map(String)
              )}
            />
          ) : null}
          <WhatChanged run={run} />
          {effect ? <InsetText>{movedWords(effect.moved, effect.madeLate)}</InsetText> : null}
          {conflicts.length > 0 ? (
            <WarningText>
              {conflicts.length} {conflicts.length === 1 ? 'row needs' : 'rows need'} you: they may be children who are
              here already. They are left out.
            </WarningText>
          ) : null}
          {!run.applied && mine && conflicts.some(isOpen) ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`/imports/${run.id}/doubtful`}>
                Compare them and say who they are
              </a>
            </p>
          ) : null}
          {refused.length > 0 ? (
            <>
              <NamedRows caption="Left out, and why" rows={refused} />
              <p class="govuk-body">
                <a class="govuk-link" href={`/imports/${run.id}/refused.csv`}>
                  Download all the rows that are left out (CSV)
                </a>
              </p>
              <p class="govuk-body">
                Correct these cells in your own file and{' '}
                <a class="govuk-link" href="/imports">
                  upload it again
                </a>
                . Rows that are here already stay as they are, so nothing is taken twice.
              </p>
            </>
          ) : null}
          {warnings.length > 0 ? (
            <>
              <NamedRows caption="Taken, but please check" rows={warnings} />
              <p class="govuk-body">
                <a class="govuk-link" href={`/imports/${run.id}/refused.csv`}>
                  {refused.length > 0
                    ? 'The CSV of what is left out lists them too'
                    : 'Download what should be checked (CSV)'}
                </a>
              </p>
            </>
          ) : null}
          {run.can_be_undone && mine ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`/imports/${run.id}/undo`}>
                Undo this import
              </a>
            </p>
          ) : null}
          {!run.applied && mine && run.kept_sha256 && counts.length > 0 ? (
            changes ? (
              <form method="post" id="apply">
                <input type="hidden" name="_csrf" value={csrf} />
                <Button type="submit" preventDoubleClick>
                  Import this file
                </Button>
                {problems.length === 0 ? <p class="govuk-hint">All other rows go in together, or none does.</p> : null}
              </form>
            ) : (
              <p class="govuk-body">There is nothing to import: everything in the file is here already, or left out.</p>
            )
          ) : null}
        </>
      )
    }
  }
})

export const refusedRowsPage = page<RunRow>({
  at: '/imports/:run/refused.csv',
  may: 'see imports',
  name: 'refused rows of an import',
  load: async ({ tx, params }) => (isUuid(params.run ?? '') ? ((await readRun(tx, params.run ?? '')) ?? null) : null),
  view: run => ({
    send: refusedAsCsv([...run.report.refused, ...run.report.warnings]),
    type: 'text/csv; charset=utf-8',
    fileName: `refused-${run.file_name}.csv`
  })
})

/** "2,675 rows: 2,640 here already, 21 new, 9 changed, 5 left out". */
function inOneSentence({ report }: RunRow): string {
  const sum = (what: 'rows' | 'new' | 'changed' | 'unchanged' | 'refused') =>
    Object.values(report.tables)
      .reduce((total, count) => total + count[what], 0)
      .toLocaleString('en-GB')
  return `${sum('rows')} ${sum('rows') === '1' ? 'row' : 'rows'}: ${sum('unchanged')} here already, ${sum('new')} new, ${sum('changed')} changed, ${sum('refused')} left out.`
}
