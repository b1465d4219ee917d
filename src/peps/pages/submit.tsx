import { may, roleThatMay } from '../../guidance/access.ts'
import { socialWorkerLeads } from '../../guidance/leader.ts'
import { isRefusal, type Role, roleNames } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Table } from '../../ui/components/table.tsx'
import { aboutOf, page } from '../../web/page.ts'
import { AskedBy } from '../asked-by.tsx'
import { PepHeader, pepTrail } from '../pep-header.tsx'
import { placeOf } from '../record-pages.ts'
import { type OpenPlan, openPlan } from '../section.ts'
import { pepSubmitted } from '../submitted.ts'
import { type Readiness, readiness, submitPep } from '../submitting.ts'

interface Loaded extends OpenPlan {
  readonly ready: Readiness
}

/** What is still missing and who owes it; with nothing missing, the button. */
export const submitPage = page<Loaded>({
  at: '/peps/:pep/submit',
  may: 'read plan',
  maySubmit: 'submit pep',
  name: 'submit plan',
  load: async ({ tx, params, today }) => {
    const plan = await openPlan(tx, params.pep ?? '', today)
    return plan && { ...plan, ready: await readiness(tx, plan.pep, plan.answers, today) }
  },
  submit: async ({ pep, answers }, ask) => {
    const { tx, who, today } = ask
    const role = roleThatMay('submit pep', aboutOf(ask).standing, {
      state: pep.state,
      socialWorkerLeads: socialWorkerLeads(pep)
    })
    const refused = await submitPep(tx, pep, answers, { id: who.id, role }, today)
    if (isRefusal(refused))
      return { ...refused, problems: refused.problems?.map(one => ({ ...one, where: `missing-${one.where}` })) }
    await pepSubmitted(tx, pep, ask)
    return { go: `/peps/${pep.id}`, done: 'The plan is submitted. It is in force from now, and not yet signed off.' }
  },
  view: ({ pep, form, context, ready }, { csrf, today, about }) => {
    const title = (id: string) => form.sections.find(section => section.id === id)?.title ?? id
    const standing = about?.standing ?? []
    const subject = { state: pep.state, socialWorkerLeads: socialWorkerLeads(pep) }
    const submits = may('submit pep', standing, subject)
    const addressOf = (where: string) => {
      const other = otherPlaces[where]
      const section = form.sections.find(one => one.id === where)
      return other ? `/peps/${pep.id}/${other}` : section ? placeOf(pep, section, standing) : `/peps/${pep.id}`
    }
    return {
      title: 'Submit the plan',
      trail: pepTrail(pep, 'Submit'),
      body: (
        <div class="reading">
          <PepHeader pep={pep} today={today} />
          <h1 class="govuk-heading-l">{ready.problems.length === 0 ? 'The plan is ready' : 'What is still missing'}</h1>
          {ready.problems.length > 0 ? (
            <Table
              caption={`${ready.problems.length === 1 ? 'One thing' : `${ready.problems.length} things`} to mend before this plan can be submitted`}
              cards
              columns={[{ heading: 'Section' }, { heading: 'What to do' }, { heading: 'Who' }]}
              rows={ready.problems.map(({ where, who, what }, at) => [
                <a
                  class="govuk-link"
                  id={ready.problems.findIndex(one => one.where === where) === at ? `missing-${where}` : undefined}
                  href={addressOf(where)}
                >
                  {title(where)}
                </a>,
                what,
                who ? roleNames[who as Role] : ''
              ])}
            />
          ) : (
            <p class="govuk-body">
              Everything that is required is there. When {submits ? 'you submit' : 'it is submitted'}, the plan is in
              force.{' '}
              {socialWorkerLeads(pep)
                ? 'The social worker leads this plan, so submitting it is the check too. The adviser reviews it and signs it off.'
                : 'The social worker checks it, and the adviser reviews it and signs it off.'}
            </p>
          )}
          <AskedBy form={form} context={context} />
          {ready.flags.map(flag => (
            <InsetText>
              {flag.what}{' '}
              <a class="govuk-link" href={addressOf(flag.where)}>
                {flag.where === 'last-actions' ? 'Say what became of them' : 'Look at it again'}
              </a>
            </InsetText>
          ))}
          {submits ? (
            <form method="post">
              <input type="hidden" name="_csrf" value={csrf} />
              <Button type="submit" preventDoubleClick>
                {pep.state === 'returned' ? 'Submit the plan again' : 'Submit the plan'}
              </Button>
            </form>
          ) : null}
        </div>
      )
    }
  }
})

/** What is mended elsewhere than where its section is written: views may be missing for a reason, which is said on their page. */
const otherPlaces: Readonly<Record<string, string>> = {
  J: 'views',
  K: 'views',
  L: 'views',
  'last-actions': 'last-actions'
}
