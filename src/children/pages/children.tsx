import { contextOf } from '../../authorities/authority.ts'
import { pepStates } from '../../guidance/words.ts'
import { stateTags } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Select } from '../../ui/components/select.tsx'
import { page } from '../../web/page.ts'
import { ChildrenTable } from '../children-table.tsx'
import { type ChildList, listChildren, settingsOfMine, wanted } from '../list.ts'

interface Loaded {
  readonly list: ChildList
  readonly settings: ReadonlyArray<{ readonly id: string; readonly name: string }>
  readonly terms: readonly string[]
}

/** The children that this person sees: search, filter, sort, twenty-five a page. One audit row names those shown. */
export const childrenPage = page<Loaded>({
  at: '/children',
  may: 'list children',
  name: 'list of children',
  load: async ({ tx, who, query, today }) => {
    const list = await listChildren(tx, wanted(query), today)
    const [authority] = who.authorityIds
    const filtering =
      query.filters !== undefined ||
      Object.values(list.wanted).some(one => typeof one === 'string' && one !== '' && one !== 'name')
    const settings = filtering ? await settingsOfMine(tx) : []
    const calendar = filtering && authority !== undefined ? (await contextOf(tx, authority, today)).calendar : []
    return { list, settings, terms: calendar.map(term => `${term.year} ${term.term}`) }
  },
  shows: ({ list }) => list.children.map(child => child.id),
  view: ({ list, settings, terms }) => ({
    title: 'Children',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Children' }],
    body: (
      <>
        <h1 class="govuk-heading-l">Children</h1>
        <Search list={list} settings={settings} terms={terms} />
        {list.children.length > 0 ? (
          <ChildrenTable list={list} at="/children" />
        ) : (
          <p class="govuk-body">
            {list.wanted.search
              ? `No child of yours is found by “${list.wanted.search}”. Try part of a name, or take the filters away.`
              : 'No child is yours to see on this list. Children appear here when they are allocated to you, enrolled at your setting, or in your authority’s care.'}
          </p>
        )}
      </>
    )
  })
})

function Search({ list, settings, terms }: Loaded) {
  const { wanted: asked } = list
  const years = Array.from({ length: 16 }, (_, index) => index - 2)
  const any = { value: '', text: 'Any' }
  return (
    <form method="get" action="/children" class="reading">
      <Input name="search" label="Find by name" value={asked.search} />
      {settings.length + terms.length > 0 ? (
        <Details summary="Filters" open>
          <Select
            name="setting"
            label="Setting"
            value={asked.setting}
            items={[any, ...settings.map(({ id, name }) => ({ value: id, text: name }))]}
          />
          <Select
            name="state"
            label="Plan"
            value={asked.state}
            items={[any, ...pepStates.map(state => ({ value: state, text: stateTags[state].text }))]}
          />
          <Select
            name="year"
            label="Year group"
            value={asked.yearGroup === null ? '' : String(asked.yearGroup)}
            items={[
              any,
              ...years.map(year => ({
                value: String(year),
                text:
                  year < 0 ? `Nursery (${year + 5} to ${year + 6} years)` : year === 0 ? 'Reception' : `Year ${year}`
              }))
            ]}
          />
          <Select
            name="term"
            label="Term"
            value={asked.term}
            items={[any, ...terms.map(term => ({ value: term, text: term }))]}
          />
        </Details>
      ) : (
        <p class="govuk-body">
          <a class="govuk-link" href="/children?filters=1">
            Show filters
          </a>
        </p>
      )}
      <Button>Find</Button>
    </form>
  )
}
