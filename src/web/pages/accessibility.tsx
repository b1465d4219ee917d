import { page } from '../page.ts'

/** What was tried, what is known not to be right yet, and whom to tell. Kept honest: change it with the service. */
export const accessibilityPage = page({
  at: '/accessibility',
  may: 'anyone',
  name: 'accessibility statement',
  quiet: true,
  load: async () => ({}),
  view: () => ({
    title: 'Accessibility statement',
    trail: [{ text: 'Open PEP', href: '/' }, { text: 'Accessibility statement' }],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-xl">Accessibility statement</h1>
        <p class="govuk-body-l">
          We want everybody to be able to use this service: at work, at home, and on any device.
        </p>
        <p class="govuk-body">You should be able to:</p>
        <ul class="govuk-list govuk-list--bullet">
          <li>use every page with a keyboard alone, or by speaking to your computer</li>
          <li>listen to every page with a screen reader</li>
          <li>zoom to 400 % without scrolling from side to side</li>
          <li>use a small telephone, 320 points wide</li>
          <li>do everything without JavaScript, except writing together at the same time</li>
          <li>print any page</li>
        </ul>
        <h2 class="govuk-heading-m">How far we are</h2>
        <p class="govuk-body">
          The service aims at the Web Content Accessibility Guidelines 2.2, level AA. No outside body has audited it
          yet, and it has not been tried with enough people who use a screen reader or speak to their computer. So we
          call it <strong>partially compliant</strong> until that has been done.
        </p>
        <h2 class="govuk-heading-m">How we test it</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            Each change to the service must pass journeys through a whole term, as people of the main roles, in a real
            browser: at a desk, and on a screen 320 points wide without JavaScript.
          </li>
          <li>
            Each page that these journeys reach is checked by the program axe against levels A and AA of 2.0, 2.1 and
            2.2, and must not be wider than the screen. Such a program finds only some of the problems.
          </li>
          <li>The parts that pages are made of are compared with those of the GOV.UK Design System.</li>
          <li>Plans as PDF are tagged for screen readers. One that is not whole by PDF/UA-1 is not made.</li>
        </ul>
        <h2 class="govuk-heading-m">What we know is not right yet</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            Documents that others attached to a plan are as their authors made them. Ask the adviser for another form.
          </li>
          <li>The pages for young people are in English. An adult or an interpreter can sit with them.</li>
          <li>
            Use by keyboard alone, by voice, with screen readers and at 400 % zoom is built for, but no test tries it
            with each change, and not every page has been tried by hand.
          </li>
          <li>Pages that no journey reaches have not been checked by axe each time.</li>
        </ul>
        <h2 class="govuk-heading-m">Signing in</h2>
        <p class="govuk-body">
          You never have to remember a password or solve a puzzle: you can always sign in with a link by e-mail. A
          session that nobody uses for 30 minutes ends. A warning comes 2 minutes before, and you can stay with one
          press.
        </p>
        <h2 class="govuk-heading-m">Tell us, or ask for another form</h2>
        <p class="govuk-body">
          Write to the Virtual School, whose address stands at the foot of each page once you are signed in. Say which
          page, and what you need. If the answer does not help, you can go to the{' '}
          <a class="govuk-link" href="https://www.equalityadvisoryservice.com/">
            Equality Advisory and Support Service
          </a>
          .
        </p>
      </div>
    )
  })
})
