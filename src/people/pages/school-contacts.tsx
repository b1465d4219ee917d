import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Pagination } from '../../ui/components/pagination.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { page } from '../../web/page.ts'
import { type ContactWish, contactsFor, contactsPage, contactWish, saysEscalation } from '../setting-contacts.ts'

/** Whom to reach at each school and other setting: its designated teacher, office, safeguarding lead. */
export const schoolContactsPage = page({
  at: '/school-contacts',
  may: 'keep school contacts',
  name: 'school contacts',
  quiet: true,
  load: ({ tx, who, query }) => contactsFor(tx, who, contactWish(query)),
  view: ({ contacts, total, wish }, { who }) => {
    const all = who !== null && saysEscalation(who)
    return {
      title: 'School contacts',
      trail: [{ text: 'What you need to do', href: '/' }, { text: 'School contacts' }],
      body: (
        <div>
          <h1 class="govuk-heading-xl">School contacts</h1>
          {all ? <Search wish={wish} /> : null}
          {contacts.length === 0 ? (
            <p class="govuk-body">No school is found. Schools appear here when a child is enrolled at them.</p>
          ) : (
            <Table
              cards
              firstCellIsHeader
              caption={
                total === 1
                  ? '1 school or other setting'
                  : `${total.toLocaleString('en-GB')} schools and other settings`
              }
              captionSize="s"
              columns={[
                { heading: 'School' },
                { heading: 'Designated teacher' },
                { heading: 'Office' },
                { heading: 'Safeguarding lead' },
                { heading: 'Late work is told to' },
                { heading: 'Change' }
              ]}
              rows={contacts.map(one => [
                [one.name, one.town].filter(Boolean).join(', '),
                one.teachers.length > 0
                  ? one.teachers.map(({ name, email }) => (
                      <span class="as-block">
                        {name}
                        {email ? `, ${email}` : ''}
                      </span>
                    ))
                  : missing,
                [one.officePhone, one.officeEmail].filter(Boolean).join(', ') || 'Not recorded',
                [one.safeguardingName, one.safeguardingPhone].filter(Boolean).join(', ') || 'Not recorded',
                one.escalationEmail ?? missing,
                <a class="govuk-link" href={`/school-contacts/${one.settingId}`}>
                  Change<span class="govuk-visually-hidden"> the contacts of {one.name}</span>
                </a>
              ])}
            />
          )}
          <Pages wish={wish} total={total} />
        </div>
      )
    }
  }
})

const missing = <Tag colour="orange">Nobody yet</Tag>

const Search = ({ wish }: { wish: ContactWish }) => (
  <form method="get" action="/school-contacts" class="chooser">
    <Input name="search" type="search" label="Name or town" value={wish.search} width={30} />
    <Checkboxes
      name="without"
      values={wish.without ? ['yes'] : []}
      items={[{ value: 'yes', text: 'Only those without a contact for late work' }]}
    />
    <Button kind="secondary">Search</Button>
  </form>
)

function Pages({ wish, total }: { wish: ContactWish; total: number }) {
  const last = Math.ceil(total / contactsPage)
  const link = (to: number) => {
    const fields = { search: wish.search, without: wish.without ? 'yes' : '', page: String(to) }
    const asked = Object.entries(fields).filter(([, value]) => value !== '')
    return { href: `/school-contacts?${new URLSearchParams(asked)}`, label: `${to} of ${last}` }
  }
  if (last < 2) return null
  return (
    <Pagination
      name="Pages of schools"
      previous={wish.page > 1 ? link(wish.page - 1) : undefined}
      next={wish.page < last ? link(wish.page + 1) : undefined}
    />
  )
}
