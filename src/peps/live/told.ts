/** What processes tell one another of a plan: ids and nothing else, since whoever reads the database's log reads them too. */
export type Told =
  | { readonly what: 'answers' | 'plan'; readonly pep: string }
  /** This person is writing in this question, or (null) no more. */
  | { readonly what: 'writing'; readonly pep: string; readonly person: string; readonly question: string | null }

export const answersChanged = (pep: string): string => `answers ${pep}`
/** One of its records: targets, money, the meeting. */
export const planChanged = (pep: string): string => `plan ${pep}`
export const isWriting = (pep: string, person: string, question: string | null): string =>
  `writing ${pep} ${person} ${question ?? ''}`

export function readTold(text: string): Told | null {
  const [what, pep, person, question] = text.split(' ')
  if (!pep) return null
  if (what === 'answers' || what === 'plan') return { what, pep }
  return what === 'writing' && person ? { what, pep, person, question: question || null } : null
}
