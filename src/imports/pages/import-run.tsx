import { movedWords } from '../../authorities/effect-words.ts'
import { asPerson, isUuid } from '../../db/transaction.ts'
import { openFile } from '../../documents/files.ts'
import { momentInWords } from '../../guidance/dates.ts'
import { isRefusal, type Refusal } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Table } from '../../ui/components/table.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { type Incoming, page } from '../../web/page.ts'
import { type RunRow, readRun } from '../import-run.queries.ts'
import { fromUpload } from '../read-source.ts'
import { isOpen, refusedAsCsv } from '../report.ts'
import { type ImportKind, runImport } from '../run-import.ts'
import { kindNames } from './imports.tsx'

export type Applied = { readonly runId: string } | Refusal

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
      : { go: `/imports/${prepared.runId}`, done: 'The file is imported.' },
  view: (run, { csrf, who, problems }) => {
    const { tables, refused, warnings, conflicts, effect } = run.report
    const counts = Object.entries(tables)
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
          <p class="govuk-body-l">{inOneSentence(run)}</p>
          {run.applied ? null : <InsetText>This is a check. Nothing is changed yet.</InsetText>}
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
          {effect ? <InsetText>{movedWords(effect.moved, effect.madeLate)}</InsetText> : null}
          {conflicts.length > 0 ? (
            <WarningText>
              {conflicts.length} {conflicts.length === 1 ? 'row needs' : 'rows need'} you: they may be children who are
              here already. They are left out.
            </WarningText>
          ) : null}
          {!run.applied && who?.roles.includes('administrator') && conflicts.some(isOpen) ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`/imports/${run.id}/doubtful`}>
                Compare them and say who they are
              </a>
            </p>
          ) : null}
          {refused.length > 0 ? (
            <>
              <Table
                cards
                caption={`Left out, and why${refused.length > 25 ? `: the first 25 of ${refused.length}` : ''}`}
                columns={[{ heading: 'Where' }, { heading: 'Value' }, { heading: 'Why' }]}
                rows={refused
                  .slice(0, 25)
                  .map(one => [`${one.table}, row ${one.row}, ${one.column}`, one.value, one.reason])}
              />
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
            <InsetText>
              {warnings.length === 1 ? '1 row is taken but should' : `${warnings.length} rows are taken but should`} be
              checked.{' '}
              <a class="govuk-link" href={`/imports/${run.id}/refused.csv`}>
                The CSV of what is left out lists them too
              </a>
              .
            </InsetText>
          ) : null}
          {!run.applied && who?.roles.includes('administrator') && run.kept_sha256 ? (
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

/** Checks again, or imports, exactly the bytes that were checked. */
export async function runAgain({ service, personId, params }: Incoming, apply: boolean): Promise<Applied> {
  const asMe = { person: personId, today: service.today() }
  const run = await asPerson(service.database, asMe, tx => readRun(tx, params.run ?? ''))
  if (!run || personId === null) return { refused: 'There is no such import.' }
  const sha256 = run.kept_sha256
  const kept = sha256 === null ? undefined : await openFile(service.config.filesFolder, sha256)
  const bytes = await kept?.readFile().finally(() => kept.close())
  if (!bytes || sha256 === null) return { refused: 'The file is no longer kept. Upload it again.' }
  const source = await fromUpload(run.file_name, bytes)
  if (isRefusal(source)) return source
  return runImport(service.database, {
    kind: run.kind as ImportKind,
    source,
    authorityId: run.authority_id,
    apply,
    person: personId,
    today: service.today(),
    fileName: run.file_name,
    keep: async () => sha256
  })
}
