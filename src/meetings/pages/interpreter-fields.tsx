import { inWords } from '../../guidance/dates.ts'
import { gradeName } from '../../learning/scales.ts'
import { Fieldset } from '../../ui/components/fieldset.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import type { Shown } from '../../web/page.ts'
import { errorOf, typedOr } from '../../web/typed-again.ts'
import type { Meeting } from '../meeting.ts'

/** Whether an interpreter is needed, asked for, booked; an invited one answers by the link of their own invitation. */
export function InterpreterFields({ meeting, shown }: { meeting: Meeting; shown: Shown }) {
  const { interpreter, interpreterAskedOn, interpreterConfirmedOn } = meeting
  const interpreterLanguage = meeting.interpreterLanguage && gradeName('languages', meeting.interpreterLanguage)
  const stands =
    interpreter === 'confirmed' && interpreterConfirmedOn
      ? `Booked on ${inWords(interpreterConfirmedOn)}.`
      : interpreter === 'requested' && interpreterAskedOn
        ? `Asked for on ${inWords(interpreterAskedOn)}, and not confirmed yet.`
        : null
  return (
    <Fieldset legend="Interpreter" legendSize="m">
      <Radios
        name="interpreter"
        legend="Is one needed?"
        legendSize="s"
        hint={
          [stands, interpreterLanguage && `The child’s record asks for an interpreter: ${interpreterLanguage}.`]
            .filter(Boolean)
            .join(' ') || undefined
        }
        small
        items={[
          { value: 'not-needed', text: 'Not needed' },
          { value: 'requested', text: 'Needed, and asked for' },
          { value: 'confirmed', text: 'Booked' }
        ]}
        value={typedOr(shown, 'interpreter', interpreter ?? (interpreterLanguage ? 'requested' : 'not-needed'))}
      />
      <Input
        name="interpreter-words"
        label="Which language, and for whom?"
        hint="For example: Dari, for the child and the carer. Invite the interpreter below: their answer books them."
        value={typedOr(
          shown,
          'interpreter-words',
          meeting.interpreterWords ?? (interpreterLanguage ? `${interpreterLanguage}, for the child` : null)
        )}
        error={errorOf(shown, 'interpreter-words')}
      />
    </Fieldset>
  )
}
