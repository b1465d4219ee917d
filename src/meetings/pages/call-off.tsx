import { inWords } from '../../guidance/dates.ts'
import { isRefusal } from '../../guidance/words.ts'
import { findPep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { written } from '../../web/forms.ts'
import { page, pepOf } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { callOff } from '../arrange.ts'
import { findMeeting, invitationsOf } from '../meeting.ts'

/** The meeting will not take place: everybody who was invited is told, and their calendars are cleared. */
export const callOffPage = page({
  at: '/peps/:pep/meeting/call-off',
  may: 'arrange meeting',
  name: 'call off the meeting',
  load: async ask => {
    const { id } = pepOf(ask)
    const pep = await findPep(ask.tx, id, ask.today)
    const meeting = pep && (await findMeeting(ask.tx, id))
    return meeting && { pep, meeting, invitations: await invitationsOf(ask.tx, id) }
  },
  view: ({ pep, meeting }, shown) => ({
    title: 'Call the meeting off',
    trail: pepTrail(pep, 'Call the meeting off'),
    body: (
      <>
        <PepHeader pep={pep} today={shown.today} />
        <div class="reading">
          <h1 class="govuk-heading-l">Call the meeting off</h1>
          {meeting.heldOn || !meeting.on ? (
            <InsetText>
              {meeting.heldOn ? 'This meeting was held. It cannot be called off.' : 'No meeting is arranged.'}
            </InsetText>
          ) : (
            <form method="post" novalidate>
              <input type="hidden" name="_csrf" value={shown.csrf} />
              <p class="govuk-body">
                The meeting on {inWords(meeting.on)} will not take place. Everybody who was invited is told by e-mail,
                without the reason. If it only moves to another day, change the date instead: they keep their place.
              </p>
              <Input
                name="why"
                label="Why?"
                hint="For the record. It is not sent to anybody."
                value={typedOr(shown, 'why', null)}
                error={errorOf(shown, 'why')}
              />
              <div class="govuk-button-group">
                <Button kind="warning" preventDoubleClick>
                  Call it off and tell everybody
                </Button>
                <a class="govuk-link" href={`/peps/${pep.id}/meeting`}>
                  Leave it as it is
                </a>
              </div>
            </form>
          )}
        </div>
      </>
    )
  }),
  submit: async (facts, { tx, body, who, origin, seal, today, now }) => {
    const why = written(body, 'why')
    if (why === '') return { again: [{ field: 'why', what: 'Say why the meeting is called off.' }] }
    if (why.length > 500) return { again: [{ field: 'why', what: 'Shorten the reason to 500 characters.' }] }
    const told = await callOff(tx, facts, why, { pep: facts.pep, person: who.id, origin, seal, today, now })
    return isRefusal(told)
      ? told
      : { go: `/peps/${facts.pep.id}/meeting`, done: 'The meeting is called off, and everybody has been told.' }
  }
})
