import { newId } from '../../db/id.ts'
import { enqueue } from '../../db/transaction.ts'
import { may, roleThatMay } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { findPep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { insertAddendum, readAddenda } from '../addendum.queries.ts'
import { onRecord } from '../check.ts'

/** What was added to a signed-off plan, each with its day; the plan itself stays as it was signed. */
export const addendaPage = page({
  at: '/peps/:pep/addenda',
  may: 'read plan',
  maySubmit: 'write addendum',
  name: 'addenda',
  load: async ask => {
    const pep = await findPep(ask.tx, pepOf(ask).id, ask.today)
    return pep && { pep, addenda: await readAddenda(ask.tx, pep.id) }
  },
  submit: async ({ pep }, ask) => {
    const { tx, body, who, today, origin } = ask
    const words = written(body, 'words')
    if (!words) return { again: [{ field: 'words', what: 'Write what is to be added' }] }
    if (words.length > 8000) return { again: [{ field: 'words', what: 'Write at most 8,000 characters' }] }
    const id = newId()
    const of = { pep_id: pep.id, authority_id: pep.authorityId, child_id: pep.childId }
    await insertAddendum(tx, { id, ...of, words, written_by: who.id, written_on: `${today}` })
    const role = roleThatMay('write addendum', aboutOf(ask).standing, { state: pep.state })
    await onRecord(tx, pep, { person: who.id, role, today, origin }, 'write addendum', { addendum: id, words })
    await enqueue(tx, 'issue-copies', { pep: pep.id, authority: pep.authorityId }, `issue-copies ${pep.id}`)
    return {
      go: `/peps/${pep.id}/addenda`,
      done: 'The addendum is part of the plan now. The copies that hold it are made anew.'
    }
  },
  view: ({ pep, addenda }, { csrf, today, typed, problems, about }) => ({
    title: 'Addenda',
    trail: pepTrail(pep, 'Addenda'),
    body: (
      <div class="reading">
        <PepHeader pep={pep} today={today} />
        <h1 class="govuk-heading-l">Added after sign-off</h1>
        {addenda.length === 0 ? <p class="govuk-body">Nothing has been added to this plan.</p> : null}
        {addenda.map(one => (
          <div class="card">
            <p class="govuk-body as-written">{one.words}</p>
            <p class="govuk-hint">
              {one.name ?? 'Somebody else'}, {inWords(Temporal.PlainDate.from(one.written_on))}
            </p>
          </div>
        ))}
        {may('write addendum', about?.standing ?? [], { state: pep.state }) ? (
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={csrf} />
            <Textarea
              name="words"
              label="What is to be added or put right?"
              hint="It cannot be changed afterwards. It carries today’s date and your name."
              rows={6}
              value={typed ? text(typed, 'words') : ''}
              error={problems.find(one => one.field === 'words')?.what}
            />
            <Button preventDoubleClick>Add it to the plan</Button>
          </form>
        ) : null}
      </div>
    )
  })
})
