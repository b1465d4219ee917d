import { inWords } from '../../guidance/dates.ts'
import { findPep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { text } from '../../web/forms.ts'
import { page, pepOf } from '../../web/page.ts'
import { ActionMark } from '../action-mark.tsx'
import { type Action, actionsOf } from '../held.ts'
import { finishAction } from '../last-actions.ts'

/** What a meeting agreed, until the next one: who does it, by when, and whether it is done. */
export const actionsPage = page({
  at: '/peps/:pep/actions',
  may: 'finish an action',
  name: 'actions of a plan',
  load: async ask => {
    const { id } = pepOf(ask)
    const pep = await findPep(ask.tx, id, ask.today)
    return pep && { pep, actions: await actionsOf(ask.tx, id) }
  },
  view: ({ pep, actions }, { csrf, today }) => ({
    title: 'Actions',
    trail: pepTrail(pep, 'Actions'),
    body: (
      <>
        <PepHeader pep={pep} today={today} />
        <div class="reading">
          <h1 class="govuk-heading-l">What the meeting agreed</h1>
          {actions.length === 0 ? (
            <InsetText>
              No action is recorded yet. They are written with the record of the meeting, and the next meeting looks at
              each again.
            </InsetText>
          ) : (
            <p class="govuk-body">The next meeting looks at each of them again.</p>
          )}
          {actions.map(action => (
            <One action={action} csrf={csrf} today={today} />
          ))}
        </div>
      </>
    )
  }),
  submit: async ({ pep, actions }, { tx, body, who, today }) => {
    const action = actions.find(one => one.id === text(body, 'action'))
    if (!action) return { refused: 'This action is not in the plan any more.' }
    const done = text(body, 'done') === 'yes'
    await finishAction(tx, action, done, { pep, person: who.id, today })
    return {
      go: `/peps/${pep.id}/actions`,
      done: done ? 'The action is marked as done.' : 'The action is open again.'
    }
  }
})

function One({ action, csrf, today }: { action: Action; csrf: string; today: Temporal.PlainDate }) {
  const { id, words, ownerName, due, doneOn } = action
  return (
    <section class="card" aria-labelledby={`action-${id}`}>
      <h2 class="govuk-heading-m as-written" id={`action-${id}`}>
        {words}
      </h2>
      <p class="govuk-body">
        {ownerName ?? 'Nobody is named'}
        {due ? `, by ${inWords(due)}` : ''} <ActionMark action={action} today={today} />
      </p>
      <form method="post">
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="action" value={id} />
        <Button kind="secondary" name="done" value={doneOn ? 'no' : 'yes'} preventDoubleClick>
          {doneOn ? 'Not done after all' : 'Mark as done'}
          <span class="govuk-visually-hidden">: {words}</span>
        </Button>
      </form>
    </section>
  )
}
