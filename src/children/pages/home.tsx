import { formFor } from '../../forms/load.ts'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Select } from '../../ui/components/select.tsx'
import { several, text, written } from '../../web/forms.ts'
import type { Ask } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { movesHome, type NewHome } from '../home-and-people.ts'
import { changePage } from './change-page.tsx'
import { neededDate } from './read-change.ts'

/** The kinds of home, as the plan's own form offers them. */
export const homeTypes: ReadonlyArray<{ readonly value: string; readonly label: string }> = formFor({
  phase: 'primary',
  circumstances: []
})
  .sections.flatMap(section => section.questions)
  .filter(question => question.prefill === 'placement.type')
  .flatMap(question => question.options ?? [])

/** Moves home: the placement. The school stays until somebody records that it changes. */
export const homePage = changePage<NewHome>({
  at: 'home',
  may: 'record a change',
  title: 'Moves home',
  save: 'Save the move of home',
  done: 'The move of home is recorded.',
  lead: ({ name }) => (
    <p class="govuk-body">
      This is about where {name} lives. The school stays as it is: if that changes too, record it next. A move in year
      10 or 11 should not disrupt it.
    </p>
  ),
  read: readHome,
  carryOut: ({ tx }, facts, wanted, doing) => movesHome(tx, facts, wanted, doing),
  fields: (_, shown) => (
    <>
      <DateInput
        name="on"
        legend="First day in the new home"
        legendSize="s"
        values={boxesOf(shown, 'on', null)}
        error={errorOf(shown, 'on-day')}
      />
      <Select
        name="type"
        label="What kind of home is it?"
        items={[{ value: '', text: 'Choose' }, ...homeTypes.map(({ value, label }) => ({ value, text: label }))]}
        value={typedOr(shown, 'type', null)}
        error={errorOf(shown, 'type')}
      />
      <Radios
        name="carer"
        legend="Does somebody else care for them there?"
        legendSize="s"
        items={[
          { value: 'changes', text: 'Yes, the carer changes' },
          { value: 'stays', text: 'No, the carer is the same' }
        ]}
        value={typedOr(shown, 'carer', null)}
        error={errorOf(shown, 'carer')}
      />
      <Checkboxes
        name="area"
        items={[{ value: 'out', text: 'It lies in another authority’s area' }]}
        values={shown.typed ? several(shown.typed, 'area') : []}
      />
      <Input
        name="address"
        label="Address (optional)"
        hint="Seen by the council’s staff only. No document prints it."
        value={typedOr(shown, 'address', null)}
      />
      <Input name="postcode" label="Postcode (optional)" value={typedOr(shown, 'postcode', null)} />
    </>
  )
})

function readHome(body: Ask['body']) {
  const on = neededDate(body, 'on', 'Enter the first day in the new home')
  const type = homeTypes.find(one => one.value === text(body, 'type'))?.value
  const carer = text(body, 'carer')
  const problems = [
    ...('problems' in on ? on.problems : []),
    ...(type ? [] : [{ field: 'type', what: 'Choose what kind of home it is' }]),
    ...(carer === 'changes' || carer === 'stays' ? [] : [{ field: 'carer', what: 'Say whether the carer changes' }])
  ]
  if ('problems' in on || !type || problems.length > 0) return { problems }
  return {
    wanted: {
      on: on.date,
      type,
      outOfArea: several(body, 'area').includes('out'),
      address: written(body, 'address').slice(0, 300) || null,
      postcode: written(body, 'postcode').slice(0, 12) || null,
      carerChanges: carer === 'changes'
    }
  }
}
