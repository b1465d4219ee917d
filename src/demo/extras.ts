import { newId } from '../db/id.ts'
import type { Days } from './days.ts'
import type { Facts, Named } from './facts.ts'
import type { Rows } from './rows.ts'

/** An open plan of one child, by whom stories are told that belong to no other child. */
export interface OpenPlan {
  readonly facts: Facts
  readonly pepId: string
}

/** Concerns with their threads, and the sections given to a delegate and to an invited professional. */
export function addExtras(rows: Rows, days: Days, named: Named, of: (key: string) => OpenPlan): void {
  const own = ({ facts, pepId }: OpenPlan) => ({
    authority_id: facts.child.authority,
    child_id: facts.id,
    pep_id: pepId
  })
  const grant = (key: string, person: string, role: string, sections: string[], by = 'dt') =>
    rows.add('section_grant', {
      id: newId(),
      ...own(of(key)),
      person_id: named.person(person),
      role,
      sections,
      granted_by: named.person(by),
      starts: days.ago(3).toString(),
      ends: days.today.add({ days: 60 }).toString()
    })
  grant('ellis', 'delegate', 'delegate', ['G', 'I'])
  grant('kezia', 'delegate', 'delegate', ['I'])
  grant('ellis', 'professional', 'invited-professional', ['R'])
  // Before the move the next school sees its own part of the last plan, and nothing else.
  grant('danny', 'dt', 'invited-professional', ['S'], 'dt-harrow')

  for (const key of ['danny', 'imani', 'rafe']) addPack(rows, days, named, of(key), null)
  addPack(rows, days, named, of('safiya'), 'dt-valeford')
  for (const key of ['reece', 'noor']) addSearch(rows, days, named, of(key))

  const raise = (
    key: string,
    stage: 'before' | 'after',
    by: string,
    daysAgo: number,
    words: string,
    thread: readonly (readonly [string, number, string])[]
  ) => {
    const { facts } = of(key)
    const id = newId()
    const adviser = named.person(facts.child.adviser)
    const answer = thread.find(([who]) => who === facts.child.adviser)
    rows.add('concern', {
      id,
      ...own(of(key)),
      stage,
      words,
      raised_by: named.person(by),
      raised_on: days.ago(daysAgo).toString(),
      adviser_id: adviser,
      answered_on: answer ? days.ago(answer[1]).toString() : null
    })
    for (const [who, ago, said] of thread)
      rows.add('concern_message', {
        id: newId(),
        concern_id: id,
        authority_id: facts.child.authority,
        child_id: facts.id,
        words: said,
        written_by: named.person(who),
        written_at: `${days.ago(ago)}T11:30:00Z`
      })
  }
  raise('ellis', 'before', 'dt', 6, 'Ellis wants to drop a language for catering. Does that close any doors?', [
    ['adviser', 5, 'Not if English and maths stay. Please put the reasons and the college’s answer in the plan.'],
    ['dt', 4, 'Thank you, that is in.']
  ])
  raise(
    'grigore',
    'after',
    'sw',
    7,
    'The plan came back three weeks ago, and nobody at school has put it right. I have asked twice.',
    []
  )
  raise(
    'reece',
    'before',
    'sw',
    2,
    'A second school has said that it is full. Can the Virtual School ask for a direction?',
    []
  )
  raise('caleb', 'after', 'sw-moor', 9, 'School and carer disagree about a reduced timetable.', [
    ['adviser-moor', 8, 'I will join a call this week. No reduction without an end date, please.']
  ])
}

/** What goes with a child to the next setting: a job makes the file. */
function addPack(rows: Rows, days: Days, named: Named, { facts }: OpenPlan, receivedBy: string | null): void {
  const { child } = facts
  const next = child.moves?.setting ?? child.school
  if (!next) return
  rows.add('transfer_pack', {
    id: newId(),
    authority_id: child.authority,
    child_id: facts.id,
    setting_id: named.setting(next),
    asked_by: named.person(child.sw),
    asked_at: days.at(days.ago(2), '10:30'),
    received_by: receivedBy && named.person(receivedBy),
    received_on: receivedBy && days.today.toString()
  })
}

/** The search for a school place: who was asked with what result, and a review each week. */
function addSearch(rows: Rows, days: Days, named: Named, { facts }: OpenPlan): void {
  const { child } = facts
  const own = { authority_id: child.authority, child_id: facts.id, written_by: named.person(child.sw) }
  const asked = [
    ['Valeford School', 24, 'refused', 16],
    ['St Cuthbert’s Catholic High School', 20, 'refused', 9],
    ['Fosse Way Academy', 12, child.found ? 'offered' : 'waiting', child.found ? 6 : null]
  ] as const
  for (const [school, ago, result, resultAgo] of asked)
    rows.add('school_application', {
      id: newId(),
      ...own,
      school,
      asked_on: days.ago(ago).toString(),
      result,
      result_on: resultAgo === null ? null : days.ago(resultAgo).toString()
    })
  const weeks = [
    ['Two schools asked. A tutor comes on three mornings.', 19, 14],
    ['One refusal, with reasons. The fair access panel has the papers.', 14, 9],
    ['A second refusal. The Virtual School telephones Fosse Way; tutoring goes up to five mornings.', 9, 4],
    ['Fosse Way has met the tutor. The Virtual School asks them again this week.', 4, 0]
  ] as const
  for (const [words, ago, next] of weeks)
    rows.add('place_review', {
      id: newId(),
      ...own,
      words,
      on_date: days.ago(ago).toString(),
      next_on: days.ago(next).toString()
    })
}
