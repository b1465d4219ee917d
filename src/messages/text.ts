/** A message as it is read. */
export interface Text {
  readonly subject: string
  readonly words: string
}

export interface Linked {
  /** A whole address. */
  readonly link: string
}
export const longDate = (date: Temporal.PlainDate): string =>
  date.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '')

/** What waits, a line each, then where it is, and that it names nobody. */
export const text = (subject: string, lines: readonly string[], link: string): Text => ({
  subject,
  words: [...lines, link, signature].join('\n\n')
})

export const signature =
  'This message names nobody, to keep children safe. Please answer in Open PEP and not by e-mail, and do not write a child’s name in a reply.'
