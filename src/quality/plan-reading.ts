import type { Tx } from '../db/transaction.ts'
import { isSectionShown, missingIn, missingInWords, shownQuestions } from '../forms/completeness.ts'
import { formatAnswer } from '../forms/value.ts'
import { inWords } from '../guidance/dates.ts'
import { inPounds } from '../guidance/money.ts'
import { participants } from '../guidance/submission.ts'
import type { SectionId } from '../guidance/words.ts'
import { actionsOf, attendanceOf, cameAtAll } from '../meetings/held.ts'
import { partyNames } from '../meetings/meeting.ts'
import type { OpenPlan } from '../peps/section.ts'
import { signatureOf, writerOf } from '../peps/signature.ts'
import { areaName } from '../targets/areas.ts'
import { impacts, outcomes, reviewsOf } from '../targets/review.ts'
import { type Target, targetsOf } from '../targets/target.ts'
import { isViewParty, sectionOf, viewsOf } from '../voice/views.ts'
import { readFigures } from './figures.queries.ts'

/** A plan as it reads: each section with what was answered, and its typed record in words. */
export interface ReadSection {
  readonly id: SectionId
  readonly title: string
  readonly owner: string
  readonly answers: ReadonlyArray<{
    readonly question: string
    readonly label: string
    readonly words: string
    /** "Name" or "Name for Name": whoever wrote it, whoever carried it on. */
    readonly by: string
    /** Said of an answer of an earlier plan: whose and when, and whether somebody has said that it is still true. */
    readonly carried: string | null
  }>
  /** The record's lines, as they stand. */
  readonly lines: readonly string[]
  readonly targets: readonly Target[]
  readonly missing: readonly string[]
}

const system: readonly SectionId[] = ['A', 'U', 'V', 'W']
const hows: Readonly<Record<string, string>> = {
  'in-person': 'in person',
  'hand-over': 'on screen, by themselves',
  link: 'by link',
  telephone: 'by telephone',
  'typed-by-adult': 'typed by an adult',
  meeting: 'at the meeting'
}

export async function readPlan(tx: Tx, plan: OpenPlan): Promise<ReadSection[]> {
  const { form, answers, context } = plan
  const missing = Map.groupBy(missingIn(form, context.answers, context), one => one.section)
  const lines = await recordLines(tx, plan)
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
        return [{ question: question.id, label: question.label, words, by: writerOf(answer), carried }]
      }),
      lines: lines.get(section.id) ?? [],
      targets: section.id === 'P' ? targets : [],
      missing: (missing.get(section.id) ?? []).map(missingInWords)
    }))
}

async function recordLines(tx: Tx, { pep }: OpenPlan): Promise<ReadonlyMap<SectionId, readonly string[]>> {
  const figures = await readFigures(tx, pep.id)
  const views = await viewsOf(tx, pep.id)
  const heard = [...views].flatMap(([party, one]): [SectionId, string[]][] => {
    if (!isViewParty(party)) return []
    const said = one.recordedOn
      ? `Heard on ${inWords(one.recordedOn)}${one.how ? `, ${hows[one.how] ?? one.how}` : ''}`
      : one.reasonNone
        ? `Not heard: ${one.reasonNone}`
        : null
    return said ? [[sectionOf[party], [said]]] : []
  })
  const came = await attendanceOf(tx, pep.id)
  const actions = await actionsOf(tx, pep.id)
  const { nextOn, nextReason, heldOn } = pep.meeting
  const presence = participants.flatMap(party => {
    const one = came.get(party)
    if (!one) return []
    const how = cameAtAll(one.presence)
      ? one.presence === 'part'
        ? 'came for part'
        : 'came'
      : one.presence.replace('-', ' ')
    return [`${partyNames[party]}: ${how}${one.reason ? ` (${one.reason})` : ''}`]
  })
  const reviewed = await reviewsOf(tx, pep.previousPepId)
  return new Map<SectionId, readonly string[]>([
    ...heard,
    ['G', figures.attendance],
    ['I', figures.attainment],
    [
      'Q',
      figures.premium.map(line => `${line.what}: ${inPounds(line.pence)}${line.target ? '' : ', tied to no target'}`)
    ],
    [
      'O',
      reviewed.map(({ target, review }) =>
        review
          ? `${areaName(target.area)}: ${target.words} — ${outcomes[review.content.outcome].toLowerCase()}${review.content.impact ? `, impact ${impacts[review.content.impact].toLowerCase()}` : ''}${review.content.evidence ? `. ${review.content.evidence}` : ''}`
          : `${areaName(target.area)}: ${target.words} — not reviewed`
      )
    ],
    [
      'T',
      [
        ...(heldOn ? [`Meeting on ${inWords(heldOn)}`] : []),
        ...presence,
        ...actions.map(
          one => `Action: ${one.words} (${one.ownerName ?? one.ownerParty}${one.due ? `, by ${inWords(one.due)}` : ''})`
        ),
        ...(nextOn ? [`Next term’s meeting: ${inWords(nextOn)}${nextReason ? ` (${nextReason})` : ''}`] : [])
      ]
    ]
  ])
}
