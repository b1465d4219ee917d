import { page } from '../page.ts'

export const privacyPage = page({
  at: '/privacy',
  may: 'anyone',
  name: 'privacy',
  quiet: true,
  load: async () => ({}),
  view: () => ({
    title: 'Privacy',
    trail: [{ text: 'Open PEP', href: '/' }, { text: 'Privacy' }],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-xl">Privacy</h1>
        <p class="govuk-body-l">
          What is written here belongs to a child’s life. Your council’s Virtual School is responsible for it, and its
          own privacy notice says on what legal grounds.
        </p>
        <h2 class="govuk-heading-m">Who can read it</h2>
        <p class="govuk-body">
          Only people who have a part in the child’s education or care today. When that part ends, so does their access,
          in the same minute.{' '}
          <a class="govuk-link" href="/help/access">
            Who may do what
          </a>{' '}
          is a page that you can read when you are signed in.
        </p>
        <h2 class="govuk-heading-m">What we keep</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>the plans, what everyone said, and who wrote what when</li>
          <li>who looked at a child’s pages, and when. This record cannot be changed without it showing</li>
          <li>of people who sign in: their name, e-mail address, role and place of work</li>
        </ul>
        <p class="govuk-body">
          E-mails from this service name no child. Nothing here is used for advertising, sold, or read by a service that
          follows people across the web.
        </p>
        <h2 class="govuk-heading-m">Cookies</h2>
        <p class="govuk-body">
          Only those without which signing in does not work: one for your session, one that protects forms, one that
          carries a short message to the next page, and one by which we tell you when somebody signs in as you with
          another browser. They need no consent, so we do not ask.
        </p>
        <h2 class="govuk-heading-m">Your rights</h2>
        <p class="govuk-body">
          To see what is held about you, to have it corrected, or to object, write to the Virtual School of your council
          or to the council’s data protection officer. You can complain to the Information Commissioner’s Office.
        </p>
      </div>
    )
  })
})
