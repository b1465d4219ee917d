import { findPep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { page, pepOf } from '../../web/page.ts'
import { agreeToParent } from '../arrange.ts'
import { findMeeting, invitationsOf } from '../meeting.ts'

/** The social worker's yes, for this plan, to asking and inviting a parent (G 2.2). */
export const parentPage = page({
  at: '/peps/:pep/meeting/parent',
  may: 'agree to the parent',
  name: 'agree to the parent',
  load: async ask => {
    const { id } = pepOf(ask)
    const pep = await findPep(ask.tx, id, ask.today)
    const meeting = pep && (await findMeeting(ask.tx, id))
    return meeting && { pep, meeting, invitations: await invitationsOf(ask.tx, id) }
  },
  view: ({ pep, meeting }, { csrf, today }) => ({
    title: 'The parent’s part in this plan',
    trail: pepTrail(pep, 'The parent’s part'),
    body: (
      <>
        <PepHeader pep={pep} today={today} />
        <div class="reading">
          <h1 class="govuk-heading-l">May a parent be asked and invited?</h1>
          <p class="govuk-body">
            A parent is asked for their views and invited to the meeting only after you say yes, for this plan. They
            never see more than is made for them.
          </p>
          {meeting.settingWithheld ? (
            <p class="govuk-body">
              The school is kept from the parent: nothing they receive names it, its staff or the place.
            </p>
          ) : null}
          <form method="post">
            <input type="hidden" name="_csrf" value={csrf} />
            <div class="govuk-button-group">
              {meeting.parentAgreed ? (
                <Button kind="warning" name="agreed" value="no" preventDoubleClick>
                  Take back the yes
                </Button>
              ) : (
                <Button name="agreed" value="yes" preventDoubleClick>
                  Yes, for this plan
                </Button>
              )}
              <a class="govuk-link" href={`/peps/${pep.id}/meeting`}>
                {meeting.parentAgreed ? 'Leave it as it is' : 'Not now'}
              </a>
            </div>
          </form>
          {meeting.parentAgreed ? (
            <p class="govuk-body">Taking it back cancels the parent’s invitation and ends any link they were sent.</p>
          ) : null}
        </div>
      </>
    )
  }),
  submit: async (facts, { tx, body, who, origin, seal, today, now }) => {
    const agreed = text(body, 'agreed') === 'yes'
    await agreeToParent(tx, facts, agreed, { pep: facts.pep, person: who.id, origin, seal, today, now })
    return {
      go: `/peps/${facts.pep.id}/meeting`,
      done: agreed
        ? 'You said yes to the parent’s part in this plan.'
        : 'The yes is taken back. The parent has been told not to come.'
    }
  }
})
