import { momentInWords } from '../../guidance/dates.ts'
import { type Phase, phases } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { page, type Shown } from '../../web/page.ts'
import type { Question, Section } from '../definition.ts'
import { type FormInHand, formInHand, unpublished } from '../draft.ts'
import { editionWith } from '../editions.ts'
import { formIn } from '../load.ts'
import { isOwn, rowsFor } from '../local.ts'
import { phaseNames } from '../local-changes.ts'
import { nationalQuestions, wholeForm } from '../local-problems.ts'

interface Loaded {
  readonly form: FormInHand
  readonly phase: Phase
}

export const formTrail = (here?: string) => [
  { text: 'What you need to do', href: '/' },
  ...(here ? [{ text: 'The form', href: '/authority/form' }, { text: here }] : [{ text: 'The form' }])
]

export const phaseIn = (query: Readonly<Record<string, string>>): Phase =>
  phases.find(one => one === query.phase) ?? 'primary'

export const setsForm = (shown: Pick<Shown, 'who'>) =>
  shown.who?.roles.some(role => role === 'administrator' || role === 'virtual-school-head') ?? false

/** Every question of the authority's form, phase by phase, and what is said otherwise than nationally. */
export const formPage = page<Loaded>({
  at: '/authority/form',
  may: 'see policy',
  name: 'form of the authority',
  quiet: true,
  load: async ({ tx, who, query }) => {
    const form = await formInHand(tx, who)
    return form && { form, phase: phaseIn(query) }
  },
  view: ({ form, phase }, shown) => {
    const sets = setsForm(shown)
    const plain = formIn(editionWith(form.draft), 'draft', phase, [])
    const titles = new Map(plain.sections.map(({ id, title }) => [id, title]))
    return {
      title: 'The form',
      trail: formTrail(),
      body: (
        <div class="reading">
          <h1 class="govuk-heading-xl">The form of {form.authority.name}</h1>
          <p class="govuk-body-l">
            It begins with the national form {form.draft.base}. Reword, require, add, hide or move questions here. Plans
            that are open keep the form that they began with.
          </p>
          <Waiting form={form} sets={sets} />
          <PhaseLinks phase={phase} to={one => `/authority/form?phase=${one}`} />
          <p class="govuk-body">
            {sets ? (
              <>
                <a class="govuk-link" href="/authority/form/new">
                  Add a question
                </a>
                {' · '}
              </>
            ) : null}
            <a class="govuk-link" href={`/authority/form/preview?phase=${phase}`}>
              See it as each role
            </a>
            {' · '}
            <a class="govuk-link" href="/authority/form/export.json">
              Save as a file
            </a>
            {sets ? (
              <>
                {' · '}
                <a class="govuk-link" href="/authority/form/import">
                  Read from a file
                </a>
              </>
            ) : null}
          </p>
          {wholeForm(form.draft, phase).sections.map(section => (
            <SectionTable form={form} phase={phase} section={section} title={titles.get(section.id)} sets={sets} />
          ))}
          <Versions form={form} />
        </div>
      )
    }
  }
})

export const PhaseLinks = ({ phase, to }: { phase: Phase; to: (phase: Phase) => string }) => (
  <nav aria-label="Phase">
    <ul class="govuk-list">
      {phases.map(one => (
        <li>
          {one === phase ? (
            <strong aria-current="page">{named(one)}</strong>
          ) : (
            <a class="govuk-link" href={to(one)}>
              {named(one)}
            </a>
          )}
        </li>
      ))}
    </ul>
  </nav>
)
const named = (phase: Phase) => `${phaseNames[phase][0]?.toUpperCase()}${phaseNames[phase].slice(1)}`

function Waiting({ form, sets }: { form: FormInHand; sets: boolean }) {
  const count = unpublished(form).length
  if (count === 0) return null
  return (
    <InsetText>
      <p class="govuk-body">
        {count === 1 ? 'One change is' : `${count} changes are`} not published
        {form.written ? `. Last written by ${form.written.by}, ${momentInWords(form.written.at)}` : ''}.
      </p>
      {sets ? <Button href="/authority/form/publish">See the changes and publish</Button> : null}
    </InsetText>
  )
}

interface SectionProps extends Loaded {
  section: Section
  /** Without the circumstances, which name some sections otherwise. */
  title: string | undefined
  sets: boolean
}

function SectionTable({ form, phase, section, title, sets }: SectionProps) {
  const hidden = hiddenIn(form, phase, section)
  if (section.questions.length === 0 && hidden.length === 0) return null
  const change = (question: Pick<Question, 'id' | 'label'>) =>
    sets ? (
      <a class="govuk-link" href={`/authority/form/questions/${question.id}?phase=${phase}`}>
        Change<span class="govuk-visually-hidden"> {question.label}</span>
      </a>
    ) : (
      ''
    )
  const said = new Set(rowsFor(form.draft, phase).map(row => row.question))
  const touched = [...section.questions, ...hidden].filter(({ id }) => said.has(id)).length
  const count = section.questions.length === 1 ? '1 question' : `${section.questions.length} questions`
  return (
    <Details
      summary={`${section.id}. ${title ?? section.title}: ${count}${touched > 0 ? `, ${touched} by your council` : ''}`}
    >
      <Table
        cards
        firstCellIsHeader
        columns={[{ heading: 'Question' }, { heading: 'What is asked' }, { heading: 'Change' }]}
        rows={[
          ...section.questions.map(question => [
            <Asked question={question} />,
            <Marks form={form} phase={phase} question={question} />,
            change(question)
          ]),
          ...hidden.map(question => [
            <span class="as-written">{question.label}</span>,
            <Tag colour="grey">Hidden</Tag>,
            change(question)
          ])
        ]}
      />
    </Details>
  )
}

const Asked = ({ question }: { question: Question }) => (
  <>
    <span class="as-written">{question.label}</span>
    {question.hint ? <span class="govuk-hint as-block govuk-!-margin-bottom-0 as-written">{question.hint}</span> : null}
  </>
)

function Marks({ form, phase, question }: Loaded & { question: Question }) {
  const rows = rowsFor(form.draft, phase).filter(row => row.question === question.id)
  const marks = [
    ...(question.statutory ? [{ text: 'Statutory', colour: 'blue' as const }] : []),
    ...(question.required === 'always' ? [{ text: 'Required nationally', colour: 'blue' as const }] : []),
    ...(typeof question.required === 'object' ? [{ text: 'Required in some cases', colour: 'blue' as const }] : []),
    ...(question.requiredLocally ? [{ text: 'Required by you', colour: 'green' as const }] : []),
    ...(isOwn(question.id) ? [{ text: 'Your own', colour: 'green' as const }] : []),
    ...(!isOwn(question.id) && rows.some(row => row.label !== undefined || row.hint !== undefined)
      ? [{ text: 'Reworded', colour: 'green' as const }]
      : []),
    ...(rows.some(row => row.after) ? [{ text: 'Moved', colour: 'green' as const }] : [])
  ]
  return (
    <>
      {marks.map(({ text, colour }) => (
        <>
          <Tag colour={colour}>{text}</Tag>{' '}
        </>
      ))}
      {question.shownWhen ? <span class="govuk-hint as-block govuk-!-margin-bottom-0">Asked in some cases</span> : null}
    </>
  )
}

/** What is hidden of a section in this phase: to be asked again. */
function hiddenIn({ draft }: FormInHand, phase: Phase, section: Section): { id: string; label: string }[] {
  const national = nationalQuestions(draft.base)
  return rowsFor(draft, phase).flatMap(row => {
    if (!row.hidden || row.question[0] !== section.id) return []
    const label = national.get(row.question)?.get(phase)?.label ?? row.label
    return label ? [{ id: row.question, label }] : []
  })
}

function Versions({ form: { published } }: { form: FormInHand }) {
  if (published.length === 0)
    return <p class="govuk-body">Nothing has been published yet: plans begin with the national form as it is.</p>
  return (
    <Table
      cards
      caption="Versions"
      captionSize="m"
      columns={[{ heading: 'Version' }, { heading: 'Published' }, { heading: 'What changed' }]}
      rows={published.map(({ version, by, published_at, what }) => [
        version,
        `${by}, ${momentInWords(Temporal.Instant.from(new Date(published_at).toISOString()))}`,
        <ul class="govuk-list govuk-list--bullet">
          {what.map(one => (
            <li class="as-written">{one}</li>
          ))}
        </ul>
      ])}
    />
  )
}
