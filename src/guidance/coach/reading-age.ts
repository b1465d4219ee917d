import { plain } from './tokens.ts'

/** The age, in years, at which a text can usually be read: Flesch–Kincaid's grade and five. Never under five. */
export function readingAge(text: string): number {
  const sentences = Math.max(
    1,
    plain(text)
      .split(/[.!?]+(?:\s|$)/)
      .filter(part => /\p{L}/u.test(part)).length
  )
  const words = plain(text).match(/\p{L}[\p{L}'-]*/gu) ?? []
  if (words.length === 0) return 5
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  const grade = 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
  return Math.max(5, grade + 5)
}

function syllablesOf(word: string): number {
  const spoken = word.toLowerCase().replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '')
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1)
}
