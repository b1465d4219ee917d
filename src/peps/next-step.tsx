import { type ActionName, may } from '../guidance/access.ts'
import { leaderOf, socialWorkerLeads } from '../guidance/leader.ts'
import type { Role } from '../guidance/words.ts'
import { Button } from '../ui/components/button.tsx'
import { isTheirs, type PlanStep, stepsAhead } from '../work/next-step.ts'
import { AlsoLate, asWritten, WhoseStep } from '../work/plan-next.tsx'
import type { Place } from '../work/steps.ts'
import type { OpenClock } from './clocks.ts'
import type { Pep } from './pep.ts'
import type { SectionSummary } from './section.ts'

/** What a step is done by on the plan's own page: the words of the button, where it leads, and the action it needs. */
const buttons: Readonly<Partial<Record<Place, readonly [words: string, to: string, needs: ActionName | null]>>> = {
  arrange: ['Arrange the meeting', 'meeting', 'arrange meeting'],
  'before-meeting': ['Record the meeting', 'meeting/held', 'record meeting'],
  held: ['Record the meeting', 'meeting/held', 'record meeting'],
  views: ['Record views', 'views', null],
  part: ['Write your part', 'sections', null],
  submit: ['Check and submit', 'submit', 'submit pep'],
  returned: ['Check and submit again', 'submit', 'submit pep'],
  check: ['Check the plan', 'check', 'check pep'],
  review: ['Review the plan', 'review', 'review pep'],
  copies: ['Go to the copies', 'copies', null]
}

interface Given {
  readonly pep: Pep
  readonly clocks: readonly OpenClock[]
  readonly sections: readonly SectionSummary[]
  readonly standing: readonly Role[]
  readonly today: Temporal.PlainDate
}

/** The plan's one next step with whose it is, and beneath it what whoever looks can do, where that is another. */
export function NextStep({ pep, clocks, sections, standing, today }: Given) {
  const steps = stepsAhead(planNow(pep), clocks, today)
  const [next] = steps
  if (!next) return null
  const doable = steps.flatMap(step => {
    const button = buttonFor(step, { pep, sections, standing })
    return button ? [{ step, button }] : []
  })
  const own = doable.find(one => one.step === next) ?? doable[0]
  const others = new Map(doable.map(({ button }) => [button.href, button]))
  if (own) others.delete(own.button.href)
  return (
    <div class="next-step">
      <h2 class="govuk-heading-m">Next: {asWritten(next.words)}</h2>
      <WhoseStep step={next} />
      <AlsoLate steps={steps} />
      {own && own.step !== next ? (
        <>
          <h3 class="govuk-heading-s govuk-!-margin-top-3">You can: {asWritten(own.step.words)}</h3>
          <WhoseStep step={own.step} />
        </>
      ) : null}
      {own ? (
        <div class="govuk-button-group">
          <Button href={own.button.href}>{own.button.words}</Button>
          {[...others.values()].map(({ href, words }) => (
            <Button href={href} kind="secondary">
              {words}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}

export const planNow = (pep: Pep) => ({
  pepId: pep.id,
  childId: pep.childId,
  state: pep.state,
  ledBy: leaderOf(pep),
  meetingOn: pep.meeting.on?.toString() ?? null,
  heldOn: pep.meeting.heldOn?.toString() ?? null
})

function buttonFor(step: PlanStep, { pep, sections, standing }: Pick<Given, 'pep' | 'sections' | 'standing'>) {
  const button = buttons[step.place]
  if (!button || !isTheirs(step, standing, leaderOf(pep))) return null
  const [words, to, needs] = button
  const subject = { state: pep.state, socialWorkerLeads: socialWorkerLeads(pep) }
  if (needs && !may(needs, standing, subject)) return null
  const unfinished = sections.find(one => one.owner === 'social-worker' && one.state !== 'complete')
  if (to === 'sections' && !unfinished) return null
  return { words, href: `/peps/${pep.id}/${to === 'sections' ? `sections/${unfinished?.id}` : to}` }
}
