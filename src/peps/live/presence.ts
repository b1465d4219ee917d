/** Who is writing where: known for seconds, and kept nowhere. */
export interface Writing {
  readonly person: string
  readonly question: string
  /** Milliseconds, when it was last heard. */
  readonly at: number
}

/** A page says so anew every five seconds while words are typed. */
export const lastsFor = 12_000

/** Those who are writing still. */
export const writingNow = (known: readonly Writing[], now: number): readonly Writing[] =>
  known.filter(({ at }) => now - at < lastsFor)

/** A person writes in one place at a time; `question` null: in none. */
export function heardOf(
  known: readonly Writing[],
  { person, question }: { readonly person: string; readonly question: string | null },
  now: number
): readonly Writing[] {
  const others = writingNow(known, now).filter(one => one.person !== person)
  return question === null ? others : [...others, { person, question, at: now }]
}
