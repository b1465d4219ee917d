import { record } from '../../audit/audit.ts'
import { asPerson, isUuid } from '../../db/transaction.ts'
import { readKept } from '../../documents/files.ts'
import { isRefusal } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Select } from '../../ui/components/select.tsx'
import { text } from '../../web/forms.ts'
import { type Ask, type Incoming, page, type Shown } from '../../web/page.ts'
import type { Columns } from '../columns.ts'
import { type ChoiceProblem, choosable, chosenMapping, type FileHeading, guess } from '../heading-choice.ts'
import { readMapping, writeMapping } from '../heading-mapping.queries.ts'
import { type RunRow, readRun } from '../import-run.queries.ts'
import { columnWords, isMappable, layouts, type Mappable } from '../layouts.ts'
import { fromUpload } from '../read-source.ts'
import { type Applied, administers, pageOfRun, runAgain } from '../run-again.ts'
import { sampleOf } from '../sample.ts'

interface Asked {
  readonly run: RunRow
  /** Attendance comes as sessions or as totals: which of the two is asked about. */
  readonly layout: string
  readonly layouts: readonly string[]
  readonly columns: Columns
  readonly headings: readonly FileHeading[]
  readonly mapping: ReadonlyMap<string, string>
}

const layoutNames: Readonly<Record<string, string>> = { sessions: 'single sessions', summaries: 'totals' }

/** Which column of a file is which of ours: asked once, and remembered for the authority and the kind of file. */
export const headingsPage = page<Asked, Applied | { readonly problems: readonly ChoiceProblem[] }>({
  at: '/imports/:run/headings',
  may: 'import',
  maySubmit: 'import',
  name: 'headings of an import',
  load: ask => load(ask),
  prepare: keepAndCheck,
  submit: async (_, { prepared }) => {
    if ('problems' in prepared && !('refused' in prepared))
      return { again: (prepared.problems ?? []).map(({ column, what }) => ({ field: `is-${column}`, what })) }
    if (isRefusal(prepared)) return { refused: prepared.refused }
    return { go: pageOfRun(prepared), done: 'The headings are kept, and the file is checked with them.' }
  },
  view: (asked, shown) => ({
    title: 'Which column is which?',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'Imports', href: '/imports' },
      { text: asked.run.file_name, href: `/imports/${asked.run.id}` },
      { text: 'Which column is which?' }
    ],
    body: <Form asked={asked} shown={shown} />
  })
})

function Form({
  asked: { run, layout, layouts: otherLayouts, columns, headings, mapping },
  shown
}: {
  asked: Asked
  shown: Shown
}) {
  const names = headings.map(({ heading }) => heading)
  const { once, twice } = choosable(names)
  const guessed = guess(names, columns, mapping)
  const choices = [
    { value: '', text: 'Not in this file' },
    ...once.map(index => ({ value: String(index), text: withSamples(headings[index]) }))
  ]
  const chosenOf = (column: string) =>
    shown.typed ? text(shown.typed, `is-${column}`) : String(guessed.get(column) ?? '')
  const errorOf = (column: string) => shown.problems.find(({ field }) => field === `is-${column}`)?.what
  const around = { choices, chosenOf, errorOf }
  // What is needed, or found by a guess, is asked first; the rest is folded.
  const isAsked = ([column, { optional }]: [string, Called]) => !optional || guessed.has(column)
  const asked = Object.entries(columns).filter(isAsked)
  const others = Object.entries(columns).filter(one => !isAsked(one))
  return (
    <div class="reading">
      <h1 class="govuk-heading-l">Which column is which?</h1>
      <p class="govuk-body">
        Some headings of “{run.file_name}” are not known here. Say once what they mean: the next file of this kind with
        the same headings is read without a question. Behind each heading stand the first values of its column.
      </p>
      {otherLayouts.map(other => (
        <p class="govuk-body">
          This form is for attendance in {layoutNames[layout]}.{' '}
          <a class="govuk-link" href={`${shown.path}?as=${other}`}>
            The file holds {layoutNames[other]}
          </a>
        </p>
      ))}
      {twice.length > 0 ? (
        <InsetText>
          There twice, so that they cannot be told apart: {twice.join(', ')}. To choose one, give it a heading of its
          own in the file and upload it again.
        </InsetText>
      ) : null}
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <input type="hidden" name="as" value={layout} />
        {asked.map(([column, one]) => (
          <Column column={column} called={one} {...around} />
        ))}
        {others.length > 0 ? (
          <Details
            summary={`${others.length} more that a file may hold`}
            open={others.some(([column]) => chosenOf(column) !== '' || errorOf(column))}
          >
            {others.map(([column, one]) => (
              <Column column={column} called={one} {...around} />
            ))}
          </Details>
        ) : null}
        <Button type="submit" preventDoubleClick>
          Keep this and check the file
        </Button>
      </form>
    </div>
  )
}

type Called = Columns[string]

interface ColumnProps {
  readonly column: string
  readonly called: Called
  readonly choices: ReadonlyArray<{ value: string; text: string }>
  readonly chosenOf: (column: string) => string
  readonly errorOf: (column: string) => string | undefined
}

const Column = ({ column, called: { headings, optional }, choices, chosenOf, errorOf }: ColumnProps) => (
  <Select
    name={`is-${column}`}
    label={`${columnWords(headings[0])}${optional ? '' : ' (needed)'}`}
    items={[...choices]}
    value={chosenOf(column)}
    error={errorOf(column)}
  />
)

const withSamples = (heading: FileHeading | undefined): string =>
  heading ? `${heading.heading}${heading.samples.length > 0 ? ` — ${heading.samples.join(', ')}` : ' — empty'}` : ''

const layoutOf = (kind: Mappable, wanted: string): string =>
  Object.keys(layouts[kind]).find(name => name === wanted) ?? Object.keys(layouts[kind])[0] ?? ''
const columnsOf = (kind: Mappable, layout: string): Columns =>
  (layouts[kind] as Readonly<Record<string, Columns>>)[layout] ?? {}

async function load({ tx, params, query, body, who, kept }: Ask<unknown>): Promise<Asked | null> {
  const run = isUuid(params.run ?? '') ? await readRun(tx, params.run ?? '') : undefined
  if (!run || !isMappable(run.kind) || run.kept_sha256 === null || !administers(who, run.authority_id)) return null
  const headings = await headingsOf(run, kept)
  if (!headings) return null
  const layout = layoutOf(run.kind, text(body, 'as') || (query.as ?? ''))
  return {
    run,
    layout,
    layouts: Object.keys(layouts[run.kind]).filter(name => name !== layout),
    columns: columnsOf(run.kind, layout),
    headings,
    mapping: await readMapping(tx, run.authority_id, run.kind)
  }
}

async function headingsOf(run: RunRow, kept: Ask['kept']): Promise<readonly FileHeading[] | null> {
  const bytes = run.kept_sha256 === null ? undefined : await kept(run.kept_sha256)
  const source = bytes ? await fromUpload(run.file_name, bytes) : null
  const headings = source && !isRefusal(source) ? await sampleOf(source) : null
  return headings && !isRefusal(headings) ? headings : null
}

/** Remembers what was chosen, on record, and checks the kept file with it. */
async function keepAndCheck(incoming: Incoming): Promise<Applied | { readonly problems: readonly ChoiceProblem[] }> {
  const { service, personId, params, body } = incoming
  if (personId === null || !isUuid(params.run ?? '')) return { refused: 'There is no such import.' }
  const asMe = { person: personId, today: service.today() }
  const run = await asPerson(service.database, asMe, tx => readRun(tx, params.run ?? ''))
  const headings = run && (await headingsOf(run, sha256 => readKept(service.config.filesFolder, sha256)))
  if (!run || !isMappable(run.kind) || !headings) return { refused: 'The file is no longer kept. Upload it again.' }
  const columns = columnsOf(run.kind, layoutOf(run.kind, text(body, 'as')))
  const chosen = new Map(Object.keys(columns).map(column => [column, text(body, `is-${column}`)]))
  const told = chosenMapping(
    headings.map(({ heading }) => heading),
    columns,
    chosen
  )
  if ('problems' in told) return told
  await asPerson(service.database, asMe, async tx => {
    const before = await readMapping(tx, run.authority_id, run.kind)
    await writeMapping(tx, { authorityId: run.authority_id, kind: run.kind }, told.entries)
    await record(tx, {
      person: personId,
      action: 'say which column is which',
      authorityId: run.authority_id,
      payload: {
        kind: run.kind,
        before: Object.fromEntries(before),
        after: Object.fromEntries(await readMapping(tx, run.authority_id, run.kind))
      }
    })
  })
  return runAgain(incoming, false)
}
