import type { Tx } from '../db/transaction.ts'
import type { Question } from '../forms/definition.ts'
import type { Answer, Saved } from '../peps/answers.ts'
import { saidInLanguage } from '../peps/interpreting.ts'

/** What was just written down is in the language of the page: marked so, and the mark taken away where it is English again. */
export async function keepLanguage(
  tx: Tx,
  pepId: string,
  language: string,
  saved: readonly Saved[],
  {
    questions,
    answers: before
  }: { readonly questions: readonly Question[]; readonly answers: ReadonlyMap<string, Answer> }
): Promise<void> {
  const typed = new Set(questions.flatMap(({ id, kind }) => (kind === 'text' || kind === 'text-line' ? [id] : [])))
  const stored = saved
    .filter(one => one.outcome === 'stored' && typed.has(one.question))
    .map(({ question }) => question)
  if (language !== 'en') return stored.length > 0 ? saidInLanguage(tx, pepId, stored, language) : undefined
  const marked = stored.filter(question => before.get(question)?.said)
  return marked.length > 0 ? saidInLanguage(tx, pepId, marked, null) : undefined
}
