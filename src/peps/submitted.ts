import { contextOf } from '../authorities/authority.ts'
import type { Tx } from '../db/transaction.ts'
import { dueAfter } from '../guidance/clocks/clock.ts'
import { leaderOf } from '../guidance/leader.ts'
import { candidatesOf } from '../meetings/meeting.ts'
import { checkBySubmit } from '../quality/check.ts'
import { holdersOf, namedInPlan } from '../quality/people.ts'
import { tell, tellBy } from '../quality/tell.ts'
import type { Ask } from '../web/page.ts'

type Doing = { readonly who: { readonly id: string } } & Pick<Ask, 'today' | 'now' | 'origin'>

import { projectClocks } from './clocks.ts'
import type { Pep } from './pep.ts'
import { refreshSuccessors } from './successors.ts'

/**
 * What follows a submit in the same transaction: the check where the social worker led, clocks, and a message to whoever has
 * a part from now on. The plan is in force, and not yet signed off.
 */
export async function pepSubmitted(tx: Tx, pep: Pep, { who, today, now, origin }: Doing): Promise<void> {
  const ledBySocialWorker = leaderOf(pep) === 'social-worker'
  if (ledBySocialWorker) await checkBySubmit(tx, pep, who.id, today)
  const context = await contextOf(tx, pep.authorityId, today)
  const dueOf = (name: 'check' | 'quality-review') => {
    const { days, kind } = context.policy.clocks[name]
    return dueAfter(today, days, kind, context).due
  }
  const { workers, advisers } = await holdersOf(tx, pep)
  // Each handing-in is an event of its own; the same post sent twice is refused before it comes here.
  const of = { about: pep, origin }
  const event = (part: string) => `${part} ${pep.id} ${now.epochMilliseconds}`
  if (!ledBySocialWorker)
    await tellBy(tx, 'submitted', dueOf('check'), {
      ...of,
      to: workers,
      event: event('check'),
      path: `/peps/${pep.id}/check`
    })
  await tellBy(tx, 'submitted', dueOf('quality-review'), {
    ...of,
    to: advisers,
    event: event('review'),
    path: `/peps/${pep.id}/review`
  })
  const named = await namedInPlan(tx, pep.id)
  const children = (await candidatesOf(tx, pep.id)).flatMap(one => (one.party === 'child' ? one.personId : []))
  const isChild = (person: string) => children.includes(person)
  const part = { ...of, event: event('part') }
  await tell(tx, 'targets shared', { ...part, to: named.filter(one => !isChild(one)), path: `/peps/${pep.id}/part` })
  await tell(tx, 'targets shared', { ...part, to: named.filter(isChild), path: `/peps/${pep.id}/my-views/plan` })
  await projectClocks(tx, [pep.id], today)
  await refreshSuccessors(tx, pep, today)
}
