import { inWords } from '../../guidance/dates.ts'
import { roleNames } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Table } from '../../ui/components/table.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { tryAgain, type Unreachable, unreachable } from '../undelivered.ts'

/** Whose e-mail comes back, since when, and what to do about it. */
export const undeliveredPage = page<readonly Unreachable[]>({
  at: '/messages/undelivered',
  may: 'see undelivered mail',
  name: 'addresses that e-mail does not reach',
  load: ({ tx, who }) => unreachable(tx, who),
  submit: async (list, { tx, who, body, today, origin }) => {
    const one = list.find(({ key }) => key === text(body, 'to'))
    if (!one) return { refused: 'This address is not on the list any more.' }
    const sent = await tryAgain(tx, one, { person: who.id, today, origin })
    if (typeof sent === 'object') return sent
    return {
      go: '/messages/undelivered',
      done: sent
        ? 'A message is on its way. If it arrives, the address leaves this list by itself.'
        : 'This address was tried today already. Try it again tomorrow.'
    }
  },
  view: (list, { csrf }) => ({
    title: 'Addresses that e-mail does not reach',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: 'People', href: '/people' },
      { text: 'Addresses that e-mail does not reach' }
    ],
    body: (
      <div>
        <h1 class="govuk-heading-l">Addresses that e-mail does not reach</h1>
        {list.length === 0 ? (
          <p class="govuk-body">
            Nobody’s e-mail has come back. When a mail server says that there is no such address, it stands here.
          </p>
        ) : (
          <>
            <WhatToDo />
            <List list={list} csrf={csrf} />
          </>
        )}
      </div>
    )
  })
})

const WhatToDo = () => (
  <div class="reading">
    <p class="govuk-body">
      A mail server said that there is no such address. Messages to these people wait in Open PEP, and they can read
      them there after they sign in.
    </p>
    <h2 class="govuk-heading-m">What to do</h2>
    <ol class="govuk-list govuk-list--number">
      <li>Telephone them, or their school or team, and ask which address is right.</li>
      <li>
        If it is another address, the administrator{' '}
        <a class="govuk-link" href="/people/new">
          adds them
        </a>{' '}
        with the new one and ends the post under the old one.
      </li>
      <li>If they have left, end their post under People, so that their work goes to somebody who is there.</li>
      <li>
        If the address is right, ask those who run their e-mail to let Open PEP’s messages in. Then choose Try again.
      </li>
    </ol>
  </div>
)

const List = ({ list, csrf }: { list: readonly Unreachable[]; csrf: string }) => (
  <Table
    cards
    caption={list.length === 1 ? '1 address' : `${list.length} addresses`}
    captionSize="m"
    firstCellIsHeader
    columns={[
      { heading: 'Who' },
      { heading: 'E-mail address' },
      { heading: 'Since' },
      { heading: 'Waiting unread', numeric: true },
      { heading: 'Act' }
    ]}
    rows={list.map(one => [
      <Who one={one} />,
      one.email ?? 'None',
      inWords(one.since),
      one.isPerson ? one.unread : 'no account',
      <form method="post">
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="to" value={one.key} />
        <Button kind="secondary" preventDoubleClick>
          Try again<span class="govuk-visually-hidden">: {one.name ?? one.email}</span>
        </Button>
      </form>
    ])}
  />
)

const Who = ({ one }: { one: Unreachable }) => (
  <>
    {one.isPerson ? one.name : one.name ? `Contact of ${one.name}` : 'Somebody without an account'}
    {one.roles.length > 0 ? <span class="as-block">{one.roles.map(role => roleNames[role]).join(', ')}</span> : null}
  </>
)
