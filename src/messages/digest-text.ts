import type { Group } from '../work/tasks.ts'
import { type Linked, type Text, text } from './text.ts'

const things = (number: number): string => (number === 1 ? 'One thing is' : `${number} things are`)

interface Digest extends Linked {
  /** As the person's own first page counts what is theirs. */
  readonly counts: ReadonlyMap<Group, number>
  /** How much is late with somebody else, and is told to them. */
  readonly others: number
}

/** The one letter of a day: how much waits, and for whom and what only on the page itself. */
export function digestText({ counts, others, link }: Digest): Text {
  const of = (...some: Group[]) => some.reduce((sum, group) => sum + (counts.get(group) ?? 0), 0)
  const [late, soon, ahead] = [of('late'), of('this-week', 'next-week'), of('later')]
  const more = soon > 0 ? `, ${soon} due by the end of next week` : ''
  const subject =
    late > 0
      ? `${things(late)} late${more}`
      : soon > 0
        ? `${things(soon)} due by the end of next week`
        : others > 0
          ? 'Something waits for others'
          : ahead > 0
            ? `${things(ahead)} due after next week`
            : 'What you need to do next'
  return text(
    subject,
    [
      ...(late > 0 ? [`${things(late)} late. Please begin there.`] : []),
      ...(soon > 0 ? [`${things(soon)} due by the end of next week.`] : []),
      ...(late + soon === 0 && ahead > 0 ? [`Nothing is late. ${things(ahead)} due after next week.`] : []),
      ...(others > 0 ? [`${things(others)} late with somebody else: you may be able to help.`] : []),
      'What it is, for whom and by when is on your first page:'
    ],
    link
  )
}
