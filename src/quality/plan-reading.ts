import type { Tx } from '../db/transaction.ts'
import { isSectionShown, missingIn, missingInWords, shownQuestions } from '../forms/completeness.ts'
import type { SectionOwner } from '../forms/definition.ts'
import { formatAnswer } from '../forms/value.ts'
import { inWords } from '../guidance/dates.ts'
import { bare } from '../guidance/in-sentences.ts'
import { inPounds } from '../guidance/money.ts'
import type { SectionId } from '../guidance/words.ts'
import { actionsOf } from '../meetings/held.ts'
import { partyWords } from '../meetings/meeting.ts'
import type { SaidIn } from '../peps/interpreting.ts'
import type { OpenPlan } from '../peps/section.ts'
import { signatureOf, writerOf } from '../peps/signature.ts'
import { areaName } from '../targets/areas.ts'
import { impacts, outcomes, reviewsOf } from '../targets/review.ts'
import { type Target, targetsOf } from '../targets/target.ts'
import { isViewParty, sectionOf, viewsOf } from '../voice/views.ts'
import { howWords, reasonWords } from '../voice/views-words.ts'
import { readPremium } from './premium-lines.queries.ts'
import { type ReadRecord, recordsOf } from './records.ts'

/** A plan as it reads: each section with what was answered, and its typed record in words. */
export interface ReadSection {
  readonly id: SectionId
  readonly title: string
  readonly owner: SectionOwner
  readonly answers: ReadonlyArray<{
    readonly question: string
    readonly label: string
    readonly words: string
    /** "Name" or "Name for Name": whoever wrote it, whoever carried it on. */
    readonly by: string
    /** Said of an answer of an earlier plan: whose and when, and whether somebody has said that it is still true. */
    readonly carried: string | null
    readonly said: SaidIn | null
  }>
  /** Lines of records that a correction cannot name. */
  readonly lines: readonly string[]
  /** Records that a correction can name. Targets are here in words, and in `targets` for those who show them whole. */
  readonly records: readonly ReadRecord[]
  readonly targets: readonly Target[]
  readonly missing: readonly string[]
}

const system: readonly SectionId[] = ['A', 'U', 'V', 'W']

export async function readPlan(tx: Tx, plan: OpenPlan): Promise<ReadSection[]> {
  const { form, answers, context } = plan
  const missing = Map.groupBy(missingIn(form, context.answers, context), one => one.section)
  const lines = await recordLines(tx, plan)
  const records = Map.groupBy(await recordsOf(tx, plan.pep), one => one.section)
  const targets = await targetsOf(tx, plan.pep.id)
  return form.sections
    .filter(section => isSectionShown(section, context) && !system.includes(section.id))
    .map(section => ({
      id: section.id,
      title: section.title,
      owner: section.owner,
      answers: shownQuestions(section, context).flatMap(question => {
        const answer = answers.get(question.id)
        const words = formatAnswer(question, answer?.value)
        if (!answer || !words) return []
        const carried = answer.carried || answer.confirmed ? signatureOf(answer) : null
        return [
          { question: question.id, label: question.label, words, by: writerOf(answer), carried, said: answer.said }
        ]
      }),
      lines: lines.get(section.id) ?? [],
      records: records.get(section.id) ?? [],
      targets: section.id === 'P' ? targets : [],
      missing: (missing.get(section.id) ?? []).map(missingInWords)
    }))
}

/** What a correction is about, by its name: the answer's question, or the record's own label. */
export const labelIn = ({ form }: OpenPlan, sections: readonly ReadSection[], name: string): string =>
  form.sections.flatMap(section => section.questions).find(question => question.id === name)?.label ??
  sections.flatMap(section => section.records).find(one => one.ref === name)?.label ??
  'Something that is not in the plan any more'

async function recordLines(tx: Tx, { pep }: OpenPlan): Promise<ReadonlyMap<SectionId, readonly string[]>> {
  const premium = await readPremium(tx, pep.id)
  const views = await viewsOf(tx, pep.id)
  const heard = [...views].flatMap(([party, one]): [SectionId, string[]][] => {
    if (!isViewParty(party)) return []
    const said = one.recordedOn
      ? `Heard on ${inWords(one.recordedOn)}${one.how ? `, ${howWords[one.how]}` : ''}`
      : one.reasonNone
        ? `Not heard: ${reasonWords(party, one.reasonNone)}`
        : null
    return said ? [[sectionOf[party], [said]]] : []
  })
  const actions = await actionsOf(tx, pep.id)
  const { nextOn, nextReason, heldOn, onReason } = pep.meeting
  const reviewed = await reviewsOf(tx, pep.previousPepId)
  return new Map<SectionId, readonly string[]>([
    ...heard,
    [
      'Q',
      premium.map(line => `${bare(line.what)}: ${inPounds(line.pence)}${line.target ? '' : ', tied to no target'}`)
    ],
    [
      'O',
      reviewed.map(({ target, review }) =>
        review
          ? `${areaName(target.area)}: ${bare(target.words)} — ${outcomes[review.content.outcome].toLowerCase()}${review.content.impact ? `, impact ${impacts[review.content.impact].toLowerCase()}` : ''}${review.content.evidence ? `. ${review.content.evidence}` : ''}`
          : `${areaName(target.area)}: ${bare(target.words)} — not reviewed`
      )
    ],
    [
      'T',
      [
        ...(heldOn ? [`Meeting on ${inWords(heldOn)}`] : []),
        ...(onReason ? [`Why it was outside the time for it: ${onReason}`] : []),
        ...actions.map(
          one =>
            `Action: ${bare(one.words)} (${one.ownerName ?? partyWords(one.ownerParty)}${one.due ? `, by ${inWords(one.due)}` : ''})`
        ),
        ...(nextOn ? [`Next term’s meeting: ${inWords(nextOn)}${nextReason ? ` (${nextReason})` : ''}`] : [])
      ]
    ]
  ])
}
