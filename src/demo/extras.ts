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
  const grant = (key: string, person: string, role: string, sections: string[]) =>
    rows.add('section_grant', {
      id: newId(),
      ...own(of(key)),
      person_id: named.person(person),
      role,
      sections,
      granted_by: named.person('dt'),
      starts: days.ago(3).toString(),
      ends: days.today.add({ days: 60 }).toString()
    })
  grant('ellis', 'delegate', 'delegate', ['G', 'I'])
  grant('kezia', 'delegate', 'delegate', ['I'])
  grant('ellis', 'professional', 'invited-professional', ['R'])

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
    'The review fell through twice because nobody at school could lead it. I have no new date.',
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
