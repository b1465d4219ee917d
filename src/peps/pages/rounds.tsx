import { inWords, isAfter } from '../../guidance/dates.ts'
import type { PepKind } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { page } from '../../web/page.ts'
import { openDuePeps } from '../opening.ts'
import { type PlanAhead, type Round, wouldOpen } from '../round-ahead.ts'

interface Loaded {
  readonly authorityId: number
  readonly round: Round
}

const names: Record<PepKind, string> = {
  initial: 'first plan',
  termly: 'termly plan',
  interim: 'interim plan',
  transition: 'transition plan',
  'leaving-care': 'leaving-care plan'
}

const plansInWords = (number: number, what = 'plan') => `${number} ${what}${number === 1 ? '' : 's'}`

/** The children of one kind of plan in one term, by name where whoever looks may know it. */
function Children({ plans }: { plans: readonly PlanAhead[] }) {
  const named = plans.flatMap(({ child }) => child?.name ?? [])
  const hidden = plans.length - named.length
  return (
    <ul class="govuk-list">
      {named.map(name => (
        <li>{name}</li>
      ))}
      {hidden > 0 ? <li>{hidden === 1 ? 'One child' : `${hidden} children`} whose record is closed to you</li> : null}
    </ul>
  )
}

/** Opens the next round before its day: says how many plans there would be, then opens them. */
export const roundsPage = page<Loaded>({
  at: '/rounds',
  may: 'open rounds',
  name: 'open rounds',
  load: async ({ tx, who, today }) => {
    const mine = who.appointments.find(one => one.role === 'administrator' || one.role === 'virtual-school-head')
    // Whoever may not open rounds is told so (403), and nothing is counted for them.
    return mine
      ? { authorityId: mine.authorityId, round: await wouldOpen(tx, mine.authorityId, today) }
      : { authorityId: 0, round: { plans: [], next: null } }
  },
  shows: ({ round }) => round.plans.flatMap(({ child }) => child?.id ?? []),
  submit: async ({ authorityId }, { tx, who, today }) => {
    const { opened } = await openDuePeps(tx, authorityId, today, { by: who.id })
    return { go: '/rounds', done: `${opened.length} ${opened.length === 1 ? 'plan is' : 'plans are'} open.` }
  },
  view: ({ round: { plans, next } }, { csrf, today }) => {
    const kinds = [...Map.groupBy(plans, ({ kind, term }) => `${kind} ${term}`).values()]
    const isOpen = next?.opensOn && !isAfter(next.opensOn, today)
    return {
      title: 'Open a round of plans',
      trail: [{ text: 'What you need to do', href: '/' }, { text: 'Open a round of plans' }],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">Open a round of plans</h1>
          {next?.opensOn && !isOpen ? (
            <p class="govuk-body">
              The plans of the {next.term} open by themselves on {inWords(next.opensOn)}. You may open them now.
            </p>
          ) : next ? (
            <p class="govuk-body">
              {isOpen
                ? `The plans of the ${next.term} have opened by themselves since ${inWords(next.opensOn ?? today)}.`
                : `The day on which the plans of the ${next.term} open by themselves is not known.`}
            </p>
          ) : (
            <p class="govuk-body">The calendar does not know the next term yet, so no round opens by itself.</p>
          )}
          <p class="govuk-body">No child gets a second plan of the same kind for a term.</p>
          {plans.length === 0 ? (
            <p class="govuk-body-l">
              Every child who needs a plan for this term and the next has one. There is nothing to open.
            </p>
          ) : (
            <>
              <p class="govuk-body-l">{plansInWords(plans.length)} would open:</p>
              {kinds.map(of =>
                of[0] ? (
                  <Details summary={`${plansInWords(of.length, names[of[0].kind])} for the ${of[0].term}`}>
                    <Children plans={of} />
                  </Details>
                ) : null
              )}
              <form method="post">
                <input type="hidden" name="_csrf" value={csrf} />
                <Button preventDoubleClick>Open {plans.length === 1 ? 'it' : 'them'} now</Button>
              </form>
            </>
          )}
        </div>
      )
    }
  }
})
