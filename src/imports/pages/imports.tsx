import { putFile } from '../../documents/files.ts'
import { momentInWords } from '../../guidance/dates.ts'
import { isRefusal } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { FileUpload } from '../../ui/components/file-upload.tsx'
import { LinkList } from '../../ui/components/link-list.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { text } from '../../web/forms.ts'
import { type Incoming, page, type Shown } from '../../web/page.ts'
import { homeAuthority } from '../home-authority.ts'
import { type ListedRun, readRuns } from '../import-run.queries.ts'
import { type ImportKind, importKinds, isKind, kindNames } from '../kinds.ts'
import { fromUpload } from '../read-source.ts'
import { pageOfRun } from '../run-again.ts'
import { runImport } from '../run-import.ts'

type Tried = Awaited<ReturnType<typeof runImport>> | { readonly lacks: 'kind' | 'file' }

/** Every import is checked first: this page takes the file, the next one says what it would do. */
export const importsPage = page<readonly ListedRun[], Tried>({
  at: '/imports',
  may: 'see imports',
  maySubmit: 'import',
  name: 'imports',
  upload: true,
  load: ({ tx }) => readRuns(tx),
  prepare: tryFile,
  submit: async (_, { prepared }) => {
    if ('lacks' in prepared)
      return {
        again: [
          prepared.lacks === 'kind'
            ? { field: 'kind', what: 'Choose what the file holds' }
            : { field: 'file', what: 'Choose a file' }
        ]
      }
    if (isRefusal(prepared)) return { refused: prepared.refused, problems: [{ where: 'file', what: prepared.refused }] }
    return { go: pageOfRun(prepared) }
  },
  view: (runs, shown) => ({
    title: 'Imports',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Imports' }],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Imports</h1>
        <p class="govuk-body-l">
          Each file is checked first: nothing is changed until you have seen what it would change, and said yes.
        </p>
        {shown.who?.roles.includes('administrator') ? (
          <>
            <TryForm shown={shown} />
            <LinkList
              links={[
                ['/imports/routine', 'Files that come by themselves: the folder and what it may do'],
                ['/imports/headings', 'Headings of your files']
              ]}
            />
          </>
        ) : null}
        <h2 class="govuk-heading-m">Earlier imports</h2>
        {runs.length === 0 ? (
          <p class="govuk-body">
            No file has been checked yet. Each one appears here with who, when and what it changed.
          </p>
        ) : (
          <Table
            cards
            columns={[
              { heading: 'File' },
              { heading: 'What' },
              { heading: 'When' },
              { heading: 'By' },
              { heading: 'State' }
            ]}
            rows={runs.map(run => [
              <a class="govuk-link" href={`/imports/${run.id}`}>
                {run.file_name}
              </a>,
              `${kindNames[run.kind as ImportKind]?.name ?? run.kind}, ${run.authority_name}`,
              momentInWords(Temporal.Instant.from(run.run_at)),
              run.by ?? 'the service',
              <State run={run} />
            ])}
          />
        )}
      </div>
    )
  })
})

function State({ run }: { run: ListedRun }) {
  if (run.undone_at) return <Tag colour="orange">Undone</Tag>
  if (run.applied) return <Tag colour="green">Imported</Tag>
  if (run.asks_headings) return <Tag colour="yellow">Headings to be said</Tag>
  return run.waits ? <Tag colour="yellow">Waits for you</Tag> : <Tag colour="grey">Checked only</Tag>
}

function TryForm({ shown }: { shown: Shown }) {
  const error = (field: string) => shown.problems.find(one => one.field === field)?.what
  return (
    <form method="post" enctype="multipart/form-data" class="card">
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <Radios
        name="kind"
        legend="What does the file hold?"
        legendSize="s"
        small
        error={error('kind')}
        value={shown.typed ? text(shown.typed, 'kind') : shown.query.kind}
        items={importKinds.map(value => ({ value, text: kindNames[value].name, hint: kindNames[value].hint }))}
      />
      <FileUpload
        name="file"
        label="The file"
        labelSize="s"
        hint="Up to 20 MB. A larger one is imported by whoever runs the service: ./openpep import."
        error={error('file')}
      />
      <p class="govuk-hint">Nothing is changed yet. The next page says what importing it would change.</p>
      <Button type="submit" preventDoubleClick>
        Check the file
      </Button>
    </form>
  )
}

/** Tries the file, and keeps it where it is one, before and outside the page's own transaction. */
async function tryFile({ service, personId, body, files }: Incoming): Promise<Tried> {
  const kind = text(body, 'kind')
  const file = files.find(one => one.field === 'file' && one.bytes.length > 0)
  if (!isKind(kind)) return { lacks: 'kind' }
  if (!file) return { lacks: 'file' }
  const source = await fromUpload(file.name, file.bytes)
  if (isRefusal(source)) return source
  const authorityId = await homeAuthority(service, personId)
  if (personId === null || authorityId === null) return { refused: 'You administer no authority today.' }
  return runImport(service.database, {
    kind,
    source,
    authorityId,
    apply: false,
    person: personId,
    today: service.today(),
    fileName: file.name,
    keep: () => putFile(service.config.filesFolder, file.bytes)
  })
}
