import { pepStates, phases } from '../guidance/words.ts'
import { stateTags } from '../peps/pep-header.tsx'
import { Button } from '../ui/components/button.tsx'
import { Details } from '../ui/components/details.tsx'
import { Input } from '../ui/components/input.tsx'
import { Select } from '../ui/components/select.tsx'
import { type Gap, gaps, type Wanted } from './list.ts'

interface Choice {
  readonly id: string
  readonly name: string
}

/** What the filters offer; read only when somebody filters. */
export interface Choices {
  readonly settings: readonly Choice[]
  readonly advisers: readonly Choice[]
  readonly authorities: readonly Choice[]
  readonly terms: readonly string[]
  /** Has children as an adviser: "my own" is offered. */
  readonly isAdviser: boolean
}

const gapWords: Readonly<Record<Gap, string>> = {
  adviser: 'No adviser',
  'social-worker': 'No social worker',
  setting: 'No school or other setting',
  teacher: 'Setting without a designated teacher',
  contact: 'Setting without a contact for late work'
}
const phaseWords = { 'early-years': 'Early years', primary: 'Primary', secondary: 'Secondary', 'post-16': 'Post-16' }
const yearGroups = Array.from({ length: 16 }, (_, index) => index - 2)
const yearWords = (year: number) =>
  year < 0 ? `Nursery (${year + 5} to ${year + 6} years)` : year === 0 ? 'Reception' : `Year ${year}`

const any = { value: '', text: 'Any' }
const named = (choices: readonly Choice[]) => choices.map(({ id, name }) => ({ value: id, text: name }))

/** Finding by name, and the filters where they were asked for; all of it is in the address. */
export function ChildrenSearch({ wanted, choices }: { wanted: Wanted; choices: Choices | null }) {
  return (
    <form method="get" action="/children">
      <div class="reading">
        <Input name="search" label="Find by name" value={wanted.search} />
        {choices ? null : (
          <p class="govuk-body">
            <a
              class="govuk-link"
              href={`/children?filters=1${wanted.search ? `&${new URLSearchParams({ search: wanted.search })}` : ''}`}
            >
              Show filters
            </a>
          </p>
        )}
      </div>
      {choices ? (
        <Details summary="Filters" open>
          <div class="filters">
            <Filters wanted={wanted} choices={choices} />
          </div>
        </Details>
      ) : null}
      <Button>Find</Button>
    </form>
  )
}

function Filters({ wanted, choices }: { wanted: Wanted; choices: Choices }) {
  const mine = choices.isAdviser ? [{ value: 'me', text: 'My own children' }] : []
  return (
    <>
      <Select
        name="state"
        label="Plan"
        value={wanted.state}
        items={[any, ...pepStates.map(state => ({ value: state, text: stateTags[state].text }))]}
      />
      <Select
        name="late"
        label="Late"
        value={wanted.late ? '1' : ''}
        items={[any, { value: '1', text: 'Something is late' }]}
      />
      <Select name="setting" label="Setting" value={wanted.setting} items={[any, ...named(choices.settings)]} />
      {choices.advisers.length > 0 ? (
        <Select
          name="adviser"
          label="Adviser"
          value={wanted.adviser}
          items={[any, ...mine, ...named(choices.advisers)]}
        />
      ) : null}
      {choices.authorities.length > 1 ? (
        <Select
          name="authority"
          label="Council"
          value={wanted.authority === null ? '' : String(wanted.authority)}
          items={[any, ...named(choices.authorities)]}
        />
      ) : null}
      <Select
        name="phase"
        label="Phase"
        value={wanted.phase}
        items={[any, ...phases.map(phase => ({ value: phase, text: phaseWords[phase] }))]}
      />
      <Select
        name="year"
        label="Year group"
        value={wanted.yearGroup === null ? '' : String(wanted.yearGroup)}
        items={[any, ...yearGroups.map(year => ({ value: String(year), text: yearWords(year) }))]}
      />
      <Select
        name="term"
        label="Term"
        value={wanted.term}
        items={[any, ...choices.terms.map(term => ({ value: term, text: term }))]}
      />
      <Select
        name="county"
        label="Where placed"
        value={wanted.county}
        items={[any, { value: 'in', text: 'In the council’s area' }, { value: 'out', text: 'Out of the area' }]}
      />
      <Select
        name="without"
        label="Missing"
        value={wanted.without}
        items={[any, ...gaps.map(gap => ({ value: gap, text: gapWords[gap] }))]}
      />
      <Select
        name="uasc"
        label="Unaccompanied asylum seekers"
        value={wanted.uasc ? '1' : ''}
        items={[any, { value: '1', text: 'Only these' }]}
      />
      <Select
        name="closed"
        label="Records"
        value={wanted.closed ? '1' : ''}
        items={[
          { value: '', text: 'Open' },
          { value: '1', text: 'Closed by a death or an adoption' }
        ]}
      />
    </>
  )
}
