/**
 * The words of every message: what waits, and a link. No personal data: no child's name, no place, no words of anybody.
 * The facts that a text takes are dates and links only, so that there is nothing it could give away.
 */
export interface Text {
  readonly subject: string
  readonly words: string
}

export interface Linked {
  /** A whole address. */
  readonly link: string
}
export interface AtMeeting extends Linked {
  readonly on: Temporal.PlainDate
  readonly at: Temporal.PlainTime | null
}
export interface Due extends Linked {
  readonly due: Temporal.PlainDate
}

export const longDate = (date: Temporal.PlainDate): string =>
  date.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '')

export const when = ({ on, at }: AtMeeting): string =>
  at === null ? longDate(on) : `${longDate(on)} at ${at.toString({ smallestUnit: 'minute' })}`

export const text = (subject: string, lines: readonly string[], link: string): Text => ({
  subject,
  words: [...lines, link, signature].join('\n\n')
})

export const things = (number: number): string => (number === 1 ? 'One thing is' : `${number} things are`)

export const signature =
  'This message names nobody, to keep children safe. Please answer in Open PEP and not by e-mail, and do not write a child’s name in a reply.'
