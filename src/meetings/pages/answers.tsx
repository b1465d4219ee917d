import type { InvitationAnswer } from '../../guidance/invitations.ts'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { type Invited, partyNames } from '../meeting.ts'

const answers: Readonly<Record<InvitationAnswer, string>> = {
  accepted: 'Will come',
  declined: 'Cannot come',
  'views-instead': 'Sends their views instead'
}

/** What came back of the invitations, for whoever chairs. */
export function Answers({ invitations }: { invitations: readonly Invited[] }) {
  if (invitations.length === 0) return null
  return (
    <section aria-labelledby="answers">
      <h2 class="govuk-heading-m" id="answers">
        Who has answered
      </h2>
      <SummaryList
        rows={invitations.map(({ name, party, answer, answerWords }) => ({
          key: `${name}, ${partyNames[party].toLowerCase()}`,
          value: answer ? (
            <>
              <strong>{answers[answer]}</strong>
              {answerWords ? <p class="govuk-body as-written">{answerWords}</p> : null}
            </>
          ) : (
            'No answer yet'
          )
        }))}
      />
    </section>
  )
}
