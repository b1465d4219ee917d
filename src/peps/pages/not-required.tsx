import { record } from '../../audit/audit.ts'
import { next } from '../../guidance/lifecycle.ts'
import { isRefusal, type NotRequiredReason, notRequiredReasons } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { ErrorSummary } from '../../ui/components/error-summary.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { text } from '../../web/forms.ts'
import { page, pepOf } from '../../web/page.ts'
import { projectClocks } from '../clocks.ts'
import { findPep, type Pep } from '../pep.ts'
import { PepHeader, pepTrail } from '../pep-header.tsx'

const reasons: Record<NotRequiredReason, string> = {
  'out-of-age': 'The child is out of age for a plan',
  'left-care-done-or-impossible': 'The child left care, and the leaving-care plan is done or impossible',
  'only-short-breaks': 'The child has only short breaks',
  duplicate: 'This plan is a duplicate',
  died: 'The child has died'
}

/** The head says that a plan is not required, for one of the closed list of reasons. */
export const notRequiredPage = page<Pep>({
  at: '/peps/:pep/not-required',
  may: 'mark not required',
  name: 'mark not required',
  load: ask => findPep(ask.tx, pepOf(ask).id, ask.today),
  submit: async (pep, { tx, who, today, body }) => {
    const reason = notRequiredReasons.find(one => one === text(body, 'reason'))
    if (!reason) return { again: [{ field: 'reason', what: 'Choose why no plan is required' }] }
    const state = next(pep.state, 'mark-not-required')
    if (isRefusal(state)) return state
    await tx
      .updateTable('pep')
      .set({ state, not_required_reason: reason, not_required_by: who.id })
      .where('id', '=', pep.id)
      .execute()
    await record(tx, {
      person: who.id,
      role: 'virtual-school-head',
      action: 'mark not required',
      authorityId: pep.authorityId,
      childId: pep.childId,
      pepId: pep.id,
      payload: { from: pep.state, to: state, reason }
    })
    await projectClocks(tx, [pep.id], today)
    return { go: `/children/${pep.childId}`, done: 'The plan is marked as not required. Its dates have stopped.' }
  },
  view: (pep, { csrf, today, problems }) => ({
    title: 'This plan is not required',
    trail: pepTrail(pep, 'Not required'),
    body: (
      <div class="reading">
        <PepHeader pep={pep} today={today} />
        {problems.length > 0 ? (
          <ErrorSummary errors={problems.map(({ field, what }) => ({ text: what, href: `#${field}` }))} />
        ) : null}
        <h1 class="govuk-heading-l">This plan is not required</h1>
        <p class="govuk-body">
          Refusal, custody, no school, not in education or training, or placed for adoption are never reasons: the plan
          is made without, and says so.
        </p>
        <form method="post" novalidate>
          <input type="hidden" name="_csrf" value={csrf} />
          <Radios
            name="reason"
            legend="Why is no plan required?"
            items={notRequiredReasons.map(value => ({ value, text: reasons[value] }))}
            error={problems.find(({ field }) => field === 'reason')?.what}
          />
          <Button preventDoubleClick>Mark as not required</Button>
        </form>
      </div>
    )
  })
})
