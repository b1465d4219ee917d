import { Details } from '../../ui/components/details.tsx'
import { Fieldset } from '../../ui/components/fieldset.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Select } from '../../ui/components/select.tsx'
import type { Shown } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { partyNames } from '../meeting.ts'
import { type ArrangeFacts, otherLines, othersMayBe } from '../read-arrangement.ts'

/** Lines for people who are not on the list. */
export function Others({
  facts,
  shown,
  doing
}: {
  facts: Pick<ArrangeFacts, 'meeting'>
  shown: Shown
  doing: 'Invite' | 'Ask'
}) {
  const lines = Array.from({ length: otherLines }, (_, at) => at)
  const used = lines.some(at => typedOr(shown, `other-${at}-name`, null) || typedOr(shown, `other-${at}-email`, null))
  return (
    <Details
      summary={`${doing} somebody else: the next school, an interpreter, the reviewing officer, a professional`}
      open={used}
    >
      {lines.map(at => (
        <Fieldset legend={`Person ${at + 1}`} legendSize="s">
          <Input
            name={`other-${at}-name`}
            label="Name"
            value={typedOr(shown, `other-${at}-name`, null)}
            error={errorOf(shown, `other-${at}-name`)}
          />
          <Input
            name={`other-${at}-email`}
            label="E-mail"
            type="email"
            value={typedOr(shown, `other-${at}-email`, null)}
            error={errorOf(shown, `other-${at}-email`)}
          />
          <Select
            name={`other-${at}-party`}
            label="Who they are"
            items={othersMayBe(facts).map(party => ({ value: party, text: partyNames[party] }))}
            value={typedOr(shown, `other-${at}-party`, null) || 'other'}
          />
        </Fieldset>
      ))}
    </Details>
  )
}
