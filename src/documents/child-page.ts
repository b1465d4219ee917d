import { formatAnswer } from '../forms/value.ts'
import { isParty } from '../meetings/meeting.ts'
import { areaName } from '../targets/areas.ts'
import { helperToThem, partyToThem } from '../voice/said-to-the-child.ts'
import { isReasonWhyNone } from '../voice/views-words.ts'
import type { PlanData } from './plan-data.ts'
import type { DocumentEntry, DocumentSection } from './plan-document.ts'
import { readable } from './readable.ts'

/** One page in plain words: what they said and what came of it, what they aim for, who does what. Nothing of the adults' own. */
export function childSections(data: PlanData): DocumentSection[] {
  const sections = [
    { id: 'T', title: 'You said, we did', entries: saidDidOf(data) },
    { id: 'P', title: 'What you are aiming for', entries: aims(data) },
    { id: 'actions', title: 'What people will do', entries: promises(data) },
    { id: 'J', title: 'What you said', entries: words(data, 'J') },
    { id: 'N', title: 'About you', entries: words(data, 'N') }
  ]
  return sections.filter(({ entries }) => entries.length > 0)
}

/** What the adults were asked, as it is said to the child. */
const toTheChild: Readonly<Record<string, string>> = {
  'N.strengths': 'You are good at',
  'N.achievements': 'You have achieved',
  'N.clubs': 'Your clubs',
  'N.leisure': 'You enjoy',
  'N.outOfSchool': 'You learn outside school',
  'N.barriers': 'What gets in the way',
  'N.celebrations': 'We celebrate',
  'N.carersPart': 'How your carer helps'
}

const words = (data: PlanData, letter: 'J' | 'N'): DocumentEntry[] => {
  const section = data.form.sections.find(({ id }) => id === letter)
  if (!section) return []
  return readable(section, 'child', data).flatMap(({ question, answer }) =>
    isReasonWhyNone(question.id)
      ? []
      : [
          {
            kind: 'answer',
            label: toTheChild[question.id] ?? question.label,
            text: formatAnswer(question, answer.value)
          }
        ]
  )
}

/** What the adults wrote back, pair by pair. */
function saidDidOf(data: PlanData): DocumentEntry[] {
  const section = data.form.sections.find(({ id }) => id === 'T')
  const found = section && readable(section, 'child', data).find(({ question }) => question.id === 'T.saidDid')
  const rows = found && Array.isArray(found.answer.value) ? found.answer.value : []
  return rows.flatMap(row =>
    typeof row === 'object' && !Array.isArray(row)
      ? [{ kind: 'said-did' as const, said: String(row.said ?? ''), did: String(row.did ?? '') }]
      : []
  )
}

/** In their own words where they have any; the adults' wording is not in the document then. */
const aims = ({ records }: PlanData): DocumentEntry[] =>
  records.targets.map(({ area, words: target, childWords, actions, due }) => ({
    kind: 'target',
    area: areaName(area),
    target: childWords || target,
    actions: actions.map(({ who, what }) => ({ who: helperToThem(who), what })),
    ...(due ? { due } : {})
  }))

const promises = ({ records: { actions } }: PlanData): DocumentEntry[] =>
  actions.length === 0
    ? []
    : [
        {
          kind: 'list',
          items: actions.map(
            ({ party, owner, words: what }) =>
              `${isParty(party) && !owner ? partyToThem(party) : (owner ?? party)}: ${what}`
          )
        }
      ]
