import { presenceByAnswer } from '../../guidance/invitations.ts'
import type { participants } from '../../guidance/submission.ts'
import { theRole } from '../../guidance/words.ts'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import type { Shown } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import { partyNames } from '../meeting.ts'
import type { HeldFacts } from '../read-minutes.ts'

interface PresenceProps {
  readonly party: (typeof participants)[number]
  readonly facts: Pick<HeldFacts, 'attendance' | 'candidates' | 'invitations'>
  readonly shown: Shown
}

/** Whether one of them came, and why not. */
export function Presence({ party, facts, shown }: PresenceProps) {
  const known =
    facts.attendance.get(party) ??
    facts.invitations
      .filter(one => one.party === party)
      .map(one => presenceByAnswer(one.answer, one.answerWords))
      .find(one => one !== null)
  const here = facts.candidates.filter(one => one.party === party).flatMap(one => one.name ?? [])
  const why = (
    <Input
      name={`why-${party}`}
      label={`Why did ${theRole(party)} not come?`}
      value={typedOr(shown, `why-${party}`, known?.reason ?? null)}
      error={errorOf(shown, `why-${party}`)}
    />
  )
  return (
    <div class="card">
      <Radios
        name={`came-${party}`}
        legend={here.length > 0 ? `${partyNames[party]}: ${here.join(', ')}` : partyNames[party]}
        legendSize="s"
        small
        inline
        items={[
          { value: 'all', text: 'Came' },
          { value: 'part', text: 'Came for part' },
          { value: 'apology', text: 'Sent apologies' },
          { value: 'views-sent', text: 'Sent their views' },
          { value: 'not-invited', text: 'Was not invited' }
        ]}
        value={typedOr(shown, `came-${party}`, known?.presence ?? null)}
        error={errorOf(shown, `came-${party}`)}
      />
      {why}
      {party === 'social-worker' ? (
        <Input
          name="stand-in"
          label="If somebody came in the social worker’s place: their name"
          value={typedOr(shown, 'stand-in', facts.attendance.get(party)?.standIn ?? null)}
        />
      ) : null}
    </div>
  )
}
