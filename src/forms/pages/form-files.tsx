import { z } from 'zod'
import { versionOf } from '../../peps/saved-record.ts'
import { Button } from '../../ui/components/button.tsx'
import { FileUpload } from '../../ui/components/file-upload.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text } from '../../web/forms.ts'
import { type Ask, page } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { type FormInHand, formInHand, keepDraft, problemsIn } from '../draft.ts'
import { type LocalForm, localFormat, localFormSchema } from '../local.ts'
import { whatChanged } from '../local-changes.ts'
import { type RowProblem, readLocalForm } from '../local-problems.ts'
import { formTrail } from './form.tsx'

const schemaAddress = '/forms/openpep-form-1.schema.json'
const mostBytes = 1_000_000

/** What a file of an authority's form may hold, for whoever writes one by hand or by another program. */
export const formSchema = () => ({
  $id: localFormat,
  title: 'An authority’s form of the Personal Education Plan',
  ...z.toJSONSchema(localFormSchema, { target: 'draft-2020-12' })
})

export const formSchemaPage = page<true>({
  at: schemaAddress,
  may: 'anyone',
  name: 'schema of a form',
  quiet: true,
  load: async () => true,
  view: () => ({ send: `${JSON.stringify(formSchema(), null, 2)}\n`, type: 'application/schema+json' })
})

export const exportFormPage = page<FormInHand>({
  at: '/authority/form/export.json',
  may: 'see policy',
  name: 'form as a file',
  load: ({ tx, who }) => formInHand(tx, who),
  view: ({ draft, authority }) => ({
    send: `${JSON.stringify({ $schema: schemaAddress, format: localFormat, ...draft }, null, 2)}\n`,
    type: 'application/json',
    fileName: `pep-form-${authority.code}.json`
  })
})

interface Tried {
  readonly words: string
  readonly problems: readonly RowProblem[]
  readonly local: LocalForm | null
}

interface Loaded {
  readonly form: FormInHand
  readonly tried: Tried | null
}

function tryWords(form: FormInHand, words: string): Tried {
  const whole = (what: string): Tried => ({ words, local: null, problems: [{ row: null, question: null, what }] })
  if (words.length > mostBytes) return whole('This file is larger than a form can be (1 MB).')
  let candidate: unknown
  try {
    candidate = JSON.parse(words)
  } catch {
    return whole('This is not JSON. Save the form as a file here, change that, and read it in again.')
  }
  const read = readLocalForm(candidate)
  if ('problems' in read) return { words, local: null, problems: read.problems }
  const problems = problemsIn(form, read.local)
  return { words, problems, local: problems.length === 0 ? read.local : null }
}

const posted = ({ body, files }: Pick<Ask, 'body' | 'files'>): string =>
  files.find(({ field }) => field === 'file')?.bytes.toString('utf8') || text(body, 'words')

/** A file is tried first: each row that is wrong with why, or what it changes. Then it becomes the draft. */
export const importFormPage = page<Loaded>({
  at: '/authority/form/import',
  may: 'set policy',
  name: 'form from a file',
  upload: true,
  load: async ask => {
    const form = await formInHand(ask.tx, ask.who)
    const words = posted(ask)
    return form && { form, tried: words.trim() === '' ? null : tryWords(form, words.replace(/^\uFEFF/, '')) }
  },
  submit: async ({ form, tried }, { tx, who, body }) => {
    if (!tried) return { again: [{ field: 'file', what: 'Choose a file, or paste its words' }] }
    if (!tried.local) return { again: [{ field: 'problems', what: 'This form cannot be taken. Mend the rows below' }] }
    if (text(body, 'do') !== 'take') return { again: [] }
    if (text(body, 'seen') !== versionOf(form.draft))
      return {
        again: [
          {
            field: 'changes',
            what: `${form.written?.by ?? 'Somebody'} changed the form since you opened this page. Read what the file changes again, then take it`
          }
        ]
      }
    const refused = await keepDraft(tx, who, form, tried.local)
    const [first] = refused
    if (first) return { refused: first.what }
    return { go: '/authority/form', done: 'The file is the draft now. Nothing is published yet.' }
  },
  view: ({ form, tried }, shown) => ({
    title: 'Read the form from a file',
    trail: formTrail('Read from a file'),
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Read the form from a file</h1>
        <p class="govuk-body">
          The file holds what your form says otherwise than the national one, row by row.{' '}
          <a class="govuk-link" href={schemaAddress}>
            What it may hold (JSON schema)
          </a>
          .
        </p>
        {tried && tried.problems.length > 0 ? <Problems problems={tried.problems} /> : null}
        {tried?.local ? <Changes form={form} local={tried.local} words={tried.words} csrf={shown.csrf} /> : null}
        <form method="post" enctype="multipart/form-data" class="card" novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          <FileUpload
            name="file"
            label="The file"
            labelSize="s"
            accept=".json,application/json"
            error={errorOf(shown, 'file')}
          />
          <Textarea
            name="words"
            label="Or paste it here"
            labelSize="s"
            rows={6}
            value={tried?.words ?? ''}
            spellcheck={false}
          />
          <Button kind="secondary">See what it changes</Button>
        </form>
      </div>
    )
  })
})

const Problems = ({ problems }: { problems: readonly RowProblem[] }) => (
  <div id="problems">
    <Table
      cards
      caption={problems.length === 1 ? 'One thing to mend' : `${problems.length} things to mend`}
      captionSize="m"
      columns={[{ heading: 'Row' }, { heading: 'Question' }, { heading: 'What is wrong' }]}
      rows={problems.map(({ row, question, what }) => [
        row === null ? 'The file' : String(row),
        <span class="as-written">{question ?? ''}</span>,
        <span class="as-written">{what}</span>
      ])}
    />
  </div>
)

function Changes({ form, local, words, csrf }: { form: FormInHand; local: LocalForm; words: string; csrf: string }) {
  const what = whatChanged(form.draft, local)
  if (what.length === 0) return <InsetText>This file says what the draft says already.</InsetText>
  return (
    <section class="card" id="changes">
      <h2 class="govuk-heading-m">What it changes in the draft</h2>
      <ul class="govuk-list govuk-list--bullet">
        {what.map(one => (
          <li class="as-written">{one}</li>
        ))}
      </ul>
      <form method="post" enctype="multipart/form-data">
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="words" value={words} />
        <input type="hidden" name="seen" value={versionOf(form.draft)} />
        <Button name="do" value="take" preventDoubleClick>
          Take it as the draft
        </Button>
      </form>
    </section>
  )
}
