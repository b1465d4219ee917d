import { page } from '../../web/page.ts'

/** Where the letter to a setting's contact leads: whoever gets it has no account, and the page knows of no child. */
export const lateHerePage = page({
  at: '/help/late',
  may: 'anyone',
  name: 'what a letter about late work means',
  quiet: true,
  load: async () => ({}),
  view: () => ({
    title: 'A plan is late at your setting: what to do',
    trail: [{ text: 'Open PEP', href: '/' }, { text: 'A plan is late at your setting' }],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">A plan is late at your setting: what to do</h1>
        <p class="govuk-body">
          Every child in care has a Personal Education Plan. The Virtual School has you on record as the person to tell
          when a step of one has been late at your setting for some days. To keep children safe the letter does not say
          whose plan it is, and you need no account.
        </p>
        <h2 class="govuk-heading-m">What to do</h2>
        <ol class="govuk-list govuk-list--number">
          <li>
            Ask your designated teacher today. After{' '}
            <a class="govuk-link" href="/sign-in">
              signing in
            </a>{' '}
            they see what is late at the top of their first page, and a button that leads to it.
          </li>
          <li>Ask what would help them: time, a colleague for a part of the plan, a room for the meeting.</li>
          <li>
            Is nobody designated teacher just now, or are they away? Tell the Virtual School, so that somebody else is
            given the post.
          </li>
        </ol>
        <h2 class="govuk-heading-m">Is the letter not for you?</h2>
        <p class="govuk-body">
          Tell the Virtual School, who can write to somebody else instead: the letter’s reply address is theirs. Do not
          write a child’s name.
        </p>
      </div>
    )
  })
})
