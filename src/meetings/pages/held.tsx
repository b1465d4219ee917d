import { termAfter } from '../../guidance/calendar.ts'
import { inWords } from '../../guidance/dates.ts'
import { type OpenSection, openSection, saveAround } from '../../peps/open-section.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { SectionAround, SectionIntro, sectionScripts } from '../../peps/section-form.tsx'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { viewsOf } from '../../voice/views.ts'
import { text } from '../../web/forms.ts'
import { type Ask, type Outcome, page } from '../../web/page.ts'
import { meetingFactsOf } from '../date-context.ts'
import { actionsOf, attendanceOf, recordMeeting, undoHeld } from '../held.ts'
import { lastActionsOf } from '../last-actions.ts'
import { invitationsOf, placesOf } from '../meeting.ts'
import { type HeldFacts, readMinutes } from '../read-minutes.ts'
import { plannedOf, termKey } from '../year.ts'
import { Answers } from './answers.tsx'
import { ChildWishNote } from './child-wish.tsx'
import { MinutesForm } from './minutes-form.tsx'
import { RoomLink } from './room-link.tsx'

interface Loaded extends HeldFacts {
  readonly section: OpenSection | null
}

/** Who came, what was agreed, when we meet again (G 2.2, 5). */
export const heldPage = page<Loaded>({
  at: '/peps/:pep/meeting/held',
  may: 'record meeting',
  name: 'record meeting',
  load: async ask => {
    const facts = await meetingFactsOf(ask)
    if (!facts) return null
    const { id, childId } = facts.pep
    return {
      ...facts,
      section: await openSection(ask, 'T', 'meeting/held', facts.pep),
      candidates: await placesOf(ask.tx, id),
      invitations: await invitationsOf(ask.tx, id),
      attendance: await attendanceOf(ask.tx, id),
      actions: await actionsOf(ask.tx, id),
      waiting: (await lastActionsOf(ask.tx, id)).filter(one => one.review === null).length,
      planned: (await plannedOf(ask.tx, childId)).get(termKey(termAfter(facts.pep))) ?? null,
      wish: (await viewsOf(ask.tx, id)).get('child') ?? null
    }
  },
  view: (facts, shown) => {
    const { pep, meeting, section } = facts
    return {
      title: 'The meeting',
      trail: pepTrail(pep, 'The meeting'),
      scripts: sectionScripts(section),
      body: (
        <>
          <PepHeader pep={pep} today={shown.today} />
          <div class="reading">
            <h1 class="govuk-heading-l">Who came, and what was agreed</h1>
            {section ? <SectionIntro of={section} /> : null}
            {meeting.heldOn ? (
              <InsetText>
                Recorded as held on {inWords(meeting.heldOn)}. {meeting.heldWithout ? `${meeting.heldWithout}.` : null}
              </InsetText>
            ) : null}
            {meeting.heldOn && meeting.heldWithout ? (
              <WarningText>{meeting.heldWithout}. The adviser sees this, and it is counted apart.</WarningText>
            ) : null}
            {meeting.nextFlagged && meeting.nextOn ? (
              <InsetText>
                The next meeting on {inWords(meeting.nextOn)} is taken as it is: that term has no calendar yet. Check it
                when it has.
              </InsetText>
            ) : null}
            {facts.waiting > 0 ? (
              <InsetText>
                {facts.waiting === 1
                  ? 'One action from last time waits to be looked at again.'
                  : `${facts.waiting} actions from last time wait to be looked at again.`}{' '}
                <a class="govuk-link" href={`/peps/${pep.id}/last-actions`}>
                  Say what became of {facts.waiting === 1 ? 'it' : 'them'}
                </a>
              </InsetText>
            ) : null}
            {meeting.heldOn ? null : (
              <>
                <p class="govuk-body">
                  <a class="govuk-link" href={`/peps/${pep.id}/meeting`}>
                    Arrange the meeting, or change what is arranged
                  </a>
                </p>
                <RoomLink pepId={pep.id} />
                <ChildWishNote wish={facts.wish} childName={pep.childName} pepId={pep.id} />
                <Answers invitations={facts.invitations} />
              </>
            )}
            <MinutesForm facts={facts} shown={shown}>
              {section ? <SectionAround of={section} shown={shown} leaves={meeting.heldOn !== null} /> : null}
            </MinutesForm>
            {meeting.heldOn && !pep.submittedOn ? (
              <form method="post">
                <input type="hidden" name="_csrf" value={shown.csrf} />
                <h2 class="govuk-heading-m">Recorded by mistake?</h2>
                <p class="govuk-body">Notes, actions and who came stay as they are.</p>
                <Button kind="secondary" name="do" value="undo" preventDoubleClick>
                  This meeting has not been held
                </Button>
              </form>
            ) : null}
          </div>
        </>
      )
    }
  },
  submit: async (facts, ask) => saveAround(facts.section, ask, await submit(facts, ask))
})

async function submit(facts: HeldFacts, { tx, who, body, today }: Ask): Promise<Outcome> {
  const { pep, meeting } = facts
  const here = `/peps/${pep.id}/meeting/held`
  const doing = { pep, meeting, person: who.id, today }
  const what = text(body, 'do')
  if (what === 'undo')
    return (await undoHeld(tx, doing)) ?? { go: here, done: 'The meeting is no longer recorded as held.' }
  const { problems, flags, minutes } = readMinutes(body, what === 'held' || meeting.heldOn !== null, facts)
  if (!minutes) return { again: problems }
  const without = await recordMeeting(tx, minutes, doing)
  const said = minutes.heldOn ? `The meeting is recorded as held on ${inWords(minutes.heldOn)}.` : 'Saved.'
  const part = what === 'action' ? '?part=actions' : ''
  return { go: here + part, done: [said, without && `${without}.`, ...flags].filter(Boolean).join(' ') }
}
