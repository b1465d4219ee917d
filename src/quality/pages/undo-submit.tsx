import { roleThatMay } from '../../guidance/access.ts'
import { socialWorkerLeads } from '../../guidance/leader.ts'
import { findPep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { undoSubmit } from '../undo-submit.ts'

/** Takes a mistaken submit back, until somebody has acted on it. */
export const undoSubmitPage = page({
  at: '/peps/:pep/undo-submit',
  may: 'undo submit',
  name: 'take a submission back',
  load: ask => findPep(ask.tx, pepOf(ask).id, ask.today),
  submit: async (pep, ask) => {
    const { tx, who, today, origin } = ask
    const leads = socialWorkerLeads(pep)
    const role = roleThatMay('undo submit', aboutOf(ask).standing, { state: pep.state, socialWorkerLeads: leads })
    const refused = await undoSubmit(tx, pep, { person: who.id, role, today, origin })
    return refused ?? { go: `/peps/${pep.id}`, done: 'The submission is taken back. The plan can be written again.' }
  },
  view: (pep, { csrf, today }) => ({
    title: 'Take the submission back',
    trail: pepTrail(pep, 'Take back'),
    body: (
      <div class="reading">
        <PepHeader pep={pep} today={today} />
        <h1 class="govuk-heading-l">Take the submission back?</h1>
        <p class="govuk-body">
          Only while nobody has checked or reviewed the plan. It can be written again, and has to be submitted again.
        </p>
        <form method="post">
          <input type="hidden" name="_csrf" value={csrf} />
          <div class="govuk-button-group">
            <Button preventDoubleClick>Take it back</Button>
            <a class="govuk-link" href={`/peps/${pep.id}`}>
              Leave it submitted
            </a>
          </div>
        </form>
      </div>
    )
  })
})
