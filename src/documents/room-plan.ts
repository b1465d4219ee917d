import { missingIn, missingInWords } from '../forms/completeness.ts'
import type { Section } from '../forms/definition.ts'
import type { Audience, SectionId } from '../guidance/words.ts'
import { childName } from './answer-entries.ts'
import { childSections } from './child-page.ts'
import type { PlanData } from './plan-data.ts'
import type { DocumentSection } from './plan-document.ts'
import { adultSections } from './plan-of.ts'
import { mayReadAnswer, mayReadRecord } from './readable.ts'
import { withoutStaff } from './record-entries.ts'
import { settingHidden, withoutWithheld } from './withheld.ts'

/** What the meeting speaks about; contacts, identifiers, documents and reviews are not for a wall, whoever is there. */
const spokenAbout: readonly string[] = ['G', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'T', 'actions']
/** The child's page calls what people will do by a name of its own. */
const formSection = (id: string): string => (id === 'actions' ? 'T' : id)

/** A plan as a room full of people may read it together. */
export interface RoomPlan {
  readonly childName: string
  readonly sections: readonly DocumentSection[]
  readonly missing: ReadonlyArray<{ readonly section: SectionId; readonly words: string }>
  /** How much more is missing in what not everybody here may read. */
  readonly missingElsewhere: number
}

/** Last term's targets that nobody has looked at again stand before those that somebody has. */
const waiting = (mayRead: boolean, { records }: PlanData): DocumentSection[] => [
  {
    id: 'O',
    title: 'To look at now',
    entries: mayRead
      ? records.lastTargets.map(words => ({
          kind: 'answer',
          label: words,
          text: 'Did it happen? Nobody has said yet.'
        }))
      : []
  }
]

/**
 * Only what every one of these audiences finds in its own copy (`narrowest` first, at least one), told as the narrowest is told
 * it. Pure.
 */
export function roomPlan(data: PlanData, audiences: readonly [narrowest: Audience, ...others: Audience[]]): RoomPlan {
  const [narrowest] = audiences
  const open = (section: Section) => audiences.every(audience => mayReadRecord(section, audience, data))
  const sectionById = new Map(data.form.sections.map(section => [section.id as string, section]))
  const isOpen = (id: string) => {
    const section = sectionById.get(formSection(id))
    return section !== undefined && open(section)
  }
  const mayRead = new Set(
    data.form.sections.flatMap(section =>
      section.questions.flatMap(question => {
        const answer = data.answers.get(question.id)
        const all = answer && audiences.every(one => mayReadAnswer({ section, question, answer }, one, data))
        return all ? [question.id] : []
      })
    )
  )
  const hidden = audiences.some(audience => settingHidden(data, audience))
  const narrowed = {
    ...data,
    answers: new Map([...data.answers].filter(([question]) => mayRead.has(question))),
    records: hidden ? { ...data.records, targets: withoutStaff(data.records) } : data.records
  }
  const told =
    narrowest === 'child'
      ? childSections(narrowed).filter(({ id }) => !['P', 'actions'].includes(id) || isOpen(id))
      : adultSections(narrowed, narrowest, open)
  const sections = [...waiting(isOpen('O'), data), ...told].filter(
    ({ id, entries }) => spokenAbout.includes(id) && entries.length > 0
  )
  const lacking = missingIn(data.form, data.context.answers, data.context)
  const here = lacking.filter(one => isOpen(one.section))
  const plan = {
    childName: childName(data),
    sections,
    missing: here.map(one => ({ section: one.section, words: missingInWords(one) }))
  }
  return {
    ...audiences.reduce((clean, audience) => withoutWithheld(clean, data, audience), plan),
    missingElsewhere: lacking.length - here.length
  }
}
