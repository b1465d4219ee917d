import { inWords } from '../../guidance/dates.ts'
import { bare } from '../../guidance/in-sentences.ts'
import { ActionMark } from '../../meetings/action-mark.tsx'
import type { Action } from '../../meetings/held.ts'
import { finishAction } from '../../meetings/last-actions.ts'
import { findPep, type Pep } from '../../peps/pep.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Name } from '../../ui/components/name.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { type NamedParts, namedParts, roleWithPart } from '../named.ts'

interface Loaded extends NamedParts {
  readonly pep: Pep
}

/** From submission each person who is named in a target or an action has their part, the same day; it says that it is not signed off yet. */
export const ownPartPage = page<Loaded>({
  at: '/peps/:pep/part',
  may: 'see own part',
  maySubmit: 'finish own action',
  name: 'own part of a plan',
  load: async ask => {
    const pep = await findPep(ask.tx, pepOf(ask).id, ask.today)
    const role = roleWithPart(aboutOf(ask).standing)
    if (!pep || !role) return null
    return { pep, ...(await namedParts(ask.tx, pep.id, { ...ask.who, role })) }
  },
  submit: async ({ pep, actions }, { tx, body, who, today }) => {
    const action = actions.find(one => one.id === text(body, 'action'))
    if (!action) return { refused: 'The plan does not ask this of you any more. Nothing has been changed.' }
    const done = text(body, 'done') === 'yes'
    await finishAction(tx, action, done, { pep, person: who.id, today })
    return {
      go: `/peps/${pep.id}/part`,
      done: done ? 'Thank you. It is marked as done.' : 'It is open again.'
    }
  },
  view: ({ pep, targets, actions }, { csrf, today }) => ({
    title: 'Your part of the plan',
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">
          Your part of <Name of={pep.childName} />
          ’s plan
        </h1>
        {pep.state === 'signed-off' ? null : (
          <p class="govuk-body">
            <Tag colour="orange">Not yet signed off</Tag> It counts already, and may still change a little.
          </p>
        )}
        {targets.length === 0 && actions.length === 0 ? (
          <InsetText>The plan names nothing for you to do.</InsetText>
        ) : null}
        {targets.map(({ target, mine }) => (
          <section class="card" aria-labelledby={`part-${target.id}`}>
            <h2 class="govuk-heading-m as-written" id={`part-${target.id}`}>
              {target.words}
            </h2>
            <SummaryList
              rows={[
                ...mine.map(what => ({ key: 'What you do', value: <span class="as-written">{what}</span> })),
                ...(target.leadName ? [{ key: 'Who leads', value: target.leadName }] : []),
                ...(target.due ? [{ key: 'We look again by', value: inWords(target.due) }] : [])
              ]}
            />
          </section>
        ))}
        {actions.length > 0 ? (
          <section aria-labelledby="promises">
            <h2 class="govuk-heading-m" id="promises">
              What you said you will do
            </h2>
            {actions.map(action => (
              <PromiseCard action={action} csrf={csrf} today={today} />
            ))}
          </section>
        ) : null}
        {pep.meeting.nextOn ? <p class="govuk-body">We meet again on {inWords(pep.meeting.nextOn)}.</p> : null}
      </div>
    )
  })
})

const PromiseCard = ({ action, csrf, today }: { action: Action; csrf: string; today: Temporal.PlainDate }) => (
  <form method="post" class="card">
    <input type="hidden" name="_csrf" value={csrf} />
    <input type="hidden" name="action" value={action.id} />
    <p class="govuk-body">
      <span class="as-written">{action.due ? bare(action.words) : action.words}</span>
      {action.due ? `, by ${inWords(action.due)}` : ''} <ActionMark action={action} today={today} />
    </p>
    <Button kind="secondary" name="done" value={action.doneOn ? 'no' : 'yes'} preventDoubleClick>
      {action.doneOn ? 'Not done after all' : 'I have done this'}
      <span class="govuk-visually-hidden">: {action.words}</span>
    </Button>
  </form>
)
