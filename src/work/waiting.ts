/** What waits for somebody without a date of its own: an answer, a choice, a look. */
import { withCommas } from '../guidance/numbers.ts'
export const waitingKinds = [
  'concern',
  'correction',
  'clash',
  'views',
  'feedback',
  'premium',
  'release',
  'section',
  'plan'
] as const
export type WaitingKind = (typeof waitingKinds)[number]

/** As the database tells it: ids, since when, and how many of the kind in this plan. `since` is ISO. */
export interface Waiting {
  readonly kind: WaitingKind
  readonly childId: string
  readonly pepId: string | null
  /** The concern, the correction, the section; of a plan for which no clock runs: what comes next in it. */
  readonly ref: string | null
  readonly since: string | null
  readonly number: number
}

interface Act {
  readonly words: (number: number) => string
  readonly act: string
  readonly to: string
}

/** What comes next in an open plan that has no date of its own: an interim one, say. */
const nextInPlan: Readonly<Record<string, Act>> = {
  arrange: { words: () => 'Arrange the meeting', act: 'Arrange the meeting', to: '/peps/:pep/meeting' },
  hold: { words: () => 'Hold the meeting', act: 'Record the meeting', to: '/peps/:pep/meeting/held' },
  submit: { words: () => 'Submit the plan', act: 'Submit the plan', to: '/peps/:pep/submit' }
}
const onlyPlan: Act = { words: () => 'Go on with the plan', act: 'Open the plan', to: '/peps/:pep' }

const acts: Readonly<Record<Exclude<WaitingKind, 'plan'>, Act>> = {
  concern: { words: () => 'Answer a question or concern', act: 'Read and answer', to: '/concerns/:ref' },
  correction: { words: () => 'Answer a correction', act: 'Answer the correction', to: '/peps/:pep/corrections/:ref' },
  clash: {
    words: number =>
      number === 1
        ? 'Two people wrote the same answer: choose one'
        : `Choose between two versions of ${number} answers`,
    act: 'Choose',
    to: '/peps/:pep/clashes'
  },
  views: { words: () => 'Read the views that came by link', act: 'Read the views', to: '/peps/:pep/views' },
  feedback: {
    words: number =>
      number === 1 ? 'Answer the adviser’s feedback' : `Answer the adviser’s feedback: ${number} parts`,
    act: 'Answer the feedback',
    to: '/peps/:pep/feedback'
  },
  premium: {
    words: number => (number === 1 ? 'Decide on a premium request' : `Decide on ${number} premium requests`),
    act: 'Decide',
    to: '/peps/:pep/premium'
  },
  release: { words: () => 'Check the parent’s copy', act: 'Check the copy', to: '/peps/:pep/copies/release' },
  section: {
    words: number =>
      number === 1 ? 'Write the part you were asked for' : `Write the ${number} parts you were asked for`,
    act: 'Write your part',
    to: '/peps/:pep/sections/:ref'
  }
}

/** The thing to do, the words of the button and the address it leads to. */
export function waitingAct({ kind, number, pepId, ref }: Waiting): { words: string; act: string; href: string } {
  const { words, act, to } = kind === 'plan' ? (nextInPlan[ref ?? ''] ?? onlyPlan) : acts[kind]
  return { words: words(number), act, href: to.replace(':pep', pepId ?? '').replace(':ref', ref ?? '') }
}

/** Gaps in an authority's records, which somebody has to close. */
export const gapKinds = [
  'adviser',
  'social-worker',
  'setting',
  'teacher',
  'contact',
  'undelivered',
  'suspended',
  'review'
] as const
export type GapKind = (typeof gapKinds)[number]
export interface Gap {
  readonly kind: GapKind
  readonly number: number
}

const count = (number: number, one: string, several: string) => `${withCommas(number)} ${number === 1 ? one : several}`

/** A gap as a thing to do. */
export function gapAct({ kind, number }: Gap): { words: string; act: string; href: string } {
  switch (kind) {
    case 'adviser':
    case 'social-worker': {
      const whom = kind === 'adviser' ? 'adviser' : 'social worker'
      const words = count(number, `child has no ${whom}`, `children have no ${whom}`)
      return { words, act: 'See who', href: `/children?without=${kind}` }
    }
    case 'setting': {
      const words = count(number, 'child has no school or other setting', 'children have no school or other setting')
      return { words, act: 'See who', href: '/children?without=setting' }
    }
    case 'teacher': {
      const words = count(number, 'setting has no designated teacher', 'settings have no designated teacher')
      return { words, act: 'See the children', href: '/children?without=teacher' }
    }
    case 'contact': {
      const words = count(number, 'setting has no contact for late work', 'settings have no contact for late work')
      return { words, act: 'See which', href: '/school-contacts?without=yes' }
    }
    case 'suspended': {
      const words = count(number, 'account is suspended', 'accounts are suspended')
      return { words, act: 'See whose', href: '/people?suspended=yes' }
    }
    case 'review': {
      const words = count(number, 'person’s access is to be reviewed', 'people’s access is to be reviewed')
      return { words, act: 'Review access', href: '/people/review' }
    }
    case 'undelivered': {
      const words = count(number, 'person cannot be reached by e-mail', 'people cannot be reached by e-mail')
      return { words, act: 'See what to do', href: '/messages/undelivered' }
    }
  }
}
