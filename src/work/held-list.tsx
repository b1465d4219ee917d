import { withCommas } from '../guidance/numbers.ts'
import { roleNames } from '../guidance/words.ts'
import { Button } from '../ui/components/button.tsx'
import { Details } from '../ui/components/details.tsx'
import { Name } from '../ui/components/name.tsx'
import { Pagination } from '../ui/components/pagination.tsx'
import type { HeldPlan, HeldStep } from './held.ts'
import { shortDay } from './reason.ts'
import { Counts } from './task-list.tsx'
import { type Asked, perPage, type Work } from './work.ts'

interface Around {
  readonly today: Temporal.PlainDate
  readonly asked: Asked
}

/** What others hold up for the same children, a plan at a time, each step with who holds it by name. */
export function HeldList({ work, today, asked, csrf }: Around & { work: Work; csrf: string }) {
  const pages = Math.ceil(work.heldPlans / perPage)
  const page = asked.othersPage
  const steps = work.heldSteps
  const within: Record<string, string> = asked.othersWhen ? { waits: asked.othersWhen } : {}
  const link = (to: number) => ({
    href: `/?${new URLSearchParams({ ...within, others: String(to) })}#waiting-for-others`
  })
  return (
    <section aria-labelledby="waiting-for-others">
      <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id="waiting-for-others">
        Waiting for others
      </h2>
      <p class="govuk-body">
        {steps === 1 ? '1 step is' : `${withCommas(steps)} steps are`} late or due this week.
        {asked.othersWhen ? ` Shown: ${work.heldPlans === 1 ? '1 plan' : `${withCommas(work.heldPlans)} plans`}.` : ''}{' '}
        Remind tells whoever holds them. Where you may do a step yourself, a link says so.
      </p>
      <Counts
        name="Waiting for others, by week"
        counts={work.heldCounts}
        when={asked.othersWhen}
        to={group => (group ? `/?waits=${group}#waiting-for-others` : '/#waiting-for-others')}
      />
      <Plans plans={work.held.slice(0, few)} today={today} csrf={csrf} />
      {work.held.length > few ? (
        <Details summary={restOf(work)} class="details--flush">
          <Plans plans={work.held.slice(few)} today={today} csrf={csrf} />
        </Details>
      ) : null}
      {pages > 1 ? (
        <Pagination
          name="Pages of plans that wait for others"
          previous={page > 1 ? link(page - 1) : undefined}
          next={page < pages ? link(page + 1) : undefined}
        />
      ) : null}
    </section>
  )
}

/** The first are seen at once; the others are a press away, so that the page stays short enough to look over. */
const few = 5
const restOf = ({ held, heldPlans, heldSteps }: Work): string =>
  heldPlans === held.length ? `Show all ${withCommas(heldSteps)} steps` : `Show ${held.length - few} more plans`

interface PlansProps {
  readonly plans: readonly HeldPlan[]
  readonly today: Temporal.PlainDate
  readonly csrf: string
}

const Plans = ({ plans, today, csrf }: PlansProps) => (
  <ul class="tasks">
    {plans.map(plan => (
      <Plan plan={plan} today={today} csrf={csrf} />
    ))}
  </ul>
)

const Plan = ({ plan, today, csrf }: { plan: HeldPlan; today: Temporal.PlainDate; csrf: string }) => (
  <li class="task">
    <div>
      <p>
        <a class="govuk-link" href={`/peps/${plan.pepId}`}>
          <Name of={plan.child.name} also={plan.child.also} />
        </a>
        {plan.setting ? <span class="task__about">, {plan.setting}</span> : null}
      </p>
      <ul class="held">
        {plan.steps.map(step => (
          <li class="held__step">
            <p>
              {step.words}: {holderOf(step)}. {step.due ? `Due ${shortDay(step.due, today)}` : ''}
              {step.late ? (
                <>
                  , <strong>late</strong>
                </>
              ) : null}
              {step.own ? (
                <>
                  {'. '}
                  <a class="govuk-link" href={step.own.href}>
                    {step.own.words}
                    <span class="govuk-visually-hidden">
                      , for <Name of={plan.child.name} />: {step.words}
                    </span>
                  </a>
                </>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </div>
    {plan.remindedAt ? (
      <p class="govuk-body">Reminded today at {timeOf(plan.remindedAt)}</p>
    ) : (
      <form method="post" action={`/peps/${plan.pepId}/remind`}>
        <input type="hidden" name="_csrf" value={csrf} />
        <Button kind="secondary" preventDoubleClick>
          Remind
          <span class="govuk-visually-hidden">
            {' '}
            those who hold up <Name of={plan.child.name} />
            ’s plan
          </span>
        </Button>
      </form>
    )}
  </li>
)

const holderOf = ({ by, holder }: HeldStep) =>
  by ? `${by} (${roleNames[holder]})` : `the ${roleNames[holder]}, nobody by name`

const timeOf = (at: Temporal.Instant) =>
  at.toZonedDateTimeISO('Europe/London').toPlainTime().toString({ smallestUnit: 'minute' })
