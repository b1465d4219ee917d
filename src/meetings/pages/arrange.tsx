import { inWords } from '../../guidance/dates.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Fieldset } from '../../ui/components/fieldset.tsx'
import { Input } from '../../ui/components/input.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Select } from '../../ui/components/select.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { viewsOf } from '../../voice/views.ts'
import { dateField, formRefused } from '../../web/forms.ts'
import { page, type Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { arrangeMeeting, type Told } from '../arrange.ts'
import { dateContextOf, dateFactsOf, dueDayInWords } from '../date-context.ts'
import { invitationsOf, partyNames, placesOf } from '../meeting.ts'
import { type ArrangeFacts, readArrangement } from '../read-arrangement.ts'
import { people, stillToTell } from '../told-words.ts'
import { plannedFor } from '../year.ts'
import { Answers } from './answers.tsx'
import { ChildWishNote } from './child-wish.tsx'
import { InterpreterFields } from './interpreter-fields.tsx'
import { Others } from './others.tsx'
import { Parties } from './parties.tsx'
import { RoomLink } from './room-link.tsx'

const titleOf = ({ meeting }: ArrangeFacts) => (meeting.heldOn ? 'The meeting' : 'Arrange the meeting')

/** Date, place, invitations: one page, and each party gets their own e-mail (G 2.2, 5). */
export const arrangePage = page<ArrangeFacts>({
  at: '/peps/:pep/meeting',
  may: 'arrange meeting',
  name: 'arrange meeting',
  load: async ask => {
    const facts = await dateFactsOf(ask)
    if (!facts) return null
    const { id } = facts.pep
    return {
      ...facts,
      candidates: await placesOf(ask.tx, id),
      invitations: await invitationsOf(ask.tx, id),
      planned: await plannedFor(ask.tx, facts.pep, ask.today),
      wish: (await viewsOf(ask.tx, id)).get('child') ?? null
    }
  },
  view: (facts, shown) => ({
    title: titleOf(facts),
    trail: pepTrail(facts.pep, titleOf(facts)),
    body: (
      <>
        <PepHeader pep={facts.pep} today={shown.today} />
        <div class="reading">
          <h1 class="govuk-heading-l">{titleOf(facts)}</h1>
          {facts.meeting.heldOn ? (
            <InsetText>
              The meeting took place on {inWords(facts.meeting.heldOn)}.{' '}
              <a class="govuk-link" href={`/peps/${facts.pep.id}/meeting/held`}>
                See who came and what was agreed
              </a>
            </InsetText>
          ) : (
            <>
              <Answers invitations={facts.invitations} />
              {facts.meeting.on ? <RoomLink pepId={facts.pep.id} /> : null}
              <ArrangeForm facts={facts} shown={shown} />
              {facts.meeting.on ? (
                <p class="govuk-body">
                  <a class="govuk-link" href={`/peps/${facts.pep.id}/meeting/call-off`}>
                    Call the meeting off
                  </a>
                </p>
              ) : null}
            </>
          )}
        </div>
      </>
    )
  }),
  submit: async (facts, ask) => {
    if (facts.meeting.heldOn)
      return {
        refused: `This meeting is recorded as held on ${inWords(facts.meeting.heldOn)}. It cannot be moved any more.`
      }
    const { problems, warnings, arrangement } = readArrangement(ask.body, facts)
    if (!arrangement) return formRefused(problems)
    const { origin, seal, today, now } = ask
    const doing = { pep: facts.pep, person: ask.who.id, origin, seal, today, now }
    const told = await arrangeMeeting(ask.tx, facts, arrangement, doing)
    return { go: `/peps/${facts.pep.id}/meeting`, done: [saved(told), ...warnings].join(' ') }
  }
})

function saved({ invited, updated, cancelled, confirmAnew, unreached }: Told): string {
  const sent = [
    invited > 0 ? `invited ${people(invited)}` : '',
    updated > 0 ? `told ${people(updated)} of the change` : '',
    cancelled > 0 ? `told ${people(cancelled)} that they need not come` : ''
  ].filter(Boolean)
  const post = sent.length > 0 ? ` By e-mail we have ${sent.join(' and ')}.` : ''
  const booking = confirmAnew ? ' The interpreter was booked for the other time: have the booking confirmed anew.' : ''
  return `The meeting is saved.${post}${booking}${stillToTell(unreached)}`
}

/** The date that the form begins with: chosen on the page of dates, else arranged, else settled before. */
function offeredDate({ meeting, planned }: ArrangeFacts, { query }: Shown) {
  const chosen = dateField({ date: query.date ?? '' }, 'date')
  if ('date' in chosen) return { on: chosen.date, at: query.time ?? null }
  return meeting.on ? { on: meeting.on, at: meeting.at } : planned
}

function ArrangeForm({ facts, shown }: { facts: ArrangeFacts; shown: Shown }) {
  const { meeting, pep, candidates } = facts
  const offered = offeredDate(facts, shown)
  const offeredHint =
    offered && offered === facts.planned
      ? 'The date that was settled before for this term. Change it if it no longer suits.'
      : 'A school day, for example 14 10 2026'
  const leader = candidates.find(one => one.party === 'designated-teacher') ?? candidates[0]
  const withhold = shown.typed ? typedOr(shown, 'withhold', null) === 'yes' : meeting.placeWithheld
  return (
    <>
      <p class="govuk-body">
        {meeting.due ? `This meeting is due by ${dueDayInWords(meeting.due, facts)}. ` : null}
        <a class="govuk-link" href={`/peps/${pep.id}/meeting/dates`}>
          See which dates it can be
        </a>{' '}
        or{' '}
        <a class="govuk-link" href={`/peps/${pep.id}/meeting/year`}>
          settle the year’s three dates
        </a>
        . Not sure which suits?{' '}
        <a class="govuk-link" href={`/peps/${pep.id}/meeting/poll`}>
          Propose several and ask everybody
        </a>
      </p>
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <DateInput
          name="date"
          legend="Date of the meeting"
          legendSize="m"
          hint={offeredHint}
          values={boxesOf(shown, 'date', offered?.on ?? null)}
          error={errorOf(shown, 'date-day')}
        />
        <OutsideReason facts={facts} shown={shown} planned={offered === facts.planned ? facts.planned : null} />
        <Input
          name="time"
          label="Time it starts"
          labelSize="m"
          hint="For example 14:30"
          width={5}
          value={typedOr(shown, 'time', offered?.at ?? meeting.at ?? null)}
          error={errorOf(shown, 'time')}
        />
        <Fieldset legend="Where" legendSize="m">
          <Input
            name="place"
            label="Place"
            value={typedOr(shown, 'place', meeting.place)}
            error={errorOf(shown, 'place')}
          />
          <Input
            name="link"
            label="Or the link to join it by"
            type="url"
            value={typedOr(shown, 'link', meeting.link)}
            error={errorOf(shown, 'link')}
          />
          <Checkboxes
            name="withhold"
            small
            items={[
              {
                value: 'yes',
                text: 'Keep the place out of e-mails to anybody outside the council, the school and the child’s home',
                hint: 'They are told that the social worker will say how to take part.'
              }
            ]}
            values={withhold ? ['yes'] : []}
          />
        </Fieldset>
        <PlaceNote facts={facts} />
        <Select
          name="chair"
          label="Who chairs"
          labelSize="m"
          items={[
            { value: '', text: 'Not decided' },
            ...candidates
              .filter(one => one.party === 'designated-teacher' || one.party === 'social-worker')
              .map(one => ({
                value: one.personId ?? '',
                text: `${one.name ?? 'Name not known'}, ${partyNames[one.party].toLowerCase()}`
              }))
          ]}
          value={typedOr(shown, 'chair', meeting.arrangedOn ? meeting.chairId : (leader?.personId ?? null))}
          error={errorOf(shown, 'chair')}
        />
        <InterpreterFields meeting={meeting} shown={shown} />
        <ChildWishNote wish={facts.wish} childName={pep.childName} pepId={pep.id} />
        <Parties facts={facts} shown={shown} />
        <Others facts={facts} shown={shown} doing="Invite" />
        <DateInput
          name="arranged"
          legend="Arranged on"
          legendSize="m"
          hint="The day on which the meeting was agreed. Today, if it is now."
          values={boxesOf(shown, 'arranged', meeting.arrangedOn ?? shown.today)}
          error={errorOf(shown, 'arranged-day')}
        />
        <div class="govuk-button-group">
          <Button preventDoubleClick>{meeting.on ? 'Save and tell everybody' : 'Save and send the invitations'}</Button>
          <a class="govuk-link" href={`/peps/${pep.id}`}>
            Back to the plan
          </a>
        </div>
      </form>
    </>
  )
}

/** Asked of every kind of plan alike; a reason that was given when the date was settled is kept. */
function OutsideReason({
  facts,
  shown,
  planned
}: {
  facts: ArrangeFacts
  shown: Shown
  planned: ArrangeFacts['planned']
}) {
  const { due, opens } = dateContextOf(facts)
  const outside = [opens && `before ${inWords(opens)}`, due && `after ${inWords(due)}`].filter(Boolean).join(' or ')
  if (outside === '') return null
  return (
    <Input
      name="date-reason"
      label={`If the meeting is ${outside}: why?`}
      hint="The social worker and the adviser read this."
      value={typedOr(shown, 'date-reason', facts.meeting.onReason ?? planned?.reason ?? null)}
      error={errorOf(shown, 'date-reason')}
    />
  )
}

function PlaceNote({ facts: { meeting } }: { facts: ArrangeFacts }) {
  if (!meeting.settingWithheld && !meeting.addressWithheld) return null
  return (
    <WarningText>
      {meeting.settingWithheld
        ? 'The school is kept from the parent. No e-mail to the parent says where the meeting is or who chairs it.'
        : 'The child’s address is kept private. Do not choose the home as the place unless everybody you invite may know it.'}
    </WarningText>
  )
}
