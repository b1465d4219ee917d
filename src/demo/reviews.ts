import { newId } from '../db/id.ts'
import type { Answers } from '../forms/definition.ts'
import { warwickshirePolicy } from '../guidance/policy.ts'
import { criteria, overallRating, type Score } from '../guidance/rating.ts'
import { isRefusal } from '../guidance/words.ts'
import { isReasonWhyNone } from '../voice/views-words.ts'
import { chance } from './chance.ts'
import type { Pep } from './plan.ts'

/** What the social worker and the adviser made of it, and where the copy went. */
export function addReview(pep: Pep, answers: Answers): void {
  const { rows, own, plan, socialWorker, adviser } = pep
  if (plan.correctionOn) addCorrection(pep, answers)
  if (plan.checkedOn)
    rows.add('pep_check', {
      id: newId(),
      ...own,
      outcome: 'confirmed',
      checked_by: socialWorker,
      checked_on: plan.checkedOn.toString()
    })
  if (plan.returnedOn) addReturn(pep)
  if (!plan.signedOffOn) return
  const { ratings, overall } = rate(pep)
  rows.add('quality_review', {
    id: newId(),
    ...own,
    ratings,
    overall,
    outcome: 'signed-off',
    rated_by: adviser,
    rated_on: plan.signedOffOn.toString()
  })
  rows.add('feedback', {
    id: newId(),
    ...own,
    section: 'P',
    words: praise[pep.place % praise.length] ?? '',
    given_by: adviser,
    given_on: plan.signedOffOn.toString()
  })
  rows.add('delivery', {
    id: newId(),
    ...own,
    channel: 'folder',
    state: plan.filedOn ? 'filed' : 'sent',
    document_name: `AV${40_210 + pep.place * 17}_PEP_${plan.term.year}_${plan.term.term}_${plan.signedOffOn}.pdf`,
    sent_at: pep.days.at(plan.signedOffOn, '14:25'),
    filed_on: plan.filedOn?.toString() ?? null,
    filed_by: plan.filedOn && pep.place % 2 === 0 ? socialWorker : null
  })
}

const praise = [
  'The child’s own words run through the whole plan, and one target is theirs. Next time, say how the money’s effect will be seen.',
  'Targets are clear and can be measured. Please add what the carer will do for each.',
  'A warm plan with good analysis of attendance. The third target is too wide: what would you see in the book?',
  'Thank you for the honest review of last term’s targets. Could the aspiration reach further?'
]

/** Threes and fours for the most part; a two now and then. */
function rate({ telling, plan }: Pep) {
  const none = plan.circumstances.includes('first-pep') ? 'A first plan has no earlier targets.' : null
  const marks = criteria.map(({ id }) => {
    const luck = chance(`${telling.child.key} ${telling.year} ${telling.term} rated ${id}`)
    const score: Score = luck < 0.1 ? 2 : luck < 0.5 ? 3 : 4
    return [id, id === 7 && none ? none : score] as const
  })
  const overall = overallRating(
    new Map(marks.map(([id, mark]) => [id, typeof mark === 'string' ? { notApplicableBecause: mark } : mark])),
    warwickshirePolicy.quality
  )
  if (isRefusal(overall)) throw new Error(overall.refused)
  const ratings = Object.fromEntries(
    marks.map(([id, mark]) => [
      id,
      typeof mark === 'string'
        ? { notApplicable: mark, comment: '' }
        : { rating: mark, comment: mark === 2 ? 'More detail next time.' : '' }
    ])
  )
  return { ratings, overall: overall.rating }
}

function addCorrection({ rows, own, plan, days, socialWorker, leader }: Pep, answers: Answers) {
  const question = [...answers.keys()].find(one => one.startsWith('J.') && !isReasonWhyNone(one))
  if (!plan.correctionOn || !question) return
  rows.add('pep_check', {
    id: newId(),
    ...own,
    outcome: 'correction-asked',
    checked_by: socialWorker,
    checked_on: plan.correctionOn.toString()
  })
  rows.add('correction', {
    id: newId(),
    ...own,
    question,
    remark: 'That is not what was said to me on Tuesday. Please ask again and write it in the same words.',
    asked_by: socialWorker,
    asked_on: plan.correctionOn.toString(),
    due: days.count(plan.correctionOn, 5).toString(),
    writer_id: leader
  })
}

function addReturn(pep: Pep) {
  const { rows, own, plan, adviser, facts } = pep
  if (!plan.returnedOn) return
  const on = plan.returnedOn.toString()
  const why = [
    ['P', 'The second target cannot be measured. What will {name} do, by when, and how will we know?'],
    ['G', 'Two suspensions are listed but nothing is planned. What will be done differently, and by whom?']
  ] as const
  for (const [section, reason] of facts.child.also ? why : why.slice(0, 1)) {
    rows.add('section_return', {
      id: newId(),
      ...own,
      section,
      reason: reason.replace('{name}', facts.child.first),
      returned_by: adviser,
      returned_on: on
    })
    rows.add('feedback', {
      id: newId(),
      ...own,
      section,
      words: reason.replace('{name}', facts.child.first),
      given_by: adviser,
      given_on: on
    })
  }
  const ratings = Object.fromEntries(
    criteria.map(({ id }) => [id, { rating: id === 8 ? 1 : 3, comment: id === 8 ? 'Returned.' : '' }])
  )
  rows.add('quality_review', {
    id: newId(),
    ...own,
    ratings,
    overall: 'red',
    outcome: 'returned',
    rated_by: adviser,
    rated_on: on
  })
}
