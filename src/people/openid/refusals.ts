/** Why a sign-in by another house came to nothing: what is said, and how to mend it. */
export const refusals = {
  unreachable: {
    title: 'does not answer',
    what: 'Their service may be down for a moment. Nothing is wrong with your account.',
    mend: 'Try again in a minute, or sign in another way.'
  },
  cancelled: {
    title: 'did not sign you in',
    what: 'You stopped, or they do not let your account use Open PEP.',
    mend: 'Try again. If it goes on, ask whoever looks after your account there.'
  },
  stale: {
    title: 'could not be finished',
    what: 'This sign-in was begun too long ago, in another browser, or was finished already.',
    mend: 'Begin again from here.'
  },
  'not genuine': {
    title: 'sent an answer that we do not trust',
    what: 'The answer was not made for this sign-in, or its seal is broken. We have noted it. You are not signed in.',
    mend: 'Begin again. If it happens twice, tell your Virtual School.'
  },
  unverified: {
    title: 'has not checked your e-mail address',
    what: 'We know people by their work address. Your account there has none that was checked.',
    mend: 'Ask whoever looks after your account there, or sign in another way.'
  },
  'look-alike': {
    title: 'sent an address that we do not take',
    what: 'Your e-mail address there holds a letter that only looks like an ordinary one.',
    mend: 'Ask whoever looks after your account there to type the address again.'
  },
  elsewhere: {
    title: 'cannot vouch for your address',
    what: 'Your e-mail address, or your post, is not of those whom they sign in.',
    mend: 'Use the sign-in of your own council or school, or sign in another way.'
  },
  unknown: {
    title: 'knows you, but we do not',
    what: 'No account here has your e-mail address. Accounts are made by the Virtual School of your council.',
    mend: 'Ask your Virtual School to add you, with the address that you use there.'
  },
  'linked otherwise': {
    title: 'knows two of you',
    what: 'Your account here is joined to another account there, perhaps an older one of yours.',
    mend: 'Sign in another way, stop the old one on the page “Your account”, and begin again.'
  },
  asleep: {
    title: 'signed you in, but your account here is suspended',
    what: 'It was not used for a long time.',
    mend: 'Sign in with a link by e-mail: with it you come back at once.'
  },
  ended: {
    title: 'signed you in, but your account here has ended',
    what: 'You have no access to Open PEP any more.',
    mend: 'If you still need it, ask the Virtual School of your council.'
  }
} as const

export type Why = keyof typeof refusals
/** As an address writes it. */
export const slugOf = (why: Why): string => why.replaceAll(' ', '-')
export const whyOf = (slug: string | undefined): Why | null =>
  (Object.keys(refusals) as Why[]).find(why => slugOf(why) === slug) ?? null
