import { inWords } from '../../guidance/dates.ts'
import { spans } from '../../guidance/succession.ts'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { text, written } from '../../web/forms.ts'
import type { Ask, Problem, Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import type { SettingRow } from '../changes.queries.ts'
import { findSettings, type Start, startsAt } from '../moves.ts'
import { changePage } from './change-page.tsx'
import { neededDate } from './read-change.ts'

/** Starts at a setting, or will move to one: by the day, sight passes from one designated teacher to the next. */
export const startsPage = changePage<Start, readonly SettingRow[]>({
  at: 'starts',
  may: 'record a change',
  title: 'Starts at a setting, or will move to one',
  save: 'Save the move',
  done: 'The move is recorded.',
  lead: ({ places }) => (
    <p class="govuk-body">
      {places.some(one => one.main && one.ends === null)
        ? 'The day may lie ahead: a planned move is best recorded as soon as it is known, so that the last plan can prepare it.'
        : 'They have no main setting now.'}
    </p>
  ),
  more: ({ tx, body }) => findSettings(tx, text(body, 'find')),
  read: readStart,
  carryOut: ({ tx }, facts, wanted, doing) => startsAt(tx, facts, wanted, doing),
  fields: ({ places }, shown, found) => (
    <>
      <Input
        name="find"
        label="Which setting?"
        hint="Its name, its town or its URN. Then choose it from the list."
        value={typedOr(shown, 'find', null)}
        error={found.length === 0 ? errorOf(shown, 'setting') : undefined}
        id={found.length === 0 ? 'setting' : 'find'}
      />
      <Button kind="secondary" name="step" value="find">
        Find settings
      </Button>
      <Found found={found} shown={shown} />
      <Radios
        name="main"
        legend="Will it be their main setting?"
        legendSize="s"
        items={[
          {
            value: 'yes',
            text: 'Yes, they move there',
            hint: leftInWords(places.find(one => one.main && spans(one, shown.today)))
          },
          {
            value: 'no',
            text: 'No, they go there as well',
            hint: 'Dual registration, or alternative provision. Both settings see the child; the main one leads the plan.'
          }
        ]}
        value={typedOr(shown, 'main', null)}
        error={errorOf(shown, 'main')}
      />
      <DateInput
        name="on"
        legend="First day there"
        legendSize="s"
        values={boxesOf(shown, 'on', null)}
        error={errorOf(shown, 'on-day')}
      />
      <Input
        name="reason"
        label="Why do they move? (optional)"
        hint="A few words, such as “Moves home, too far to travel”. The settings can read it."
        value={typedOr(shown, 'reason', null)}
      />
    </>
  )
})

const leftInWords = (place: { readonly name: string } | undefined) =>
  place ? `They leave ${place.name} on that day.` : undefined

function Found({ found, shown }: { found: readonly SettingRow[]; shown: Shown }) {
  if (found.length === 0)
    return typedOr(shown, 'find', null) === '' ? null : (
      <p class="govuk-body">Nothing is called that. Try fewer words, the town, or the URN.</p>
    )
  return (
    <Radios
      name="setting"
      legend="Choose the setting"
      legendSize="s"
      items={found.map(one => ({
        value: one.id,
        text: [one.name, one.town].filter(Boolean).join(', '),
        hint:
          one.closed && one.successor
            ? `Closed on ${inWords(Temporal.PlainDate.from(one.closed))}: ${one.successor} has taken its place.`
            : one.urn
              ? `URN ${one.urn}`
              : undefined
      }))}
      value={typedOr(shown, 'setting', found.length === 1 ? (found[0]?.id ?? null) : null)}
      error={errorOf(shown, 'setting')}
    />
  )
}

function readStart(body: Ask['body']): { wanted: Start } | { problems: Problem[] } {
  const on = neededDate(body, 'on', 'Enter the first day there')
  const main = text(body, 'main')
  const settingId = text(body, 'setting')
  const problems: Problem[] = [
    ...(settingId ? [] : [{ field: 'setting', what: 'Find the setting and choose it from the list' }]),
    ...(main === 'yes' || main === 'no' ? [] : [{ field: 'main', what: 'Say whether it will be their main setting' }]),
    ...('problems' in on ? on.problems : [])
  ]
  if ('problems' in on || problems.length > 0) return { problems }
  return { wanted: { settingId, on: on.date, main: main === 'yes', reason: written(body, 'reason').slice(0, 300) } }
}
