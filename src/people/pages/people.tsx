import { may } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { roleNames, roles } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { Input } from '../../ui/components/input.tsx'
import { LinkList } from '../../ui/components/link-list.tsx'
import { Pagination } from '../../ui/components/pagination.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { page } from '../../web/page.ts'
import {
  type Appointed,
  type Directory,
  type DirectoryWish,
  directoryFor,
  directoryPage,
  directoryWish
} from '../directory.ts'
import { givenRoles } from '../posts.ts'

/** Who works with this authority's children, in which role, where, and until when. */
export const peoplePage = page({
  at: '/people',
  may: 'see people',
  name: 'people',
  load: ({ tx, who, query }) => directoryFor(tx, who, directoryWish(query)),
  view: (directory, { who }) => ({
    title: 'People',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'People' }],
    body: (
      <div>
        <h1 class="govuk-heading-xl">People</h1>
        {may('give a post', who?.roles ?? []) ? <Button href="/people/new">Add a person</Button> : null}
        <Search wish={directory.wish} />
        <LinkList
          links={[
            ['/people/review', 'Who still needs access: this term’s review'],
            ['/stand-ins', 'Who stands in for whom'],
            ['/messages/undelivered', 'Addresses that e-mail does not reach'],
            ['/restricted', 'Restricted records that were opened'],
            ['/authority/record', 'Who did what: search the record']
          ]}
        />
        <p class="govuk-body">
          {directory.all} {directory.all === 1 ? 'appointment' : 'appointments'} now or to come. Carers, parents and
          young people stand on the child’s own page.
        </p>
        <List directory={directory} mayEnd={may('give a post', who?.roles ?? [])} />
      </div>
    )
  })
})

function Search({ wish }: { wish: DirectoryWish }) {
  return (
    <form method="get" action="/people" class="chooser">
      <Input name="search" type="search" label="Name, e-mail address or place of work" value={wish.search} width={30} />
      <Select
        name="role"
        label="Role"
        value={wish.role}
        items={[{ value: '', text: 'Any' }, ...roles.map(role => ({ value: role, text: roleNames[role] }))]}
      />
      <Checkboxes
        name="undeliverable"
        values={wish.undeliverable ? ['yes'] : []}
        items={[{ value: 'yes', text: 'Only where e-mail came back' }]}
      />
      <Checkboxes
        name="suspended"
        values={wish.suspended ? ['yes'] : []}
        items={[{ value: 'yes', text: 'Only suspended accounts' }]}
      />
      <Button kind="secondary">Search</Button>
    </form>
  )
}

/** Nobody is shown as these see. */
const powerful: readonly string[] = ['administrator', 'virtual-school-head']

const reach = ({ email, undeliverableSince, suspended }: Appointed) => (
  <>
    {email ?? 'No e-mail address'}
    {undeliverableSince ? (
      <span class="as-block">
        <Tag colour="red">E-mail comes back</Tag> since {inWords(undeliverableSince)}
      </span>
    ) : null}
    {suspended ? (
      <span class="as-block">
        <Tag colour="orange">Suspended</Tag> not used for long
      </span>
    ) : null}
  </>
)

function List({ directory: { wish, people, all }, mayEnd }: { directory: Directory; mayEnd: boolean }) {
  if (people.length === 0) return <p class="govuk-body">Nobody is found. Try part of a name, or any role.</p>
  const last = Math.ceil(all / directoryPage)
  const link = (to: number) => {
    const fields = {
      search: wish.search,
      role: wish.role,
      undeliverable: wish.undeliverable ? 'yes' : '',
      suspended: wish.suspended ? 'yes' : '',
      page: String(to)
    }
    const asked = Object.entries(fields).filter(([, value]) => value !== '')
    return { href: `/people?${new URLSearchParams(asked)}`, label: `${to} of ${last}` }
  }
  return (
    <>
      <Table
        cards="close"
        firstCellIsHeader
        columns={[
          { heading: 'Name' },
          { heading: 'Role', bare: true },
          { heading: 'Where', bare: true },
          { heading: 'E-mail address', bare: true },
          { heading: 'From' },
          { heading: 'Until' },
          ...(mayEnd ? [{ heading: 'Change', bare: true }] : [])
        ]}
        rows={people.map(one => [
          one.name,
          roleNames[one.role],
          one.place,
          reach(one),
          inWords(one.from),
          one.until ? inWords(one.until) : 'no end',
          ...(mayEnd && (givenRoles as readonly string[]).includes(one.role)
            ? [
                <>
                  <a class="govuk-link" href={`/people/posts/${one.post}`}>
                    End<span class="govuk-visually-hidden"> the post of {one.name}</span>
                  </a>
                  {powerful.includes(one.role) ? null : (
                    <a class="govuk-link as-block" href={`/people/${one.id}/see-as`}>
                      See as<span class="govuk-visually-hidden"> {one.name}</span>
                    </a>
                  )}
                </>
              ]
            : mayEnd
              ? ['']
              : [])
        ])}
      />
      {last > 1 ? (
        <Pagination
          name="Pages of people"
          previous={wish.page > 1 ? link(wish.page - 1) : undefined}
          next={wish.page < last ? link(wish.page + 1) : undefined}
        />
      ) : null}
    </>
  )
}
