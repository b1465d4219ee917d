import { isUuid } from '../../db/transaction.ts'
import { Button } from '../../ui/components/button.tsx'
import { Name } from '../../ui/components/name.tsx'
import { Pagination } from '../../ui/components/pagination.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { type OwnMessage, ownMessages, readMessages } from '../messages.ts'
import { withLinks } from './inbox.tsx'

/** A person's own messages: what they got by e-mail, and here, after signing in, whom it is about. */
export const messagesPage = page({
  at: '/messages',
  may: 'read own messages',
  own: true,
  name: 'own messages',
  load: ({ tx, query, seal, origin }) => ownMessages(tx, Number(query.page ?? 1), { seal, origin }),
  shows: ({ messages }) => [...new Set(messages.flatMap(({ about }) => about?.childId ?? []))],
  view: ({ messages, page: current, pages, all, unread }, { csrf }) => ({
    title: 'Messages',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Messages' }],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">Messages</h1>
        {all === 0 ? (
          <p class="govuk-body">You have no messages. When something waits for you, you will read it here.</p>
        ) : (
          <p class="govuk-body">{unread === 0 ? 'You have read all of them.' : `${unread} of ${all} not read yet.`}</p>
        )}
        {unread > 1 ? <MarkRead csrf={csrf} message="all" words="Mark all as read" /> : null}
        {messages.map(message => (
          <Message message={message} csrf={csrf} />
        ))}
        {pages > 1 ? (
          <Pagination
            name="Messages"
            previous={current > 1 ? { href: `/messages?page=${current - 1}`, text: 'Newer' } : undefined}
            next={current < pages ? { href: `/messages?page=${current + 1}`, text: 'Older' } : undefined}
          />
        ) : null}
      </div>
    )
  }),
  submit: async (_loaded, { tx, body, now }) => {
    const which = text(body, 'message')
    if (which !== 'all' && !isUuid(which)) return { refused: 'There is no such message.' }
    await readMessages(tx, which === 'all' ? null : which, now)
    return { go: '/messages' }
  }
})

const londonTime = (iso: string) =>
  new Date(iso).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' })

function Message({ message, csrf }: { message: OwnMessage; csrf: string }) {
  const { id, subject, words, way, madeAt, isNew, about } = message
  return (
    <article class="card">
      <h2 class="govuk-heading-m">
        {subject} {isNew ? <Tag colour="blue">New</Tag> : null}
      </h2>
      {about ? (
        <p class="govuk-body">
          About{' '}
          {about.place ? (
            <a class="govuk-link" href={about.place}>
              <Name of={about.name} />
            </a>
          ) : (
            <Name of={about.name} />
          )}
        </p>
      ) : null}
      <p class="govuk-body-s">{londonTime(madeAt)}</p>
      <div class="govuk-body as-written">{withLinks(words)}</div>
      {way ? (
        <p class="govuk-body">
          <a class="govuk-link" href={way.href}>
            {way.words}
            <span class="govuk-visually-hidden">: {subject}</span>
          </a>
        </p>
      ) : null}
      {isNew ? <MarkRead csrf={csrf} message={id} words="Mark as read" about={subject} /> : null}
    </article>
  )
}

function MarkRead({ csrf, message, words, about }: { csrf: string; message: string; words: string; about?: string }) {
  return (
    <form method="post" action="/messages">
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="message" value={message} />
      <Button kind="secondary">
        {words}
        {about ? <span class="govuk-visually-hidden">: {about}</span> : null}
      </Button>
    </form>
  )
}
