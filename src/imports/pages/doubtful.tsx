import { record } from '../../audit/audit.ts'
import { asPerson, isUuid } from '../../db/transaction.ts'
import { inWords } from '../../guidance/dates.ts'
import { isRefusal } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Table } from '../../ui/components/table.tsx'
import { text } from '../../web/forms.ts'
import { type Incoming, page } from '../../web/page.ts'
import { type RunRow, readRun } from '../import-run.queries.ts'
import type { Decision, Identity, KnownChild } from '../match.ts'
import { readCandidates, writeDecisions } from '../match-decision.queries.ts'
import { isOpen, type Open } from '../report.ts'
import { type Applied, runAgain } from '../run-again.ts'

interface Doubtful {
  readonly run: RunRow
  readonly rows: readonly DoubtfulRow[]
}
interface DoubtfulRow {
  readonly row: number
  readonly reason: string
  readonly told: Identity
  readonly candidates: readonly KnownChild[]
  /** Whose number in the care system the file gives: it can be nobody else. */
  readonly holder: KnownChild | undefined
}

const facts: readonly [string, (child: Identity) => string | null][] = [
  ['First name', child => child.firstName],
  ['Last name', child => child.lastName],
  ['Date of birth', child => child.dateOfBirth && inWords(Temporal.PlainDate.from(child.dateOfBirth))],
  ['Number in the care system', child => child.careSystemId],
  ['Number in the 903', child => child.childId903],
  ['UPN', child => child.upn]
]

/** Children of a file who may be here already, beside those they may be: a person says who they are, never the service. */
export const doubtfulPage = page<Doubtful, Applied | { readonly lacks: true }>({
  at: '/imports/:run/doubtful',
  may: 'import',
  maySubmit: 'import',
  name: 'doubtful matches of an import',
  load: async ({ tx, params }) => {
    const run = isUuid(params.run ?? '') ? await readRun(tx, params.run ?? '') : undefined
    if (!run) return null
    const conflicts = run.report.conflicts.filter(isOpen)
    const ids = conflicts.flatMap(({ candidates }) => candidates)
    const here = new Map((ids.length > 0 ? await readCandidates(tx, ids) : []).map(child => [child.id, child]))
    return { run, rows: conflicts.map(conflict => besideThose(conflict, here)) }
  },
  shows: ({ rows }) => rows.flatMap(({ candidates }) => candidates.map(({ id }) => id)),
  prepare: decideAndCheck,
  submit: async (_, { prepared }) => {
    if ('lacks' in prepared) return { refused: 'Say of at least one row who it is. Nothing has been changed.' }
    if (isRefusal(prepared)) return { refused: prepared.refused }
    return { go: `/imports/${prepared.runId}`, done: 'Your answers are kept, and the file is checked again with them.' }
  },
  view: ({ run, rows }, { csrf }) => ({
    title: 'Who are these children?',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'Imports', href: '/imports' },
      { text: run.file_name, href: `/imports/${run.id}` },
      { text: 'Who are these children?' }
    ],
    body: (
      <>
        <h1 class="govuk-heading-l">Who are these children?</h1>
        <p class="govuk-body">
          Each may be a child who is here already. What differs is in bold. A row that you do not answer keeps waiting.
        </p>
        <form method="post">
          <input type="hidden" name="_csrf" value={csrf} />
          {rows.map(one => (
            <Question one={one} />
          ))}
          {rows.length > 0 ? (
            <Button type="submit" preventDoubleClick>
              Keep the answers and check the file again
            </Button>
          ) : (
            <p class="govuk-body">No row of this file waits for an answer.</p>
          )}
        </form>
      </>
    )
  })
})

function Question({ one: { row, reason, told, candidates, holder } }: { one: DoubtfulRow }) {
  const choices = holder ? [holder] : candidates
  return (
    <section class="card">
      <h2 class="govuk-heading-m">Row {row}</h2>
      <p class="govuk-body">It waits because {reason}.</p>
      <Table
        cards
        firstCellIsHeader
        columns={[
          { heading: 'What' },
          { heading: 'In the file' },
          ...candidates.map((_, at) => ({ heading: candidates.length > 1 ? `Here, ${at + 1}` : 'Here' }))
        ]}
        rows={facts.map(([name, of]) => [
          name,
          of(told) ?? 'not told',
          ...candidates.map(child => {
            const value = of(child) ?? 'not known'
            return of(told) !== null && of(told) !== of(child) ? <strong>{value} (differs)</strong> : value
          })
        ])}
      />
      <Radios
        name={`row-${row}`}
        legend="Who is it?"
        legendSize="s"
        items={[
          ...choices.map(child => ({
            value: child.id,
            text:
              candidates.length > 1 ? `The same child as “here, ${candidates.indexOf(child) + 1}”` : 'The same child',
            hint: 'What the file tells is taken onto the record that is here.'
          })),
          ...(holder
            ? []
            : [{ value: 'another', text: 'Two children', hint: 'The one in the file gets a record of their own.' }])
        ]}
      />
      {holder && candidates.length === 1 ? (
        <p class="govuk-hint">
          If they are two children, give the one in the file their own number in your care system and upload it again.
        </p>
      ) : null}
    </section>
  )
}

function besideThose({ row, reason, told, candidates }: Open, here: ReadonlyMap<string, KnownChild>): DoubtfulRow {
  const known = candidates.flatMap(id => here.get(id) ?? [])
  const holder = known.find(child => child.careSystemId === told.careSystemId)
  return { row, reason, told, candidates: known, holder }
}

/** Keeps what was said, on record, and checks the kept file with it. Only children that the check named can be answered. */
async function decideAndCheck(incoming: Incoming): Promise<Applied | { readonly lacks: true }> {
  const { service, personId, params, body } = incoming
  if (personId === null || !isUuid(params.run ?? '')) return { refused: 'There is no such import.' }
  const answered = await asPerson(service.database, { person: personId, today: service.today() }, async tx => {
    const run = await readRun(tx, params.run ?? '')
    const decisions = run?.report.conflicts.filter(isOpen).flatMap(one => said(one, text(body, `row-${one.row}`))) ?? []
    if (!run || decisions.length === 0) return false
    await writeDecisions(tx, { authorityId: run.authority_id, person: personId, decisions })
    await record(tx, {
      person: personId,
      action: 'say who a doubtful child is',
      authorityId: run.authority_id,
      ids: decisions.map(({ childId }) => childId),
      payload: { run: run.id, decisions: decisions.map(({ childId, same }) => ({ childId, same })) }
    })
    return true
  })
  return answered ? runAgain(incoming, false) : { lacks: true }
}

/** The same as one of them is another than the rest. */
export function said({ told, candidates }: Open, answer: string): Decision[] {
  const careSystemId = told.careSystemId
  if (careSystemId === null || (answer !== 'another' && !candidates.includes(answer))) return []
  return candidates.map(childId => ({ careSystemId, childId, same: childId === answer }))
}
