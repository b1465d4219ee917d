import { inWords } from '../guidance/dates.ts'
import { bare, byDay } from '../guidance/in-sentences.ts'
import { ActionMark } from '../meetings/action-mark.tsx'
import { WhenAndWhere } from '../meetings/coming.tsx'
import { Button } from '../ui/components/button.tsx'
import { Name } from '../ui/components/name.tsx'
import type { FamilyItem } from './family.ts'

/** What there is for a reviewing officer, child by child. */
export const OfficerList = ({ family }: { family: readonly FamilyItem[] }) => (
  <section aria-labelledby="reviewed-children">
    <h2 class="govuk-heading-m" id="reviewed-children">
      Children whose care you review
    </h2>
    <ul class="tasks">
      {family.map(({ childName, pepId, inForce }) => (
        <li class="task">
          <p>
            <strong>
              <Name of={childName} />
            </strong>
            {pepId !== null && pepId !== inForce ? (
              <span class="task__about">, the next plan is being written</span>
            ) : null}
          </p>
          <div>
            {inForce === null ? (
              'No plan to read yet'
            ) : (
              <Button href={`/peps/${inForce}`} kind="secondary">
                {inForce === pepId ? 'See the plan' : 'See the last plan'}
                <span class="govuk-visually-hidden">
                  {' '}
                  for <Name of={childName} />
                </span>
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  </section>
)

/** A carer's or a parent's page of one child: when we meet, what we ask of you, what the plan asks of you, your copy. */
export function FamilyCard({ item, today }: { item: FamilyItem; today: Temporal.PlainDate }) {
  const { childName, coming } = item
  return (
    <section class="card family" aria-labelledby={`child-${item.childId}`}>
      <h2 class="govuk-heading-l" id={`child-${item.childId}`}>
        <Name of={childName} />
      </h2>
      <div class="family__parts">
        <div>
          <h3 class="govuk-heading-m">The next meeting</h3>
          <WhenAndWhere coming={coming} none={noMeeting(item)} />
        </div>
        <div>
          <h3 class="govuk-heading-m">What we ask of you now</h3>
          <Say item={item} />
        </div>
        <div>
          <h3 class="govuk-heading-m">What the plan asks of you</h3>
          <Asks item={item} today={today} />
        </div>
        <div>
          <h3 class="govuk-heading-m">Your copy of the plan</h3>
          <OwnCopy item={item} />
        </div>
      </div>
    </section>
  )
}

const noMeeting = ({ role }: FamilyItem): string =>
  role === 'parent'
    ? 'There is no date to tell you. The social worker can tell you more.'
    : 'No date is set yet. You get an e-mail when it is.'

function Say({ item: { pepId, mayWrite, heard, role, childName } }: { item: FamilyItem }) {
  if (!pepId || !mayWrite)
    return (
      <p class="govuk-body">
        {role === 'parent' && pepId
          ? 'Nothing just now. The social worker asks you when it is your turn.'
          : 'Nothing just now. You get an e-mail when the next plan is being made.'}
      </p>
    )
  return (
    <>
      <p class="govuk-body">
        {heard
          ? 'Thank you, you have told us what you think. You can change it until the plan is handed in.'
          : 'Tell us what you think before the meeting. It takes about ten minutes.'}
      </p>
      <Button href={`/peps/${pepId}/my-part`} kind={heard ? 'secondary' : undefined}>
        {heard ? 'Change what you said' : 'Say what you think'}
        <span class="govuk-visually-hidden">
          {' '}
          for <Name of={childName} />
        </span>
      </Button>
    </>
  )
}

function Asks({ item, today }: { item: FamilyItem; today: Temporal.PlainDate }) {
  const { asks, inForce, role, childName } = item
  const doing = (asks?.targets ?? []).flatMap(({ target, mine }) =>
    mine.map(what => ({ what, forWhat: target.words, due: target.due }))
  )
  const promised = asks?.actions ?? []
  if (doing.length + promised.length === 0)
    return <p class="govuk-body">{inForce ? 'The plan names nothing for you to do.' : 'There is no plan yet.'}</p>
  return (
    <>
      <ul class="govuk-list govuk-list--bullet">
        {doing.map(({ what, forWhat, due }) => (
          <li>
            <span class="as-written">{due ? bare(what) : what}</span>
            {due ? byDay(due, today) : null}
            <br />
            <span class="task__about as-written">For the target: {forWhat}</span>
          </li>
        ))}
        {promised.map(action => (
          <li>
            <span class="as-written">{action.due ? bare(action.words) : action.words}</span>
            {action.due ? `, by ${inWords(action.due)}` : null} <ActionMark action={action} today={today} />
          </li>
        ))}
      </ul>
      {role === 'carer' && inForce ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`/peps/${inForce}/part`}>
            {promised.some(({ doneOn }) => doneOn === null)
              ? 'Your part of the plan: say what is done'
              : 'Your part of the plan'}
            <span class="govuk-visually-hidden">
              {' '}
              for <Name of={childName} />
            </span>
          </a>
        </p>
      ) : null}
    </>
  )
}

function OwnCopy({ item: { copy, role, childName } }: { item: FamilyItem }) {
  if (!copy)
    return (
      <p class="govuk-body">
        {role === 'parent'
          ? 'It comes here when the plan is agreed and the council has checked your copy.'
          : 'It comes here when the plan is signed off.'}
      </p>
    )
  return (
    <>
      <Button href={`/peps/${copy.pepId}/copies/${role}`} kind="secondary">
        Download your copy (PDF)
        <span class="govuk-visually-hidden">
          {' '}
          for <Name of={childName} />
        </span>
      </Button>
      <p class="govuk-body">
        Made on {inWords(copy.made)}.{' '}
        <a class="govuk-link" href={`/peps/${copy.pepId}/copies`}>
          See all copies of this plan
        </a>
      </p>
    </>
  )
}
