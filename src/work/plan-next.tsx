import { inWords } from '../guidance/dates.ts'
import { roleNames } from '../guidance/words.ts'
import { HowCounted } from '../peps/clock-card.tsx'
import type { PlanStep } from './next-step.ts'

const day = (iso: string) => inWords(Temporal.PlainDate.from(iso))

/** In the middle of a sentence. */
export const asWritten = (words: string): string => `${words[0]?.toLowerCase() ?? ''}${words.slice(1)}`

const holderOf = ({ by, holder, together }: PlanStep): string =>
  `${by ? `${by} (${roleNames[holder]})` : `the ${roleNames[holder]}, nobody by name`}${together ? `, with the ${roleNames[together]}` : ''}`

const inPractice = ({ due, clock }: PlanStep) =>
  clock?.inPractice && clock.due === due ? `, in practice by ${day(clock.inPractice)}` : ''

/** Who does it and by when; who is late is named. */
export function WhoseStep({ step }: { step: PlanStep }) {
  const late = step.daysLate
  return (
    <>
      <p class="govuk-body govuk-!-margin-bottom-1">
        {late ? (
          <strong>
            Late by {late} {late === 1 ? 'day' : 'days'}:{' '}
          </strong>
        ) : (
          'It is for '
        )}
        {holderOf(step)}.{step.due ? ` Due ${day(step.due)}${inPractice(step)}.` : ''}
        {step.place === 'before-meeting' && step.meetingOn ? ` The meeting is on ${day(step.meetingOn)}.` : ''}
        {step.clock && step.due === null ? ` ${step.clock.unknown ?? ''}` : ''}
      </p>
      {step.clock ? <HowCounted clock={step.clock} /> : null}
    </>
  )
}

/** Others of the plan that are late too, each with who holds it. */
export function AlsoLate({ steps }: { steps: readonly PlanStep[] }) {
  const late = steps.slice(1).filter(step => step.daysLate !== null)
  return late.length === 0 ? null : (
    <p class="govuk-body govuk-!-margin-bottom-1">
      Late too: {late.map(step => `${asWritten(step.words)}, ${holderOf(step)}`).join('; ')}.
    </p>
  )
}
