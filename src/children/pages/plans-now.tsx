import { may } from '../../guidance/access.ts'
import { currentPlan, plansAfter } from '../../guidance/current-plan.ts'
import { leaderOf } from '../../guidance/leader.ts'
import type { PepKind, PepState, Role, TermName } from '../../guidance/words.ts'
import type { OpenClock } from '../../peps/clocks.ts'
import { stateTags } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { childsOwnSteps, stepsAhead } from '../../work/next-step.ts'
import { AlsoLate, asWritten, WhoseStep } from '../../work/plan-next.tsx'
import type { ChildPageRow } from '../child.queries.ts'

type PlanRow = ChildPageRow['peps'][number]

interface Given {
  readonly peps: readonly PlanRow[]
  readonly childId: string
  readonly clocks: readonly OpenClock[]
  /** Why no plan is due now, where none is open. */
  readonly whyNone: string | null
  readonly today: Temporal.PlainDate
  readonly standing: readonly Role[]
}

/** The plan page's own rule: a reviewing officer reads a plan once it is submitted. */
export const opensPlan = (pep: { readonly state: string }, standing: readonly Role[]): boolean =>
  may('see pep', standing, { state: pep.state as PepState })

/** The plan that the child is at and its next step, what is asked for the child beside it, and the plans that come after. */
export function Plans({ peps, childId, clocks, whyNone, today, standing }: Given) {
  const plans = peps.map(pep => ({
    ...pep,
    state: pep.state as PepState,
    term: pep.term as TermName,
    openedOn: pep.opened_on
  }))
  const current = currentPlan(plans)
  if (!current)
    return (
      <section aria-labelledby="now">
        <h2 class="govuk-heading-m" id="now">
          Plan
        </h2>
        <p class="govuk-body">
          {whyNone ? `No plan is due now. ${whyNone}` : 'There is no plan yet. It opens by itself when one is due.'}
        </p>
      </section>
    )
  const plan = (pep: typeof current, id: string, first: boolean) => (
    <Plan pep={pep} id={id} first={first} childId={childId} clocks={clocks} today={today} standing={standing} />
  )
  const readable = plans.find(pep => pep.state !== 'not-required' && opensPlan(pep, standing))
  return (
    <>
      {plan(current, 'now', true)}
      {readable && !opensPlan(current, standing) ? (
        <Button href={`/peps/${readable.id}`} kind="secondary">
          Open the plan of the {readable.term} term {readable.year}, {readable.kind}
        </Button>
      ) : null}
      {whyNone ? <p class="govuk-body">Nothing more is due now. {whyNone}</p> : null}
      {childsOwnSteps(clocks, today).map(step => (
        <section aria-labelledby={step.place}>
          <h2 class="govuk-heading-m" id={step.place}>
            {step.words}
          </h2>
          <WhoseStep step={step} />
        </section>
      ))}
      {plansAfter(plans).map(pep => plan(pep, `plan-${pep.id}`, false))}
    </>
  )
}

interface PlanGiven extends Pick<Given, 'childId' | 'clocks' | 'today' | 'standing'> {
  readonly pep: PlanRow & { readonly state: PepState }
  readonly id: string
  readonly first: boolean
}

function Plan({ pep, id, first, childId, clocks, today, standing }: PlanGiven) {
  const steps = stepsAhead(
    {
      pepId: pep.id,
      childId,
      state: pep.state,
      ledBy: leaderOf({ kind: pep.kind as PepKind, circumstances: pep.circumstances, settingId: pep.setting_id }),
      meetingOn: pep.meeting_on,
      heldOn: pep.held_on
    },
    clocks,
    today
  )
  const [next] = steps
  const tag = stateTags[pep.state]
  return (
    <section aria-labelledby={id}>
      <h2 class="govuk-heading-m" id={id}>
        Plan of the {pep.term} term {pep.year}
      </h2>
      <p class="govuk-body">
        <Tag colour={tag.colour}>{tag.text}</Tag>
      </p>
      {next ? (
        <>
          <p class="govuk-body govuk-!-margin-bottom-1">
            <strong>Next: {asWritten(next.words)}</strong>
          </p>
          <WhoseStep step={next} />
          <AlsoLate steps={steps} />
        </>
      ) : null}
      {opensPlan(pep, standing) ? (
        <Button href={`/peps/${pep.id}`} kind={first ? undefined : 'secondary'}>
          Open the plan{first ? null : <span class="govuk-visually-hidden"> of the {pep.term} term</span>}
        </Button>
      ) : (
        <p class="govuk-body">This plan can be read once it is submitted.</p>
      )}
    </section>
  )
}
