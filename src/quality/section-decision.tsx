import { inWords } from '../guidance/dates.ts'
import { roleNames, roles } from '../guidance/words.ts'
import { Checkboxes } from '../ui/components/checkboxes.tsx'
import { Details } from '../ui/components/details.tsx'
import { Textarea } from '../ui/components/textarea.tsx'
import { text } from '../web/forms.ts'
import type { Filled } from './criterion-card.tsx'
import type { Feedback } from './feedback.ts'
import type { ReadSection } from './plan-reading.ts'

interface Props extends Filled {
  readonly section: ReadSection
  /** What was given on this section of this plan already. */
  readonly given: readonly Feedback[]
}

/** At the foot of a section: feedback for the designated teacher, or back to its owner with a reason. */
export function SectionDecision({ section, fields, errorOf, given }: Props) {
  const { id, title, owner } = section
  const feedback = text(fields, `feedback-${id}`)
  const returned = text(fields, `return-${id}`) === 'yes'
  const role = roles.find(one => one === owner)
  return (
    <>
      {given.map(one => (
        <p class="govuk-body">
          Feedback given on {inWords(one.givenOn)}: <span class="as-written">{one.words}</span>
        </p>
      ))}
      <Details summary={`Feedback or return: ${title}`} open={feedback !== '' || returned}>
        <Textarea
          name={`feedback-${id}`}
          label="Feedback for the designated teacher"
          rows={2}
          value={feedback}
          error={errorOf(`feedback-${id}`)}
        />
        <Checkboxes
          name={`return-${id}`}
          small
          values={returned ? ['yes'] : []}
          items={[
            {
              value: 'yes',
              text: `Return this section${role ? ` to the ${roleNames[role]}` : ''}`,
              conditional: (
                <Textarea
                  name={`reason-${id}`}
                  label="What has to be put right?"
                  rows={2}
                  value={text(fields, `reason-${id}`)}
                  error={errorOf(`reason-${id}`)}
                />
              )
            }
          ]}
        />
      </Details>
    </>
  )
}
