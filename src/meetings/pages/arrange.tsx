import { contextOf } from '../../authorities/authority.ts'
import { may } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { gradeName } from '../../learning/scales.ts'
import { findPep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Fieldset } from '../../ui/components/fieldset.tsx'
import { Input } from '../../ui/components/input.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Select } from '../../ui/components/select.tsx'
import { WarningText } from '../../ui/components/warning-text.tsx'
import { aboutOf, page, pepOf, type Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { arrangeMeeting, type Told } from '../arrange.ts'
import { candidatesOf, findMeeting, invitationsOf, partyNames } from '../meeting.ts'
import { type ArrangeFacts, beyondTheList, invitationOf, keyOf, readArrangement } from '../read-arrangement.ts'
import { Others } from './others.tsx'

/** Date, place, invitations: one page, and each party gets their own e-mail (G 2.2, 5). */
export const arrangePage = page<ArrangeFacts>({
  at: '/peps/:pep/meeting',
  may: 'arrange meeting',
  name: 'arrange meeting',
  load: async ask => {
    const { id } = pepOf(ask)
    const pep = await findPep(ask.tx, id, ask.today)
    const meeting = pep && (await findMeeting(ask.tx, id))
    if (!meeting) return null
    return {
      pep,
      meeting,
      candidates: await candidatesOf(ask.tx, id),
      invitations: await invitationsOf(ask.tx, id),
      context: await contextOf(ask.tx, aboutOf(ask).authorityId, ask.today)
    }
  },
  view: (facts, shown) => ({
    title: 'Arrange the meeting',
    trail: pepTrail(facts.pep, 'Arrange the meeting'),
    body: (
      <>
        <PepHeader pep={facts.pep} today={shown.today} />
        <div class="reading">
          <h1 class="govuk-heading-l">Arrange the meeting</h1>
          {facts.meeting.heldOn ? (
            <InsetText>
              The meeting took place on {inWords(facts.meeting.heldOn)}.{' '}
              <a class="govuk-link" href={`/peps/${facts.pep.id}/meeting/held`}>
                See who came and what was agreed
              </a>
            </InsetText>
          ) : (
            <ArrangeForm facts={facts} shown={shown} />
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
    if (!arrangement) return { again: problems }
    const doing = { pep: facts.pep, person: ask.who.id, origin: ask.origin, today: ask.today, now: ask.now }
    const told = await arrangeMeeting(ask.tx, facts, arrangement, doing)
    return { go: `/peps/${facts.pep.id}/meeting`, done: [saved(told), ...warnings].join(' ') }
  }
})

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`)
function saved({ invited, updated, cancelled, unreached }: Told): string {
  const sent = [
    invited > 0 ? `invited ${people(invited)}` : '',
    updated > 0 ? `told ${people(updated)} of the change` : '',
    cancelled > 0 ? `told ${people(cancelled)} that they need not come` : ''
  ].filter(Boolean)
  const post = sent.length > 0 ? ` We have ${sent.join(' and ')}, each by their own e-mail.` : ''
  return `The meeting is saved.${post}${unreached.length > 0 ? ` No e-mail address is known for: ${unreached.join(', ')}. Tell them yourself.` : ''}`
}

function ArrangeForm({ facts, shown }: { facts: ArrangeFacts; shown: Shown }) {
  const { meeting, pep, candidates } = facts
  const leader = candidates.find(one => one.party === 'designated-teacher') ?? candidates[0]
  const withhold = shown.typed ? typedOr(shown, 'withhold', null) === 'yes' : meeting.placeWithheld
  return (
    <>
      {meeting.due ? <p class="govuk-body">This meeting is due by {inWords(meeting.due)}.</p> : null}
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        <DateInput
          name="date"
          legend="Date of the meeting"
          legendSize="m"
          hint="A school day, for example 14 10 2026"
          values={boxesOf(shown, 'date', meeting.on)}
          error={errorOf(shown, 'date-day')}
        />
        <Input
          name="time"
          label="Time it starts"
          labelSize="m"
          hint="For example 14:30"
          width={5}
          value={typedOr(shown, 'time', meeting.at)}
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
                value: one.personId,
                text: `${one.name ?? 'Name not known'}, ${partyNames[one.party].toLowerCase()}`
              }))
          ]}
          value={typedOr(shown, 'chair', meeting.arrangedOn ? meeting.chairId : (leader?.personId ?? null))}
          error={errorOf(shown, 'chair')}
        />
        <Radios
          name="interpreter"
          legend="Interpreter"
          legendSize="m"
          hint={
            meeting.interpreterLanguage
              ? `The child’s record asks for an interpreter: ${gradeName('languages', meeting.interpreterLanguage)}.`
              : undefined
          }
          small
          items={[
            { value: 'not-needed', text: 'Not needed' },
            { value: 'requested', text: 'Needed, and asked for' },
            { value: 'confirmed', text: 'Booked' }
          ]}
          value={typedOr(
            shown,
            'interpreter',
            meeting.interpreter ?? (meeting.interpreterLanguage ? 'requested' : 'not-needed')
          )}
        />
        <Parties facts={facts} shown={shown} />
        <Others facts={facts} shown={shown} />
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

function Parties({ facts, shown }: { facts: ArrangeFacts; shown: Shown }) {
  const { candidates, invitations, meeting } = facts
  const extra = beyondTheList(facts)
  const agreed = meeting.parentAgreed !== null
  const listed = candidates.filter(one => agreed || one.party !== 'parent')
  const typed = shown.typed ? [shown.typed.invite ?? [], shown.typed.keep ?? []].flat() : null
  const usual = (one: ArrangeFacts['candidates'][number]) =>
    meeting.arrangedOn ? invitationOf(one, invitations) !== undefined : one.party !== 'parent' && one.party !== 'child'
  return (
    <>
      <Checkboxes
        name="invite"
        id="parties"
        legend="Who is invited"
        legendSize="m"
        hint="Each gets their own e-mail. Nobody sees who else is invited, and no e-mail names the child."
        error={errorOf(shown, 'parties')}
        items={[
          ...listed.map(one => ({
            value: keyOf(one),
            text: one.name ? `${one.name}, ${partyNames[one.party].toLowerCase()}` : partyNames[one.party],
            hint: one.hasEmail === false ? 'No e-mail address is known. Tell them yourself.' : undefined
          })),
          ...extra.map(one => ({
            name: 'keep',
            value: one.id,
            text: `${one.name}, ${partyNames[one.party].toLowerCase()}`,
            hint: one.email ?? undefined
          }))
        ]}
        values={typed ?? [...listed.filter(usual).map(keyOf), ...extra.map(one => one.id)]}
      />
      <ParentNote facts={facts} shown={shown} />
    </>
  )
}

function ParentNote({ facts: { pep, meeting }, shown }: { facts: ArrangeFacts; shown: Shown }) {
  const maySay = may('agree to the parent', shown.about?.standing ?? [], { state: pep.state })
  const link = (
    <a class="govuk-link" href={`/peps/${pep.id}/meeting/parent`}>
      {meeting.parentAgreed ? 'Change this' : 'Say whether the parent may be invited'}
    </a>
  )
  return (
    <InsetText>
      {meeting.parentAgreed
        ? `${meeting.parentAgreed.by} said yes to the parent’s part in this plan on ${inWords(meeting.parentAgreed.on)}. `
        : 'A parent can be invited once the social worker has said yes for this plan. '}
      {maySay ? link : meeting.parentAgreed ? null : 'Ask the social worker.'}
    </InsetText>
  )
}
