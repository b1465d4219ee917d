import { inWords } from '../guidance/dates.ts'
import { withCommas } from '../guidance/numbers.ts'
import { capital } from '../guidance/words.ts'
import { stateTags, yearWords } from '../peps/pep-header.tsx'
import { Name } from '../ui/components/name.tsx'
import { Pagination } from '../ui/components/pagination.tsx'
import { Table } from '../ui/components/table.tsx'
import { Tag } from '../ui/components/tag.tsx'
import { type ChildList, type ListedChild, pageSize, type Sort, type Wanted } from './list.ts'

/** The address of this list with something changed. */
export function listAddress(at: string, wanted: Wanted, change: { page?: number; sort?: Sort } = {}): string {
  const sort = change.sort ?? wanted.sort
  const fields = {
    search: wanted.search,
    setting: wanted.setting,
    state: wanted.state,
    year: wanted.yearGroup === null ? '' : String(wanted.yearGroup),
    phase: wanted.phase,
    term: wanted.term,
    adviser: wanted.adviser,
    authority: wanted.authority === null ? '' : String(wanted.authority),
    late: wanted.late ? '1' : '',
    uasc: wanted.uasc ? '1' : '',
    county: wanted.county,
    without: wanted.without,
    closed: wanted.closed ? '1' : '',
    sort: sort === 'name' ? '' : sort,
    page: change.page && change.page > 1 ? String(change.page) : ''
  }
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''))
  return query.size > 0 ? `${at}?${query}` : at
}

/** What is due is one person's to do: whoever else reads the list is not late with it. */
const dueWords = ({ besidePlan, holder }: ListedChild): string => {
  if (besidePlan) return `${[besidePlan, holder && `for the ${holder}`].filter(Boolean).join(', ')}: `
  return holder ? `${capital(holder)}’s: ` : ''
}

export function ChildrenTable({ list, at }: { list: ChildList; at: string }) {
  const { children, total, wanted } = list
  const heading = (sort: Sort, words: string, bare = true) => ({
    bare,
    heading: (
      <a class="govuk-link" href={listAddress(at, wanted, { sort })}>
        {words}
      </a>
    ),
    label: words,
    sort: wanted.sort === sort ? ('ascending' as const) : ('none' as const)
  })
  const last = Math.ceil(total / pageSize)
  const link = (page: number) => ({ href: listAddress(at, wanted, { page }) })
  return (
    <>
      <Table
        cards="close"
        firstCellIsHeader
        caption={total === 1 ? '1 child' : `${withCommas(total)} children`}
        columns={[
          heading('name', 'Name'),
          heading('age', 'Age and year'),
          heading('setting', 'Setting'),
          { heading: 'Plan', bare: true },
          heading('due', 'Next due', false)
        ]}
        rows={children.map(child => [
          child.opens ? (
            <a class="govuk-link" href={`/children/${child.id}`}>
              <Name of={child.name} also={child.also} />
            </a>
          ) : (
            <Name of={child.name} also={child.also} />
          ),
          child.age === null || child.yearGroup === null
            ? 'Record closed'
            : `${child.age}, ${yearWords(child.yearGroup)}`,
          child.setting ?? (wanted.closed ? '' : 'No school place'),
          child.pep ? (
            <>
              {child.pep.opens ? (
                <a class="govuk-link" href={`/peps/${child.pep.id}`}>
                  {child.pep.term}
                </a>
              ) : (
                child.pep.term
              )}{' '}
              <Tag colour={stateTags[child.pep.state].colour}>{stateTags[child.pep.state].text}</Tag>
            </>
          ) : (
            'None yet'
          ),
          child.nextDue ? (
            <>
              {dueWords(child)}
              {inWords(Temporal.PlainDate.from(child.nextDue))} {child.late ? <Tag colour="red">Late</Tag> : null}
            </>
          ) : (
            'Nothing due'
          )
        ])}
      />
      {last > 1 ? (
        <Pagination
          name="Pages of children"
          previous={wanted.page > 1 ? link(wanted.page - 1) : undefined}
          next={wanted.page < last ? link(wanted.page + 1) : undefined}
        />
      ) : null}
    </>
  )
}
