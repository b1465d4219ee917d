import { type Linked, longDate, type Text, text } from './text.ts'

/** Words about somebody's own access, and to those who give it. */
export const accessTexts = {
  'post given': (facts: Linked & { readonly on: Temporal.PlainDate }) =>
    text(
      'You may now sign in to Open PEP',
      [
        `A Virtual School has given you a post in Open PEP, the service for Personal Education Plans, from ${longDate(facts.on)}.`,
        'Sign in with this e-mail address. There is no password to choose: you can ask for a link each time.'
      ],
      facts.link
    ),
  'sign-in link': (facts: Linked & { readonly minutes: number }) =>
    text(
      'Your link to sign in to Open PEP',
      [
        `Use this link to sign in. It works once, for ${facts.minutes} minutes.`,
        'If you did not ask for it, ignore this message: nobody can sign in without it.'
      ],
      facts.link
    ),
  'restricted record opened': ({ on, link }: Linked & { readonly on: Temporal.PlainDate }) =>
    text(
      'A restricted record was opened',
      [
        `The Virtual School head has opened a restricted record until the end of ${longDate(on)}. You administer the council's Open PEP, so you are told at once. Who, when and why is here:`
      ],
      link
    ),
  'account unused': ({ on, link }: Linked & { readonly on: Temporal.PlainDate }) =>
    text(
      `Please sign in to Open PEP before ${longDate(on)}`,
      [
        `You have not signed in to Open PEP for a long time. If you do not sign in before ${longDate(on)}, your account is suspended: nobody can use it until you come back.`,
        'If you still work with children in care, sign in here:'
      ],
      link
    ),
  'access to review': ({ due, link }: Linked & { readonly due: Temporal.PlainDate }) =>
    text(
      `Who still needs access? Please say by ${longDate(due)}`,
      [
        `Each term somebody looks through everybody who can open children’s records, and keeps or ends their access. This term’s review is to be done by ${longDate(due)}:`
      ],
      link
    ),
  'access not reviewed': ({ due, link }: Linked & { readonly due: Temporal.PlainDate }) =>
    text(
      'The review of who has access is late',
      [`This term’s review of who can open children’s records was due on ${longDate(due)}, and is not finished:`],
      link
    ),
  'new browser': (facts: Linked) =>
    text(
      'You signed in to Open PEP with a new browser',
      [
        'Somebody has just signed in to Open PEP as you, with a browser that you had not used before.',
        'Was it you? Then there is nothing to do. If it was not, end that session here and tell your Virtual School:'
      ],
      facts.link
    ),
  'address tried': (facts: Linked) =>
    text(
      'Does e-mail from Open PEP reach you?',
      [
        'E-mail to you came back for some days, so your council tries this address again. You need not answer. What you may have missed is here:'
      ],
      facts.link
    )
} as const satisfies Record<string, (facts: never) => Text>
