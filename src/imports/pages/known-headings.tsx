import { record } from '../../audit/audit.ts'
import { Button } from '../../ui/components/button.tsx'
import { Table } from '../../ui/components/table.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { type MappedHeading, readMappings, writeMapping } from '../heading-mapping.queries.ts'
import { isKind, kindNames } from '../kinds.ts'
import { columnWords } from '../layouts.ts'

interface Known {
  readonly authorityId: number
  readonly rows: readonly MappedHeading[]
}

/** The headings that an authority has said the meaning of, and their mending: a forgotten one is asked for again. */
export const knownHeadingsPage = page<Known>({
  at: '/imports/headings',
  may: 'import',
  name: 'headings of files',
  load: async ({ tx, who }) => {
    const home = who.appointments.find(one => one.role === 'administrator')
    return home ? { authorityId: home.authorityId, rows: await readMappings(tx, home.authorityId) } : null
  },
  submit: async ({ authorityId, rows }, { tx, who, body }) => {
    const row = rows.find(({ kind, heading }) => kind === text(body, 'kind') && heading === text(body, 'heading'))
    if (!row) return { go: '/imports/headings', done: 'That heading is forgotten already.' }
    await writeMapping(tx, { authorityId, kind: row.kind }, new Map([[row.heading, null]]))
    await record(tx, {
      person: who.id,
      action: 'forget which column is which',
      authorityId,
      payload: { kind: row.kind, heading: row.heading, meant: row.column_name }
    })
    return { go: '/imports/headings', done: `“${row.heading}” is forgotten. The next file with it asks again.` }
  },
  view: ({ rows }, { csrf }) => ({
    title: 'Headings of your files',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'Imports', href: '/imports' },
      { text: 'Headings of your files' }
    ],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Headings of your files</h1>
        <p class="govuk-body">
          What you have said of your own headings. It is used for every file of the kind, uploaded, from the folder or
          on the command line. To change one, forget it and upload a file: a page asks again.
        </p>
        {rows.length === 0 ? (
          <p class="govuk-body">Nothing yet. A file with headings that are not known here leads to that page.</p>
        ) : (
          <Table
            cards
            columns={[
              { heading: 'Heading in your file' },
              { heading: 'Means' },
              { heading: 'Kind of file' },
              { heading: 'What to do' }
            ]}
            rows={rows.map(({ kind, heading, column_name }) => [
              heading,
              column_name === '' ? 'None of ours: not read' : columnWords(column_name),
              isKind(kind) ? kindNames[kind].name : kind,
              <form method="post">
                <input type="hidden" name="_csrf" value={csrf} />
                <input type="hidden" name="kind" value={kind} />
                <input type="hidden" name="heading" value={heading} />
                <Button kind="secondary" class="govuk-!-margin-bottom-0">
                  Forget
                  <span class="govuk-visually-hidden"> what “{heading}” means</span>
                </Button>
              </form>
            ])}
          />
        )}
      </div>
    )
  })
})
