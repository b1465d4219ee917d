import { withCommas } from '../guidance/numbers.ts'
import { Button } from '../ui/components/button.tsx'
import { Input } from '../ui/components/input.tsx'
import { Name } from '../ui/components/name.tsx'
import { Select } from '../ui/components/select.tsx'
import type { Work } from './work.ts'

/** On a narrow screen the caseload stands beneath the list: the way to it from the top. */
export const ToCaseload = ({ total }: { total: number }) =>
  total === 0 ? null : (
    <p class="govuk-body to-caseload">
      <a class="govuk-link" href="#caseload">
        {total === 1 ? 'My child' : `My ${withCommas(total)} children: find one`}
      </a>
    </p>
  )

/** Whose education is mine to look after, beside what there is to do: the first few, and the way to the others. */
export function Caseload({ children: { total, first } }: { children: Work['children'] }) {
  return (
    <aside class="caseload" aria-labelledby="caseload">
      <h2 class="govuk-heading-m" id="caseload" tabindex={-1}>
        My children
      </h2>
      {total === 0 ? (
        <p class="govuk-body">
          No child is yours yet. Children appear here when they are allocated to you or enrolled at your setting.
        </p>
      ) : null}
      {total > first.length ? <Find /> : null}
      <ul class="govuk-list">
        {first.map(child => (
          <li>
            <a class="govuk-link" href={`/children/${child.id}`}>
              <Name of={child.name} also={child.also} />
            </a>
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        <a class="govuk-link" href="/children">
          {total > first.length
            ? `All ${withCommas(total)} children: search, filter and export`
            : 'Search, filter and export'}
        </a>
      </p>
    </aside>
  )
}

const Find = () => (
  <form method="get" action="/children">
    <Input name="search" type="search" label="Find a child by name" />
    <Select
      name="late"
      label="Which children"
      value=""
      items={[
        { value: '', text: 'All of them' },
        { value: '1', text: 'Where something is late' }
      ]}
    />
    <Select
      name="sort"
      label="In order of"
      value="name"
      items={[
        { value: 'name', text: 'Name' },
        { value: 'due', text: 'What is due next' },
        { value: 'age', text: 'Age' },
        { value: 'setting', text: 'Setting' }
      ]}
    />
    <Button kind="secondary">Find</Button>
  </form>
)
