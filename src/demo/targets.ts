import { newId } from '../db/id.ts'
import type { PlainDate } from '../guidance/dates.ts'
import type { PepState } from '../guidance/words.ts'
import { type Aim, aims } from './aims.ts'
import { fill } from './answers.ts'
import type { Pep } from './plan.ts'

/** What the next plan needs of this one. */
export interface Written {
  readonly id: string
  readonly state: PepState
  readonly authority: number
  readonly targets: readonly { readonly id: string; readonly aim: Aim; readonly spent: number }[]
  readonly nextOn: PlainDate | null
}

/** Last time's targets reviewed, and two or three new ones with what they cost. */
export function addAims(pep: Pep): Written['targets'] {
  const { rows, own, plan, phase, place, telling, previous, leader, days } = pep
  if (plan.written === 'all' || place % 2 === 0) reviewLast(pep)
  const known = aims[phase]
  const round = ['autumn', 'spring', 'summer'].indexOf(plan.term.term) + Number(plan.term.year.slice(3, 4)) * 3
  const many = plan.kind === 'initial' ? 2 : 2 + (place % 2)
  return Array.from({ length: Math.min(many, known.length) }, (_, at) => {
    const aim = known[(place + round * 2 + at) % known.length]
    if (!aim) throw new Error(`There are no targets for ${phase}.`)
    const id = newId()
    const spent = aim.buys ? aim.buys[4] * aim.buys[5] : 0
    rows.add('target', {
      id,
      ...own,
      place: at + 1,
      area: aim.area,
      need: fill(aim.need, telling),
      baseline: fill(aim.baseline, telling),
      words: fill(aim.words, telling),
      child_words: aim.childWords,
      actions: [
        { who: 'school', what: fill(aim.school, telling) },
        ...(aim.home && telling.child.carer ? [{ who: 'carer', what: fill(aim.home, telling) }] : [])
      ],
      lead_name: telling.teacher ?? telling.socialWorker,
      lead_person_id: leader,
      starts: plan.meetingOn?.toString() ?? null,
      due: (plan.nextOn ?? (plan.meetingOn ? days.count(plan.meetingOn, 45) : days.today)).toString(),
      success: fill(aim.success, telling),
      intervention: fill(aim.intervention, telling),
      cost_pence: spent,
      carried_from: previous?.targets.find(last => last.aim === aim)?.id ?? null
    })
    if (aim.buys && phase !== 'post-16') addPremium(pep, id, aim.buys)
    return { id, aim, spent }
  })
}

function addPremium(
  pep: Pep,
  target: string,
  [category, provider, what, unit, quantity, rate]: NonNullable<Aim['buys']>
) {
  const { rows, own, plan, place, adviser } = pep
  const cost = quantity * rate
  const decided = plan.checkedOn ?? plan.signedOffOn
  const declined = place % 9 === 4
  rows.add('premium_line', {
    id: newId(),
    ...own,
    target_id: target,
    category,
    provider,
    what,
    unit,
    quantity: String(quantity),
    rate_pence: rate,
    cost_pence: cost,
    decision: decided ? (declined ? 'agreed-in-part' : 'agreed') : null,
    agreed_pence: decided ? (declined ? Math.round(cost / 2) : cost) : null,
    decision_reason:
      decided && declined ? 'Half from the premium; the school’s own tutoring budget meets the rest.' : null,
    decided_by: decided ? adviser : null,
    decided_on: decided?.toString() ?? null
  })
}

function reviewLast({ rows, own, plan, place, previous, leader }: Pep) {
  for (const [at, { id, aim, spent }] of (previous?.targets ?? []).entries()) {
    const outcome = aim.vague ? 'not' : (place + at) % 3 === 1 ? 'partly' : 'achieved'
    rows.add('target_review', {
      target_id: id,
      reviewed_in: own.pep_id,
      authority_id: own.authority_id,
      child_id: own.child_id,
      outcome,
      evidence: aim.evidence,
      why:
        outcome === 'achieved' ? 'Short, regular and with one adult.' : 'Nobody owned it, and illness took two weeks.',
      spent_pence: spent,
      impact: spent === 0 ? null : outcome === 'achieved' ? 'significant' : 'moderate',
      next_step: outcome === 'achieved' ? 'close' : outcome === 'partly' ? 'adapt' : 'break-down',
      reviewed_by: leader,
      reviewed_on: (plan.meetingOn ?? plan.openedOn).toString()
    })
  }
}
