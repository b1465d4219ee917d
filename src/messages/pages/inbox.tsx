import type { VNode } from 'preact'
import { page } from '../../web/page.ts'
import { type ReceivedMail, readInbox } from '../development-inbox.ts'

/** What the service has e-mailed, where no mail server is set. Served in demonstration mode only. */
export const inboxPage = (folder: string) =>
  page({
    at: '/dev/inbox',
    may: 'anyone',
    name: 'development inbox',
    quiet: true,
    load: () => readInbox(folder),
    view: mails => ({
      title: 'Development inbox',
      bare: true,
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">Development inbox</h1>
          <p class="govuk-body">
            E-mail that Open PEP has sent lands here while no mail server is set. The newest comes first.
          </p>
          {mails.length === 0 ? <p class="govuk-inset-text">Nothing has been sent yet.</p> : null}
          {mails.map(mail => (
            <Mail mail={mail} />
          ))}
        </div>
      )
    })
  })

export const inboxJson = (folder: string) =>
  page({
    at: '/dev/inbox.json',
    may: 'anyone',
    name: 'development inbox for programs',
    quiet: true,
    load: () => readInbox(folder, 10_000),
    view: mails => ({ send: JSON.stringify(mails), type: 'application/json; charset=utf-8' })
  })

function Mail({ mail }: { mail: ReceivedMail }) {
  return (
    <article class="card">
      <h2 class="govuk-heading-m">{mail.subject || 'No subject'}</h2>
      <p class="govuk-body-s">To {mail.to}</p>
      <div class="govuk-body as-written">{withLinks(mail.text)}</div>
      {mail.ics ? (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">The calendar file</span>
          </summary>
          <div class="govuk-details__text as-written">{mail.ics}</div>
        </details>
      ) : null}
    </article>
  )
}

/** Addresses become links; all else stays text. */
export function withLinks(text: string): (string | VNode)[] {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a class="govuk-link" href={part}>
        {part}
      </a>
    ) : (
      part
    )
  )
}
