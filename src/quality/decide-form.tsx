import { inWords, isAfter, type PlainDate } from '../guidance/dates.ts'
import { type Policy, ratings } from '../guidance/policy.ts'
import { overallRating } from '../guidance/rating.ts'
import { isRefusal } from '../guidance/words.ts'
import { Button } from '../ui/components/button.tsx'
import { Details } from '../ui/components/details.tsx'
import { InsetText } from '../ui/components/inset-text.tsx'
import { Radios } from '../ui/components/radios.tsx'
import { Select } from '../ui/components/select.tsx'
import { Textarea } from '../ui/components/textarea.tsx'
import { text } from '../web/forms.ts'
import type { Check } from './check.ts'
import type { Filled } from './criterion-card.tsx'
import { proposals } from './evidence.ts'
import type { ReadSection } from './plan-reading.ts'
import { type Body, marksIn } from './read-review.ts'
import type { PastReview } from './review.ts'

/** The form's fields at first sight: what was rated and kept, else what the system proposes does not apply. */
export function markFields(
  past: PastReview | null,
  sections: readonly ReadSection[],
  facts: { readonly noLastTargets: boolean }
): Body {
  const fields: Record<string, string> = {}
  for (const [id, why] of proposals(sections, facts)) {
    fields[`mark-${id}`] = 'na'
    fields[`because-${id}`] = why
  }
  for (const [id, kept] of Object.entries(past?.ratings ?? {})) {
    fields[`mark-${id}`] = kept.rating ? `${kept.rating}` : 'na'
    fields[`because-${id}`] = kept.notApplicable ?? ''
    fields[`comment-${id}`] = kept.comment ?? ''
  }
  if (past?.overrideReason) {
    fields.override = past.overall
    fields['override-reason'] = past.overrideReason
  }
  return fields
}

interface Props extends Filled {
  readonly check: Check
  readonly policy: Policy['quality']
  readonly today: PlainDate
}

/** The overall rating by its rule, feedback on the whole, and what happens next. */
export function DecideForm({ fields, errorOf, check, policy, today }: Props) {
  const computed = overallRating(marksIn(fields), policy)
  const overridden = text(fields, 'override') !== ''
  return (
    <div class="card">
      <h2 class="govuk-heading-m" id="your-decision">
        Your decision
      </h2>
      <p class="govuk-body" data-overall>
        {isRefusal(computed) ? (
          'Any 1 makes it red, two or more 2s amber, else green; with no 2 and enough 4s, gold.'
        ) : (
          <>
            <strong>{policy.labels[computed.rating]}.</strong> {computed.why}
          </>
        )}
      </p>
      <Details summary="The rule does not fit this plan" open={overridden || errorOf('override-reason') !== undefined}>
        <Select
          name="override"
          label="Overall rating"
          value={text(fields, 'override')}
          items={[
            { value: '', text: 'As the rule says' },
            ...ratings.map(value => ({ value, text: policy.labels[value] }))
          ]}
        />
        <Textarea
          name="override-reason"
          label="Why"
          rows={2}
          value={text(fields, 'override-reason')}
          error={errorOf('override-reason')}
        />
      </Details>
      <Textarea
        name="feedback-plan"
        label="Feedback on the whole plan"
        hint="For the designated teacher. It stands at the top of next term’s plan until it is answered."
        rows={3}
        value={text(fields, 'feedback-plan')}
        error={errorOf('feedback-plan')}
      />
      <CheckStands check={check} today={today} />
      <Radios
        name="decision"
        legend="What happens next?"
        legendSize="s"
        value={text(fields, 'decision') || undefined}
        error={errorOf('decision')}
        items={[
          { value: 'sign-off', text: 'Sign off', hint: 'The plan is locked and its copies are issued.' },
          { value: 'return', text: 'Return the sections I chose', hint: 'Each goes to its owner with your reason.' },
          { value: 'rated', text: 'Only save my ratings', hint: 'For example while the social worker checks.' }
        ]}
      />
      <Button preventDoubleClick>Finish</Button>
    </div>
  )
}

function CheckStands({ check, today }: { check: Check; today: PlainDate }) {
  const { state, due, corrections } = check
  const open = corrections.filter(one => one.outcome === null).length
  if (open > 0)
    return (
      <InsetText>{open === 1 ? 'A correction is' : `${open} corrections are`} open. Sign-off has to wait.</InsetText>
    )
  if (state.checkedOn) return <p class="govuk-body">Checked by the social worker on {inWords(state.checkedOn)}.</p>
  if (due && isAfter(today, due))
    return (
      <InsetText>
        The check was due on {inWords(due)} and has not been made. You may sign off; the plan then says “not checked by
        the social worker”.
      </InsetText>
    )
  return <InsetText>The social worker has {due ? `until ${inWords(due)}` : 'yet'} to check the plan.</InsetText>
}
