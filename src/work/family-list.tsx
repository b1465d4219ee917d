import type { ComponentChildren } from 'preact'
import { Button } from '../ui/components/button.tsx'
import type { FamilyItem } from './work.ts'

/** What there is for a carer, a parent, a young person or a reviewing officer, child by child. */
export const FamilyList = ({ family }: { family: readonly FamilyItem[] }) => (
  <ul class="tasks">
    {family.map(row => (
      <li class="task">
        <p>
          <strong>{row.childName}</strong>
          {row.role === 'iro' && row.pep_id !== null && row.pep_id !== row.readable ? (
            <span class="task__about">, the next plan is being written</span>
          ) : null}
        </p>
        <div>{wordsOf(row)}</div>
      </li>
    ))}
  </ul>
)

function wordsOf({ role, pep_id, next_id, readable, state, heard, childName }: FamilyItem): ComponentChildren {
  const about = <span class="govuk-visually-hidden"> for {childName}</span>
  if (role === 'iro')
    return readable === null ? (
      'No plan to read yet'
    ) : (
      <Button href={`/peps/${readable}`} kind="secondary">
        {readable === pep_id ? 'See the plan' : 'See the last plan'}
        {about}
      </Button>
    )
  const inForce = state === 'submitted' || state === 'returned' || state === 'signed-off'
  if (role === 'child')
    return pep_id ? (
      <div class="govuk-button-group">
        <Button href={`/peps/${next_id ?? pep_id}/my-views`}>My page</Button>
        {inForce ? (
          <Button href={`/peps/${pep_id}/part`} kind="secondary">
            My plan
          </Button>
        ) : null}
      </div>
    ) : (
      'Your plan is not open yet'
    )
  if (pep_id === null) return 'Nothing waits for you. You are told when the next plan is being made.'
  if (state === 'signed-off')
    return (
      <Button href={`/peps/${pep_id}/copies`} kind="secondary">
        Read the plan{about}
      </Button>
    )
  const say = (
    <Button href={`/peps/${next_id ?? pep_id}/my-part`} kind={heard ? 'secondary' : undefined}>
      {heard ? 'Change what you said' : 'Say what you think'}
      {about}
    </Button>
  )
  if (state === 'submitted' && role === 'carer')
    return (
      <div class="govuk-button-group">
        <Button href={`/peps/${pep_id}/part`} kind="secondary">
          Read your part of the plan{about}
        </Button>
        {next_id ? say : null}
      </div>
    )
  if (state === 'submitted' && next_id === null)
    return 'The plan is being checked. You can read it here when that is done.'
  return role === 'carer'
    ? say
    : 'The next plan is being made. Say what you think by the link in the e-mail that you were sent.'
}
