import { shownQuestions } from '../forms/completeness.ts'
import type { Question, Section } from '../forms/definition.ts'
import type { Audience } from '../guidance/words.ts'
import { isReasonWhyNone } from '../voice/views-words.ts'
import type { PlanAnswer, PlanData } from './plan-data.ts'
import { settingHidden } from './withheld.ts'

/** Numbers that name a person in other systems, and the copies that they may stand in whatever an answer says. */
const identifiers: Readonly<Record<string, readonly Audience[]>> = {
  'B.careSystemId': ['full'],
  'B.upn': ['full', 'setting'],
  'B.uln': ['full', 'setting']
}
const ofCarer = ['C.carer', 'C.carerContact']

/** Whom the child lets read their own words: themself, the authority, and whom they chose (J). */
const chosenByChild = (data: PlanData, audience: Audience): boolean =>
  audience === 'full' ||
  audience === 'child' ||
  (data.records.views.find(one => one.party === 'child')?.readers ?? []).includes(audience)

/** May this copy hold the section's typed record? The section's audience decides; V is the authority's and the designated teacher's. */
export function mayReadRecord(section: Section, audience: Audience, data: PlanData): boolean {
  if (audience === 'full') return true
  if (settingHidden(data, audience) && (section.id === 'F' || section.id === 'W')) return false
  if (section.audienceBy === 'child') return chosenByChild(data, audience)
  // Each document names its own readers.
  if (section.audienceBy === 'document') return true
  return section.id === 'V' ? audience === 'setting' : section.audience.includes(audience)
}

/** May this copy hold this answer? Its own audience decides, within what is withheld and what the child chose. */
export function mayReadAnswer(
  { section, question, answer }: { section: Section; question: Question; answer: Pick<PlanAnswer, 'audience'> },
  audience: Audience,
  data: PlanData
): boolean {
  const { child } = data.records
  if (identifiers[question.id]?.includes(audience) === false) return false
  if (audience === 'full') return true
  if (!answer.audience.includes(audience)) return false
  if (child.addressWithheld && ofCarer.includes(question.id)) return false
  if (settingHidden(data, audience) && (section.id === 'F' || ['person', 'setting', 'file'].includes(question.kind)))
    return false
  // Why nothing was said is the adults' answer, not the child's.
  return section.audienceBy !== 'child' || isReasonWhyNone(question.id) || chosenByChild(data, audience)
}

/** The answers of one section that this copy may hold, in the form's order. */
export function readable(section: Section, audience: Audience, data: PlanData) {
  return shownQuestions(section, data.context).flatMap(question => {
    const answer = data.answers.get(question.id)
    return answer && mayReadAnswer({ section, question, answer }, audience, data) ? [{ question, answer }] : []
  })
}
