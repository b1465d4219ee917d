import { authorityNames, contextOf } from '../../authorities/authority.ts'
import { may } from '../../guidance/access.ts'
import { withCommas } from '../../guidance/numbers.ts'
import { Button } from '../../ui/components/button.tsx'
import { page } from '../../web/page.ts'
import { ChildrenSearch, type Choices } from '../children-search.tsx'
import { ChildrenTable, listAddress } from '../children-table.tsx'
import { advisersOfMine, type ChildList, listChildren, settingsOfMine, wanted } from '../list.ts'

interface Loaded {
  readonly list: ChildList
  readonly choices: Choices | null
}

/** The children that this person sees: search, filter, sort, twenty-five a page. One audit row names those shown. */
export const childrenPage = page<Loaded>({
  at: '/children',
  may: 'list children',
  name: 'list of children',
  load: async ({ tx, who, query, today }) => {
    const asked = wanted(query)
    const list = await listChildren(tx, asked, today, { me: who.id })
    if (query.filters === undefined && !isFiltered(list)) return { list, choices: null }
    const [authority] = who.authorityIds
    const calendar = authority === undefined ? [] : (await contextOf(tx, authority, today)).calendar
    const authorities = who.authorityIds.length < 2 ? [] : await authorityNames(tx)
    const choices = {
      settings: await settingsOfMine(tx),
      advisers: await advisersOfMine(tx),
      authorities: authorities
        .filter(({ code }) => who.authorityIds.includes(code))
        .map(({ code, name }) => ({ id: String(code), name })),
      terms: calendar.map(term => `${term.year} ${term.term}`),
      isAdviser: who.roles.includes('adviser')
    }
    return { list, choices }
  },
  shows: ({ list }) => list.children.map(child => child.id),
  view: ({ list, choices }, { who }) => ({
    title: 'Children',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Children' }],
    body: (
      <>
        <h1 class="govuk-heading-l">Children</h1>
        <ChildrenSearch wanted={list.wanted} choices={choices} />
        {list.children.length > 0 ? (
          <>
            <ChildrenTable list={list} at="/children" />
            <Button href={listAddress('/children.csv', list.wanted)} kind="secondary">
              {list.total === 1 ? 'Download this list (CSV)' : `Download these ${withCommas(list.total)} (CSV)`}
            </Button>
          </>
        ) : (
          <Nobody list={list} />
        )}
        {may('see approvals', who?.roles ?? []) ? (
          <p class="govuk-body">
            <a class="govuk-link" href="/approvals">
              Moves in year 10 and 11 that wait for approval
            </a>
          </p>
        ) : null}
        {may('open a restricted record', who?.roles ?? []) ? (
          <p class="govuk-body">
            <a class="govuk-link" href="/restricted">
              Open a restricted record in an emergency
            </a>
          </p>
        ) : null}
      </>
    )
  })
})

/** Anything asked for but a name, an order or a page. */
const isFiltered = ({ wanted: asked }: ChildList): boolean =>
  listAddress('', { ...asked, search: '', sort: 'name', page: 1 }) !== ''

function Nobody({ list }: { list: ChildList }) {
  if (list.wanted.search || isFiltered(list))
    return (
      <p class="govuk-body">
        {list.wanted.search
          ? `No child of yours is found by “${list.wanted.search}”`
          : 'No child of yours fits these filters'}
        {list.wanted.search && isFiltered(list) ? ' with these filters' : ''}. Try part of a name, or{' '}
        <a class="govuk-link" href="/children">
          show all children
        </a>
        .
      </p>
    )
  return (
    <p class="govuk-body">
      No child is yours to see on this list. Children appear here when they are allocated to you, enrolled at your
      setting, or in your authority’s care.
    </p>
  )
}
