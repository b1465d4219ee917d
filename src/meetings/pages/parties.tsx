import { may } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import type { Shown } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { partyNames } from '../meeting.ts'
import { type ArrangeFacts, beyondTheList, invitationOf, keyOf } from '../read-arrangement.ts'

/** Who is invited: everybody with a place at the meeting, also where we cannot write to them. */
export function Parties({ facts, shown }: { facts: ArrangeFacts; shown: Shown }) {
  const { candidates, invitations, meeting } = facts
  const extra = beyondTheList(facts)
  const agreed = meeting.parentAgreed !== null
  const listed = candidates.filter(one => agreed || one.party !== 'parent')
  const typed = shown.typed ? [shown.typed.invite ?? [], shown.typed.keep ?? []].flat() : null
  const usual = (one: ArrangeFacts['candidates'][number]) =>
    meeting.arrangedOn
      ? invitationOf(one, invitations) !== undefined
      : one.party === 'child'
        ? facts.wish?.wish === 'all' || facts.wish?.wish === 'part'
        : one.party !== 'parent'
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
            hint: untold(one)
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

/** What whoever arranges must do themselves, or know. */
export function untold({ party, name, hasEmail }: ArrangeFacts['candidates'][number]): string | undefined {
  const choice = party === 'child' ? 'It is their own choice whether to come. ' : ''
  if (party === 'carer' && name === null && hasEmail === false)
    return 'No carer is on record that you may see. Ask the social worker who it is, and tell them yourself.'
  const address = hasEmail === false ? 'No e-mail address is known. Tell them yourself.' : ''
  return choice + address || undefined
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
