/** Which of several dates suits those who are to meet. */

export const choices = ['yes', 'if-need-be', 'no'] as const
export type Choice = (typeof choices)[number]
export const isChoice = (word: string): word is Choice => (choices as readonly string[]).includes(word)

export const mostDates = 5

/** One person's answer: a choice for each date, in their order; null: not answered yet. */
export interface Vote {
  readonly name: string
  readonly choices: readonly Choice[] | null
}

/** Of one date: who said what, by name. */
export interface Tally {
  readonly yes: readonly string[]
  readonly ifNeedBe: readonly string[]
  readonly no: readonly string[]
  readonly waiting: readonly string[]
  /** None suits more people better: this one alone, or others as well; null: another does. */
  readonly best: 'alone' | 'equally' | null
}

/** For each date who can come. The best: fewest who cannot, then most whom it suits; none before anybody has answered. */
export function tally(count: number, votes: readonly Vote[]): Tally[] {
  const dates = Array.from({ length: count }, (_, at) => {
    const said = (choice: Choice) => votes.filter(vote => vote.choices?.[at] === choice).map(({ name }) => name)
    const waiting = votes.filter(vote => vote.choices === null).map(({ name }) => name)
    return { yes: said('yes'), ifNeedBe: said('if-need-be'), no: said('no'), waiting }
  })
  const better = (a: (typeof dates)[number], b: (typeof dates)[number]) =>
    a.no.length - b.no.length || b.yes.length - a.yes.length
  const answered = votes.some(vote => vote.choices !== null)
  const isBest = (date: (typeof dates)[number]) => answered && dates.every(other => better(date, other) <= 0)
  const best = dates.filter(isBest).length > 1 ? 'equally' : 'alone'
  return dates.map(date => ({ ...date, best: isBest(date) ? best : null }))
}
