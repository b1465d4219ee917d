import { inWords, isAfter, type PlainDate } from './dates.ts'
import { capital } from './words.ts'

/**
 * Words that somebody typed, as parts of our own sentences. They come with a full stop or without: no sentence ends twice
 * (“Reads aloud.”.) or runs into the next.
 */

/** Without the stop or comma at their end, for words that our sentence goes on after; what they ask or call stays. */
export function bare(words: string): string {
  const own = words.trim()
  return own.endsWith('...') ? own : own.replace(/[\s.,;:]+$/, '')
}

/** At the end of what is to be done: by which day, and that it has passed. */
export const byDay = (day: PlainDate, today: PlainDate): string =>
  isAfter(today, day) ? `, by ${inWords(day)}, which has passed` : `, by ${inWords(day)}`

export const quoted = (words: string): string => `“${bare(words)}”`

/** As a sentence of their own: a full stop at the end, unless they have brought an end. Nothing stays nothing. */
export function sentence(words: string): string {
  const own = words.trim()
  return own === '' || /[.!?…][”"’')\]]*$/.test(own) ? own : `${bare(own)}.`
}

/** What is said of a label; a question keeps its mark, and a new sentence follows. */
export const labelled = (label: string, words: string): string =>
  /[?!]$/.test(label.trim()) ? `${label.trim()} ${capital(words)}` : `${bare(label)}: ${words}`
