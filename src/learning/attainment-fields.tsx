import type { ComponentChildren } from 'preact'
import type { Pep } from '../peps/pep.ts'
import { baseField } from '../peps/saved-record.ts'
import { ReadAt } from '../peps/two-versions.tsx'
import { Button } from '../ui/components/button.tsx'
import { DateInput } from '../ui/components/date-input.tsx'
import { Details } from '../ui/components/details.tsx'
import { Input } from '../ui/components/input.tsx'
import { Select } from '../ui/components/select.tsx'
import { Textarea } from '../ui/components/textarea.tsx'
import { filledDate, filledField, text } from '../web/forms.ts'
import type { Shown } from '../web/page.ts'
import { type Assessment, type AssessmentGroup, numberScales } from './assessments.ts'
import type { Attainment, StandingAttainment } from './attainment.ts'
import { type Asked, assessmentFields, rowsAtMost, subjectFields, subjectRows } from './attainment-form.ts'
import { tiers } from './attainment-words.ts'
import { type Grade, scaleEntries, scaleOf } from './scales.ts'
import { type Figure, figures, phaseSubjects } from './subjects.ts'

type Results = ReadonlyMap<string, { readonly start: Attainment; readonly stands: boolean }>
interface FormProps {
  readonly pep: Pep
  readonly asked: Asked
  readonly rows: ReadonlyArray<{ readonly standing: StandingAttainment | null; readonly start: Attainment }>
  readonly results: Results
  /** Whether a subject may be added: not where only what was contested is mended. */
  readonly adds: boolean
  readonly shown: Shown
  /** What is asked beside the figures, saved with them. */
  readonly children: ComponentChildren
}

export function AttainmentForm({ pep, asked, rows, results, adds, shown, children }: FormProps) {
  const { more: severalAsked, subjects } = phaseSubjects[pep.phase]
  const more = severalAsked && adds
  const count = shown.typed ? subjectRows(shown.typed) + (shown.typed.more ? 1 : 0) : rows.length + (more ? 1 : 0)
  const keyed = asked.groups.flatMap(group => group.assessments).map((one, index) => [`t${index + 1}`, one] as const)
  const stored = Object.assign(
    {},
    ...rows.map(({ standing, start }, index) => subjectFields(`${index + 1}`, start, standing?.id)),
    ...keyed.map(([key, { name }]) => assessmentFields(key, results.get(name)?.start ?? null))
  ) as Record<string, string>
  const values = shown.typed ?? stored
  return (
    <form method="post" novalidate data-writing>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <ReadAt
        shown={shown}
        of={[
          ...rows.map(({ start }, index) => [`${index + 1}`, start] as const),
          ...keyed.map(([key, { name }]) => {
            const result = results.get(name)
            return [key, result?.stands ? result.start : null] as const
          })
        ]}
      />
      {phaseSubjects[pep.phase].qualifications ? (
        <p class="govuk-body">
          Grades are those of the qualification: after choosing another, save, and its grades are offered.
        </p>
      ) : null}
      {Array.from({ length: Math.min(rowsAtMost, count) }, (_, index) => (
        <SubjectRow
          pep={pep}
          row={`${index + 1}`}
          field={filledField(values, shown.problems)}
          id={text(values, `id-${index + 1}`)}
          fixed={index < subjects.length}
        />
      ))}
      {asked.groups.map(group => (
        <Group
          pep={pep}
          group={group}
          keys={keyed.filter(([, one]) => group.assessments.includes(one))}
          values={values}
          shown={shown}
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
      {children}
    </form>
  )
}

const choose = (grades: readonly Grade[]) => [
  { value: '', text: 'Not said' },
  ...grades.map(({ value, label }) => ({ value, text: label }))
]
const yesNo = choose([
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' }
])

const grades: ReadonlySet<Figure> = new Set(['workingAt', 'previous', 'predicted', 'goal'])

/** What is offered: a grade by the scale of its qualification, and what stands on none of them beside. Null: free words. */
function choicesFor(figure: Figure, { phase, formVersion }: Pep, qualification: string, now: string) {
  const { scale, qualifications = '' } = phaseSubjects[phase]
  if (figure === 'onTrack') return yesNo
  if (figure === 'tier') return choose(Object.entries(tiers).map(([value, label]) => ({ value, label })))
  const named: Partial<Record<Figure, string>> = {
    qualification: qualifications,
    attitude: 'attitudes',
    progress: 'progress'
  }
  const known = named[figure] ?? (grades.has(figure) ? scaleOf(qualification, scale) : scale)
  if (known === 'text') return null
  const entries = scaleEntries(known, formVersion)
  const stray = now !== '' && !entries.some(({ value }) => value === now)
  return choose(stray ? [...entries, { value: now, label: now }] : entries)
}

interface RowProps {
  pep: Pep
  row: string
  field: ReturnType<typeof filledField>
  id: string
  fixed: boolean
}

function SubjectRow({ pep, row, field, id, fixed }: RowProps) {
  const { asks } = phaseSubjects[pep.phase]
  const at = (name: string) => field(`${name}-${row}`)
  const subject = at('subject')
  return (
    <div class="card">
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">
          {subject.value || (pep.phase === 'post-16' ? 'Another course' : 'Another subject')}
          {subject.error ? <span class="govuk-visually-hidden"> (needs attention)</span> : null}
        </legend>
        <input type="hidden" name={`id-${row}`} value={id} />
        {fixed ? (
          <input type="hidden" name={subject.name} value={subject.value} />
        ) : (
          <Input {...subject} label="Subject or course" width="two-thirds" />
        )}
        <div class="grid-of-fields">
          {figures.map(figure => {
            const label = asks[figure]
            if (!label) return null
            const items = choicesFor(figure, pep, at('qualification').value, at(figure).value)
            return items ? (
              <Select {...at(figure)} label={label} items={items} />
            ) : (
              <Input {...at(figure)} label={label} />
            )
          })}
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

interface GroupProps {
  pep: Pep
  group: AssessmentGroup
  keys: ReadonlyArray<readonly [key: string, assessment: Assessment]>
  values: Readonly<Record<string, string | string[]>>
  shown: Shown
}

function Group({ pep, group: { title, folded }, keys, values, shown }: GroupProps) {
  const field = filledField(values, shown.problems)
  const date = filledDate(values, shown.problems)
  const used = keys.some(([key]) => text(values, `result-${key}`) !== '')
  const wrong = keys.some(([key]) =>
    shown.problems.some(problem => problem.field !== baseField(key) && problem.field.includes(`-${key}`))
  )
  const fields = keys.map(([key, { name, scale, dated }]) => (
    <>
      <Result field={field(`result-${key}`)} name={name} scale={scale} version={pep.formVersion} />
      {dated ? (
        <>
          <Input {...field(`test-${key}`)} label={`${name}: which test?`} />
          <DateInput {...date(`tested-${key}`)} legend={`${name}: when was it taken?`} />
        </>
      ) : null}
    </>
  ))
  if (folded)
    return (
      <Details summary={`${title} (only where they are used)`} open={used || wrong}>
        <div class="grid-of-fields">{fields}</div>
      </Details>
    )
  return (
    <section class="card">
      <h2 class="govuk-heading-m">{title}</h2>
      <div class="grid-of-fields">{fields}</div>
    </section>
  )
}

interface ResultProps {
  field: ReturnType<ReturnType<typeof filledField>>
  name: string
  scale: string
  version: string
}

function Result({ field, name, scale, version }: ResultProps) {
  const numbers = numberScales[scale]
  if (numbers)
    return (
      <Input
        {...field}
        label={name}
        hint={numbers.least === 0 ? `Out of ${numbers.most}` : `Scaled score, ${numbers.least} to ${numbers.most}`}
        inputmode="numeric"
        width={4}
      />
    )
  if (scale === 'reading-age')
    return <Input {...field} label={name} hint="Years and months, for example 9:4" width={5} />
  return <Select {...field} label={name} items={choose(scaleEntries(scale, version))} />
}
