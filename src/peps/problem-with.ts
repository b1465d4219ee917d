import type { Question } from '../forms/definition.ts'
import { parseAnswer } from '../forms/validate.ts'
import type { Answer } from './answers.ts'

/** What is wrong with an answer that was kept as typed. */
export function problemWith(question: Question, answers: ReadonlyMap<string, Answer>): string | undefined {
  const raw = answers.get(question.id)?.raw
  if (raw === null || raw === undefined) return undefined
  const parsed = parseAnswer(question, raw)
  return parsed.valid ? undefined : parsed.problem
}
