import { capital, type Role } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Name } from '../../ui/components/name.tsx'
import { Pagination } from '../../ui/components/pagination.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Table } from '../../ui/components/table.tsx'
import { aboutOf, page, type Shown } from '../../web/page.ts'
import { deedWords } from '../deed-words.ts'
import { isRole, londonTime, roleWords } from '../entry.ts'
import { filterOf, type Looked, type LookedRow, whoLooked } from '../looked.ts'

/** Person, role, what, when, why they could: for those who answer for the child. */
export const lookedPage = page({
  at: '/children/:child/looked',
  may: 'see who has looked',
  name: 'who has looked',
  load: ask => whoLooked(ask.tx, aboutOf(ask).childId, filterOf(ask.query), Number(ask.query.page ?? 1)),
  view: (looked, shown) => {
    const name = shown.about?.childName ?? ''
    const child = `/children/${shown.about?.childId ?? ''}`
    return {
      title: `Who has looked: ${name}`,
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'Children', href: '/children' },
        { text: name, href: child },
        { text: 'Who has looked' }
      ],
      body: (
        <>
          <h1 class="govuk-heading-l">
            Who has looked at <Name of={name} />
            ’s record
          </h1>
          <p class="govuk-body">
            Everybody who has seen or changed something about <Name of={name} />, or was refused. The newest comes
            first. If somebody should not have looked, tell your data protection officer.
          </p>
          <Filter looked={looked} shown={shown} />
          <p class="govuk-body" role="status">
            {looked.all === 0
              ? 'Nobody, as far as this filter goes.'
              : looked.all === 1
                ? '1 entry.'
                : `${looked.all} entries.`}
          </p>
          {looked.all > 0 ? (
            <Table
              caption="Who, what, when and why they could"
              cards
              columns={['Who', 'Role', 'What', 'When', 'Why they could'].map(heading => ({ heading }))}
              rows={looked.rows.map(rowOf)}
            />
          ) : null}
          {looked.pages > 1 ? (
            <Pagination
              previous={looked.page > 1 ? { href: pageHref(shown, looked.page - 1), text: 'Newer' } : undefined}
              next={looked.page < looked.pages ? { href: pageHref(shown, looked.page + 1), text: 'Older' } : undefined}
            />
          ) : null}
        </>
      )
    }
  }
})

function Filter({ looked, shown }: { looked: Looked; shown: Shown }) {
  const { query } = shown
  const dateOf = (name: string) => ({
    day: query[`${name}-day`],
    month: query[`${name}-month`],
    year: query[`${name}-year`]
  })
  return (
    <form method="get" action={shown.path} novalidate>
      <Select
        name="person"
        label="Person"
        value={query.person ?? ''}
        items={[{ value: '', text: 'Everybody' }, ...looked.people.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <DateInput name="from" legend="From" values={dateOf('from')} />
      <DateInput name="to" legend="To" values={dateOf('to')} />
      <div class="govuk-button-group">
        <Button kind="secondary">Show</Button>
        <a class="govuk-link" href={shown.path}>
          Show all
        </a>
      </div>
    </form>
  )
}

const pageHref = ({ path, query }: Shown, page: number): string =>
  `${path}?${new URLSearchParams({ ...query, page: String(page) })}`

const why: Record<Role, string> = {
  administrator: 'administrator of the council',
  'virtual-school-head': 'head of the Virtual School',
  adviser: 'adviser of the Virtual School',
  'designated-teacher': 'designated teacher where the child is on roll, or keeper of an open plan',
  delegate: 'sections were given to them',
  'social-worker': 'allocated to the child, or standing in',
  'team-manager': 'manager of the social worker’s team',
  carer: 'the child’s carer',
  parent: 'the child’s parent',
  child: 'their own record',
  iro: 'the child’s reviewing officer',
  'invited-professional': 'invited to one section'
}

/** In which role it was allowed; of what was refused there is none. */
function roleOf({ person_id, role, outcome }: LookedRow): string {
  if (outcome !== 'done') return 'Not let in'
  return roleWords(role) ?? (person_id === null ? 'By a private link' : 'Not recorded')
}

function rowOf(row: LookedRow): string[] {
  return [row.person_name ?? 'Nobody signed in', roleOf(row), deedWords(row), londonTime(row.at), whyOf(row)]
}

function whyOf({ person_id, role, outcome }: LookedRow): string {
  if (outcome !== 'done') return 'They could not'
  if (isRole(role)) return capital(why[role])
  if (role === 'service') return 'It does what the rules say, by itself'
  return person_id === null ? 'They had a private link' : 'Not recorded'
}
