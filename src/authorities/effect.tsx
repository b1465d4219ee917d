import type { Tx } from '../db/transaction.ts'
import { ruleInWords } from '../guidance/clocks/clock.ts'
import { inWords } from '../guidance/dates.ts'
import type { StatutoryClock } from '../guidance/statutory-clocks.ts'
import { childrenOfPeps } from '../peps/clocks.ts'
import { Button } from '../ui/components/button.tsx'
import { Checkboxes } from '../ui/components/checkboxes.tsx'
import { InsetText } from '../ui/components/inset-text.tsx'
import { Table } from '../ui/components/table.tsx'
import { Textarea } from '../ui/components/textarea.tsx'
import { WarningText } from '../ui/components/warning-text.tsx'
import { text } from '../web/forms.ts'
import type { Shown } from '../web/page.ts'
import { type Effect, effectSentences, everyLateWords } from './effect-words.ts'

const listedAtMost = 50

/** What a change would do, with the children of the plans that it moves, as far as whoever asks may see them. */
export interface ShownEffect {
  readonly effect: Effect
  readonly names: ReadonlyMap<string, string>
  readonly childIds: readonly string[]
}

export async function shownEffect(tx: Tx, effect: Effect): Promise<ShownEffect> {
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
  /** From when it matters, where it changes nothing today. */
  readonly matters: string
  /** The law that the value falls short of. */
  readonly shortOf?: StatutoryClock | null
}

/** The effect of a change, and the button that saves it; with what somebody has to say where it goes far. */
export function EffectAndSave({ of: { effect, names }, shown, fields, save, matters, shortOf = null }: Props) {
  const problem = (field: string) => shown.problems.find(one => one.field === field)?.what
  return (
    <>
      <Sentences all={effectSentences(effect)} matters={matters} />
      <Moved effect={effect} names={names} />
      <form method="post" action={here(shown)} novalidate>
        <input type="hidden" name="_csrf" value={shown.csrf} />
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {effect.everyLate.length > 0 ? (
          <>
            <WarningText>This makes late: {effect.everyLate.map(everyLateWords).join('; ')}.</WarningText>
            <Checkboxes
              name="known"
              legend="Is that what you want?"
              legendSize="s"
              items={[{ value: 'yes', text: 'I know that all of these are late from now on' }]}
              values={[text(shown.typed ?? {}, 'known')]}
              error={problem('known')}
            />
          </>
        ) : null}
        {shortOf ? (
          <>
            <WarningText>
              This falls short of {shortOf.law}. {shortOf.asks}
            </WarningText>
            <Textarea
              name="reason"
              label="Why do you set it all the same?"
              hint="It is kept with the change, with your name."
              rows={3}
              value={text(shown.typed ?? {}, 'reason')}
              error={problem('reason')}
            />
          </>
        ) : null}
        <Button preventDoubleClick>{save}</Button>
      </form>
    </>
  )
}

/** This page with the change that is tried, so that it stands there again where the post is sent back. */
const here = ({ path, query }: Shown): string => {
  const tried = new URLSearchParams(query)
  return tried.size > 0 ? `${path}?${tried}` : path
}

function Sentences({ all, matters }: { all: readonly string[]; matters: string }) {
  const [first, ...rest] = all
  if (first === undefined) return <InsetText>This changes nothing now. It matters {matters}.</InsetText>
  if (rest.length === 0) return <InsetText>{first}</InsetText>
  return (
    <InsetText>
      <ul class="govuk-list">
        {all.map(words => (
          <li>{words}</li>
        ))}
      </ul>
    </InsetText>
  )
}

const dayOr = (iso: string | null) => (iso ? inWords(Temporal.PlainDate.from(iso)) : 'no date')

function Moved({ effect: { moved }, names }: { effect: Effect; names: ReadonlyMap<string, string> }) {
  if (moved.length === 0) return null
  return (
    <Table
      cards
      firstCellIsHeader
      caption={moved.length > listedAtMost ? `The first ${listedAtMost} of ${moved.length}` : 'Which ones'}
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
  )
}
