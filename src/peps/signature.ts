import { formatDate } from '../forms/value.ts'
import type { Answer } from './answers.ts'

/** "Ms Okafor", or "Ms Okafor for P. Rao". */
export const writerOf = ({ by, forName }: Pick<Answer, 'by' | 'forName'>): string =>
  forName ? `${by} for ${forName}` : by

/** The day of an instant as the database writes it, ISO. */
const dayOf = (instant: string): string => instant.slice(0, 10)

/** Beneath an answer: who wrote it and when, whoever carried it on; and whether somebody has said that it is still true. */
export function signatureOf(answer: Pick<Answer, 'by' | 'forName' | 'at' | 'carried' | 'confirmed'>): string {
  const wrote = `${writerOf(answer)}, ${formatDate(dayOf(answer.at))}`
  if (answer.carried) return `From last term, not confirmed: ${wrote}`
  const { confirmed } = answer
  return confirmed ? `${wrote}. Still true: ${confirmed.by}, ${formatDate(dayOf(confirmed.at))}` : wrote
}
