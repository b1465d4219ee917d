import { shownQuestions } from '../forms/completeness.ts'
import type { Condition, Question, Section } from '../forms/definition.ts'
import type { Audience, SectionId } from '../guidance/words.ts'
import { partyNames } from '../meetings/meeting.ts'
import { answerEntries } from './answer-entries.ts'
import type { PlanData } from './plan-data.ts'
import type { BlankEntry, DocumentEntry, PlanDocument } from './plan-document.ts'
import { planOf } from './plan-of.ts'
import { mayReadRecord } from './readable.ts'
import { recordsOf } from './record-entries.ts'

/** What the system fills in by itself, what comes after the meeting, and what is a file. */
const notOnPaper: readonly SectionId[] = ['A', 'U', 'V', 'W']

interface Asked {
  /** Whoever writes on it: what they may read stands there. */
  readonly audience: Audience
  /** Nothing that is written already. */
  readonly blank: boolean
}

/**
 * A plan to write on where there is no network: what is known stands there, the rest is lines and boxes, in the order in which
 * it is typed in afterwards. Pure.
 */
export function paperOf(data: PlanData, { audience, blank }: Asked): PlanDocument {
  const plan = planOf(data, audience)
  const sections = data.form.sections
    .filter(({ id }) => !notOnPaper.includes(id))
    .map(section => {
      const written =
        blank || !mayReadRecord(section, audience, data) ? [] : (recordsOf[section.id]?.(data, audience) ?? [])
      const entries = [
        ...written,
        ...(blanksOf[section.id]?.(data.records.lastTargets) ?? []),
        ...askable(section, data, audience).flatMap(question => {
          const said = blank ? [] : answerEntries({ ...section, questions: [question] }, audience, data)
          return said.length > 0 ? said : blankFor(question)
        })
      ]
      return { id: section.id, title: section.title, entries }
    })
    .filter(({ entries }) => entries.length > 0)
  return { ...plan, title: `${plan.title}, to write on`, sections, addenda: [] }
}

/** What is asked, and what may be asked once something else is answered; not what its writer would never read again. */
function askable(section: Section, data: PlanData, audience: Audience): readonly Question[] {
  const shown = new Set(shownQuestions(section, data.context))
  const open = (question: Question): boolean =>
    question.shownWhen !== undefined &&
    askedBy(question.shownWhen).some(id => section.questions.some(one => one.id === id) && !data.answers.has(id))
  const theirs = ({ audience: readers, kind }: Question) =>
    kind !== 'file' && (audience === 'full' || section.audienceBy === 'child' || readers.includes(audience))
  return section.questions.filter(question => theirs(question) && (shown.has(question) || open(question)))
}

const askedBy = (condition: Condition): string[] => {
  if ('question' in condition) return [condition.question]
  if ('all' in condition) return condition.all.flatMap(askedBy)
  if ('any' in condition) return condition.any.flatMap(askedBy)
  return 'not' in condition ? askedBy(condition.not) : []
}

/** More choices than this are a list to look up, not boxes. */
const mostBoxes = 14

function blankFor(question: Question): DocumentEntry[] {
  const { label, hint, kind, options = [], columns, shownWhen } = question
  if (columns)
    return [
      rows(
        label,
        columns.map(one => one.label)
      )
    ]
  const said = [shownWhen && 'If it applies.', hint].filter(Boolean).join(' ')
  const choices = kind === 'yes-no' ? ['Yes', 'No'] : options.length <= mostBoxes ? options.map(one => one.label) : []
  return [blank(label, { hint: said, choices, lines: choices.length > 0 ? 0 : kind === 'text' ? 3 : 1 })]
}

const blank = (label: string, { hint = '', choices = [], lines = 1 }: Partial<BlankEntry> = {}): BlankEntry => ({
  kind: 'blank',
  label,
  hint,
  choices,
  lines
})
const rows = (caption: string, columns: readonly string[], count = 4): DocumentEntry => ({
  kind: 'table',
  caption,
  columns,
  rows: Array.from({ length: count }, () => columns.map(() => '\n'))
})

const heard = [blank('When and how was it heard, or why not?')]

/** The typed records, as lines and tables. */
const blanksOf: Partial<Record<SectionId, (lastTargets: readonly string[]) => readonly DocumentEntry[]>> = {
  G: () => [
    rows('Sessions to the day of the meeting', ['Possible', 'Attended', 'Authorised', 'Unauthorised', 'Late'], 1)
  ],
  I: () => [rows('Subjects', ['Subject', 'Working at', 'Target', 'On track?', 'What explains it'], 6)],
  J: () => heard,
  K: () => heard,
  L: () => heard,
  O: lastTargets =>
    lastTargets.map(words =>
      blank(words, {
        choices: ['Achieved', 'Partly', 'Not', 'No longer relevant'],
        hint: 'What shows it, and why? What was spent?',
        lines: 2
      })
    ),
  P: () =>
    [1, 2, 3].flatMap(number => [
      blank(`New target ${number}: what is the need, and where do we start?`, { lines: 2 }),
      blank('The target', { lines: 2 }),
      blank('In the child’s own words'),
      rows('Who does what', ['Who', 'What', 'By when'], 3),
      blank('Who leads it, by when, how will we know, what does it cost?', { lines: 2 })
    ]),
  Q: () => [rows('Money', ['What for', 'For which target', 'Cost', 'Once, or each term?'])],
  T: () => [
    ...(['designated-teacher', 'social-worker', 'carer', 'parent', 'child'] as const).map(party =>
      blank(`${partyNames[party]}: who, and did they come? If not, why?`, {
        choices: ['Came', 'Part', 'Apology', 'Sent views', 'Not invited'],
        lines: 1
      })
    ),
    blank('Notes of the meeting', { lines: 6 }),
    rows('Actions', ['Who', 'What', 'By when'], 5),
    blank('When do we meet next?')
  ]
}
