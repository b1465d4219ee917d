import { isUuid } from '../../db/transaction.ts'
import { momentInWords } from '../../guidance/dates.ts'
import { withCommas } from '../../guidance/numbers.ts'
import { Button } from '../../ui/components/button.tsx'
import { page } from '../../web/page.ts'
import { type RunRow, readRun } from '../import-run.queries.ts'
import { isKind, kindNames } from '../kinds.ts'
import { administers } from '../run-again.ts'
import { daysToUndo, undoImport, writtenWords } from '../undo.ts'

/** What undoing the last import of a kind would take back, and the button that does. */
export const undoPage = page<RunRow>({
  at: '/imports/:run/undo',
  may: 'import',
  name: 'undo an import',
  load: async ({ tx, params, who }) => {
    const run = isUuid(params.run ?? '') ? await readRun(tx, params.run ?? '') : undefined
    return run?.applied && administers(who, run.authority_id) ? run : null
  },
  submit: async (run, { tx, who, today }) =>
    (await undoImport(tx, run, { person: who.id, today })) ?? {
      go: `/imports/${run.id}`,
      done: 'The import is undone. Everything is as it was before it.'
    },
  view: (run, { csrf }) => {
    const rows = Object.entries(writtenWords).flatMap(([table, words]) => {
      const counts = run.written?.[table]
      return counts ? [{ words, ...counts }] : []
    })
    const listed = (which: 'new' | 'changed') =>
      rows
        .filter(row => row[which] > 0)
        .map(row => <li>{`${withCommas(row[which])} ${row.words[row[which] === 1 ? 0 : 1]}`}</li>)
    const [added, changed] = [listed('new'), listed('changed')]
    return {
      title: 'Undo this import',
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'Imports', href: '/imports' },
        { text: run.file_name, href: `/imports/${run.id}` },
        { text: 'Undo this import' }
      ],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">Undo this import</h1>
          <p class="govuk-body">
            {isKind(run.kind) ? kindNames[run.kind].name : run.kind}: “{run.file_name}”, imported by{' '}
            {run.by ?? 'the service'} on {momentInWords(Temporal.Instant.from(run.run_at))}.
          </p>
          {run.can_be_undone ? (
            <form method="post">
              <input type="hidden" name="_csrf" value={csrf} />
              {added.length > 0 ? (
                <>
                  <h2 class="govuk-heading-s">It brought these, which are removed:</h2>
                  <ul class="govuk-list govuk-list--bullet">{added}</ul>
                </>
              ) : null}
              {changed.length > 0 ? (
                <>
                  <h2 class="govuk-heading-s">It changed these, which become what they were before:</h2>
                  <ul class="govuk-list govuk-list--bullet">{changed}</ul>
                </>
              ) : null}
              <p class="govuk-body">
                All of it is undone, or nothing. Where somebody has worked on any of it since, or a later import has
                changed it, nothing is undone and you are told why. That this import was made, and undone, stays on
                record.
              </p>
              <Button kind="warning" type="submit" preventDoubleClick>
                Undo this import
              </Button>
            </form>
          ) : (
            <p class="govuk-body">
              {run.undone_at
                ? 'This import is undone already.'
                : `This import cannot be undone: only the last of a kind can, for ${daysToUndo} days.`}
            </p>
          )}
        </div>
      )
    }
  }
})
