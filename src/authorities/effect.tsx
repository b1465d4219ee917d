import type { Tx } from '../db/transaction.ts'
import { ruleInWords } from '../guidance/clocks/clock.ts'
import { inWords } from '../guidance/dates.ts'
import type { PolicyEffect } from '../guidance/policy-effect.ts'
import { childrenOfPeps } from '../peps/clocks.ts'
import { Button } from '../ui/components/button.tsx'
import { InsetText } from '../ui/components/inset-text.tsx'
import { Table } from '../ui/components/table.tsx'
import { WarningText } from '../ui/components/warning-text.tsx'
import type { Shown } from '../web/page.ts'
import { everyPlanLate } from './policy-change.ts'

const listedAtMost = 50

/** What a change would do, with the children of the plans that it moves, as far as whoever asks may see them. */
export interface ShownEffect {
  readonly effect: PolicyEffect
  readonly names: ReadonlyMap<string, string>
  readonly childIds: readonly string[]
}

export async function shownEffect(tx: Tx, effect: PolicyEffect): Promise<ShownEffect> {
  const listed = effect.moved.slice(0, listedAtMost).map(({ pepId }) => pepId)
  const children = await childrenOfPeps(tx, listed)
  return {
    effect,
    names: new Map([...children].map(([id, child]) => [id, child.name])),
    childIds: [...new Set([...children.values()].map(child => child.child_id))]
  }
}

interface Props {
  readonly of: ShownEffect
  readonly shown: Shown
  /** What the post says: the change once more. */
  readonly fields: Readonly<Record<string, string>>
  readonly save: string
}

/** The effect of a change, and the button that saves it: never where it makes every plan late. */
export function EffectAndSave({ of: { effect, names }, shown, fields, save }: Props) {
  return (
    <>
      <Effect effect={effect} names={names} />
      {effect.everyPlanLate ? null : (
        <form method="post" action={shown.path}>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          {Object.entries(fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Button preventDoubleClick>{save}</Button>
        </form>
      )}
    </>
  )
}

const dates = (count: number) => `${count} due ${count === 1 ? 'date' : 'dates'}`
const dayOr = (iso: string | null) => (iso ? inWords(Temporal.PlainDate.from(iso)) : 'no date')

/** "This moves 14 due dates and makes 3 late." */
export const effectWords = (moved: number, madeLate: number): string =>
  moved === 0 ? 'This moves no due date of an open plan.' : `This moves ${dates(moved)} and makes ${madeLate} late.`

function Effect({ effect, names }: { effect: PolicyEffect; names: ReadonlyMap<string, string> }) {
  const { moved } = effect
  const words = effectWords(moved.length, effect.madeLate)
  if (moved.length === 0) return <InsetText>{words}</InsetText>
  return (
    <>
      <InsetText>{words}</InsetText>
      {effect.everyPlanLate ? <WarningText>{everyPlanLate.refused}</WarningText> : null}
      <Table
        cards
        firstCellIsHeader
        caption={moved.length > listedAtMost ? `The first ${listedAtMost} of them` : 'Which ones'}
        captionSize="s"
        columns={[{ heading: 'Child' }, { heading: 'Step' }, { heading: 'Now due' }, { heading: 'Would be due' }]}
        rows={moved
          .slice(0, listedAtMost)
          .map(({ pepId, rule, from, to, madeLate: late }) => [
            names.get(pepId) ?? 'A child whose record you cannot open',
            ruleInWords(rule),
            dayOr(from),
            `${dayOr(to)}${late ? ', late' : ''}`
          ])}
      />
    </>
  )
}
