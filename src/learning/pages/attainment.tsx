import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { filledField, text } from '../../web/forms.ts'
import { page, type Shown } from '../../web/page.ts'
import { type Attainment, attainmentOf, writeAttainment } from '../attainment.ts'
import { type Asked, fieldsOf, readAttainment, rowsAtMost, subjectRows, tiers } from '../attainment-form.ts'
import { type Grade, gradeName, scaleEntries } from '../scales.ts'
import { phaseSubjects } from '../subjects.ts'

interface Loaded extends OfPep {
  readonly table: readonly Attainment[]
  readonly last: readonly Attainment[]
}

const askedOf = ({ pep }: OfPep): Asked => {
  const { scale, examined } = phaseSubjects[pep.phase]
  const values = (name: string) => scaleEntries(name, pep.formVersion).map(entry => entry.value)
  return {
    scale,
    examined,
    grades: scale === 'text' ? null : values(scale),
    attitudes: values('attitudes'),
    qualifications: values('qualifications')
  }
}

/** Progress and attainment: a row for each subject, on the phase's scale, with a sentence that explains the figure. */
export const attainmentPage = page<Loaded>({
  at: '/peps/:pep/attainment',
  may: 'see pep',
  maySubmit: 'write section',
  name: 'attainment',
  load: async ask => {
    const of = await recordOf(ask, 'I', 'write section')
    if (!of) return null
    const { id, previousPepId } = of.pep
    const last = previousPepId ? await attainmentOf(ask.tx, previousPepId) : []
    return { ...of, table: await attainmentOf(ask.tx, id), last }
  },
  subject: subjectOf,
  view: (of, shown) => ({
    title: 'Progress and attainment',
    trail: pepTrail(of.pep, 'Progress and attainment'),
    body: (
      <RecordPage of={of} today={shown.today} title="Progress and attainment">
        {of.mayWrite ? <TableForm of={of} shown={shown} /> : <TableRead of={of} />}
      </RecordPage>
    )
  }),
  submit: async (of, ask) => {
    if (text(ask.body, 'more')) return { again: [] }
    const { table, problems } = readAttainment(ask.body, askedOf(of))
    if (problems.length > 0) return { again: problems }
    if (JSON.stringify(table) !== JSON.stringify(of.table)) {
      await writeAttainment(ask.tx, of.pep, table)
      await changed(ask, of, { did: 'write attainment', before: of.table, after: table })
    }
    return { go: `/peps/${of.pep.id}/attainment`, done: 'Progress and attainment is saved.' }
  }
})

/** The phase's subjects, last term's and this term's, each once: what is on record stands first. */
function startingTable({ pep, table, last }: Loaded): Attainment[] {
  const { scale, subjects } = phaseSubjects[pep.phase]
  const names = [...new Set([...subjects, ...last.map(row => row.subject), ...table.map(row => row.subject)])]
  return names.map(subject => {
    const before = last.find(row => row.subject === subject)
    return (
      table.find(row => row.subject === subject) ?? {
        subject,
        scale,
        qualification: before?.qualification ?? null,
        tier: before?.tier ?? null,
        workingAt: null,
        previous: before?.scale === scale ? (before.workingAt ?? null) : null,
        predicted: null,
        goal: before?.scale === scale ? (before.goal ?? null) : null,
        onTrack: null,
        attitude: null,
        explanation: ''
      }
    )
  })
}

function TableForm({ of, shown }: { of: Loaded; shown: Shown }) {
  const start = startingTable(of)
  const values = shown.typed ?? fieldsOf(start)
  const { more, subjects } = phaseSubjects[of.pep.phase]
  const count = shown.typed ? subjectRows(shown.typed) + (shown.typed.more ? 1 : 0) : start.length + (more ? 1 : 0)
  return (
    <form method="post" novalidate>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      {Array.from({ length: Math.min(rowsAtMost, count) }, (_, index) => (
        <SubjectRow
          of={of}
          row={index + 1}
          field={filledField(values, shown.problems)}
          fixed={index < subjects.length}
        />
      ))}
      <div class="govuk-button-group">
        <Button preventDoubleClick>Save</Button>
        {more ? (
          <Button name="more" value="1" kind="secondary">
            Add a subject
          </Button>
        ) : null}
      </div>
    </form>
  )
}

const choose = (grades: readonly Grade[]) => [
  { value: '', text: 'Not said' },
  ...grades.map(({ value, label }) => ({ value, text: label }))
]

interface RowProps {
  of: Loaded
  row: number
  field: ReturnType<typeof filledField>
  fixed: boolean
}

function SubjectRow({ of: { pep }, row, field, fixed }: RowProps) {
  const { scale, examined } = phaseSubjects[pep.phase]
  const at = (name: string) => field(`${name}-${row}`)
  const grades = choose(scaleEntries(scale, pep.formVersion))
  const figure = (name: string, label: string) =>
    scale === 'text' ? <Input {...at(name)} label={label} /> : <Select {...at(name)} label={label} items={grades} />
  const subject = at('subject')
  return (
    <div class="card">
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">
          {subject.value || 'Another subject'}
          {subject.error ? <span class="govuk-visually-hidden"> (needs attention)</span> : null}
        </legend>
        {fixed ? (
          <input type="hidden" name={subject.name} value={subject.value} />
        ) : (
          <Input {...subject} label="Subject or course" width="two-thirds" />
        )}
        <div class="grid-of-fields">
          {examined ? (
            <>
              <Select
                {...at('qualification')}
                label="Qualification"
                items={choose(scaleEntries('qualifications', pep.formVersion))}
              />
              <Select
                {...at('tier')}
                label="Tier"
                items={choose(Object.entries(tiers).map(([value, label]) => ({ value, label })))}
              />
            </>
          ) : null}
          {figure('workingAt', 'Working at')}
          {figure('previous', 'Last term')}
          {figure('predicted', 'Predicted')}
          {figure('goal', 'Goal')}
          <Select
            {...at('attitude')}
            label="Attitude to learning"
            items={choose(scaleEntries('attitudes', pep.formVersion))}
          />
          <Select
            {...at('onTrack')}
            label="On track?"
            items={choose([
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' }
            ])}
          />
        </div>
        <Textarea
          {...at('explanation')}
          rows={2}
          label="What explains this?"
          hint="A sentence, always where there is a figure."
        />
      </fieldset>
    </div>
  )
}

const columns = ['Subject', 'Working at', 'Last term', 'Predicted', 'Goal', 'On track?', 'What explains it']

function TableRead({ of }: { of: Loaded }) {
  if (of.table.length === 0) return <p class="govuk-body">Nothing is written yet.</p>
  const grade = (row: Attainment, value: string | null) => gradeName(row.scale, value, of.pep.formVersion)
  return (
    <Table
      caption="Subjects"
      columns={columns.map(heading => ({ heading }))}
      rows={of.table.map(row => [
        row.subject,
        grade(row, row.workingAt),
        grade(row, row.previous),
        grade(row, row.predicted),
        grade(row, row.goal),
        row.onTrack === null ? '' : row.onTrack ? 'Yes' : 'No',
        <span class="as-written">{row.explanation}</span>
      ])}
      firstCellIsHeader
      cards
    />
  )
}
