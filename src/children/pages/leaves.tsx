import { inWords, isAfter } from '../../guidance/dates.ts'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { text, written } from '../../web/forms.ts'
import type { Ask, Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import type { ChildFacts } from '../changes.ts'
import { leaves, stays } from '../moves.ts'
import { changePage } from './change-page.tsx'
import { neededDate } from './read-change.ts'

interface Leaving {
  readonly placeId: string
  readonly on: Temporal.PlainDate
  readonly reason: string
}

const running = ({ places }: ChildFacts, { today }: Pick<Shown, 'today'>) =>
  places.filter(one => one.ends === null || isAfter(one.ends, today))

/** Leaves a setting. A designated teacher may say so of their own setting, because its register is theirs to know. */
export const leavesPage = changePage<Leaving>({
  at: 'leaves',
  may: 'record a leaving',
  title: 'Leaves a setting, or has no school place',
  save: 'Save the leaving',
  done: 'The leaving is recorded.',
  lead: () => (
    <p class="govuk-body">
      If you know where they go next, record the move instead: then nothing falls between the two. Without a next place
      the social worker leads the plan, and a place should be found within 20 school days.
    </p>
  ),
  read: readLeaving,
  carryOut: ({ tx, who }, facts, wanted, doing) => {
    const place = facts.places.find(one => one.id === wanted.placeId)
    const ownOnly = who.roles.every(role => role === 'designated-teacher' || role === 'delegate')
    const own = who.appointments.some(one => one.role === 'designated-teacher' && one.settingId === place?.settingId)
    if (ownOnly && !own) {
      const what = 'You can say this of your own setting only. Ask the social worker to record the other.'
      return Promise.resolve({ refused: what, problems: [{ where: 'place', what }] })
    }
    return leaves(tx, facts, wanted, doing)
  },
  fields: (facts, shown) => {
    const places = running(facts, shown)
    return places.length === 0 ? (
      <p class="govuk-body">They are on no roll now, so there is none to leave.</p>
    ) : (
      <>
        <Radios
          name="place"
          legend="Which setting do they leave?"
          legendSize="s"
          items={places.map(one => ({
            value: one.id,
            text: [one.name, one.town].filter(Boolean).join(', '),
            hint: `${one.main ? 'Main setting' : 'Goes there as well'}, since ${inWords(one.starts)}`
          }))}
          value={typedOr(shown, 'place', places.length === 1 ? (places[0]?.id ?? null) : null)}
          error={errorOf(shown, 'place')}
        />
        <DateInput
          name="last"
          legend="Last day on its roll"
          legendSize="s"
          values={boxesOf(shown, 'last', null)}
          error={errorOf(shown, 'last-day')}
        />
        <Input
          name="reason"
          label="Why do they leave? (optional)"
          hint="A few words. The setting can read it."
          value={typedOr(shown, 'reason', null)}
        />
      </>
    )
  }
})

function readLeaving(body: Ask['body']) {
  const last = neededDate(body, 'last', 'Enter the last day on its roll')
  const placeId = text(body, 'place')
  const problems = [
    ...(placeId ? [] : [{ field: 'place', what: 'Choose the setting that they leave' }]),
    ...('problems' in last ? last.problems : [])
  ]
  if ('problems' in last || problems.length > 0) return { problems }
  return { wanted: { placeId, on: last.date.add({ days: 1 }), reason: written(body, 'reason').slice(0, 300) } }
}

/** A planned move is taken back. */
export const staysPage = changePage<null>({
  at: 'stays',
  may: 'record a change',
  title: 'Does not move after all',
  save: 'Take the move back',
  done: 'The move is taken back.',
  lead: facts => (
    <p class="govuk-body">
      The planned move to {facts.places.filter(one => one.main).at(-1)?.name ?? 'another setting'} is taken back, and
      the setting of now goes on.
    </p>
  ),
  read: () => ({ wanted: null }),
  carryOut: ({ tx }, facts, _, doing) => stays(tx, facts, doing),
  fields: () => null
})
