import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Coverage, fontCoverage } from './font-coverage.ts'
import { regularFonts } from './printing-house.ts'

/**
 * PDF/UA refuses a document with one character that no font can draw, and a plan must never fail because
 * somebody typed a rare sign. What our fonts lack is printed as its Unicode number, as in "[U+1F600]";
 * control characters, which nobody can see, go; words without a break get places where a line may end.
 */

const coverages: readonly Coverage[] = regularFonts.map(folder => {
  const file = readdirSync(folder).find(name => name.endsWith('.ttf'))
  if (file === undefined) throw new Error(`No TrueType font in ${folder}.`)
  return fontCoverage(join(folder, file))
})

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/gu
/** Controls, formatting that may turn text about (bidi overrides), tags and noncharacters. */
const unseen = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e0fff}\p{Noncharacter_Code_Point}]/gu
const plain = /^[\x20-\x7e\n\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*$/u
/** Joiners and variation selectors draw nothing themselves. */
const invisible = /^\p{Default_Ignorable_Code_Point}$/u
const longWord = /\S{28,}/gu

const drawable = (grapheme: string): boolean => {
  const codes = [...grapheme].filter(sign => !invisible.test(sign)).map(sign => sign.codePointAt(0) ?? 0)
  return grapheme === '\n' || coverages.some(covers => codes.every(covers))
}

const number = (sign: string): string => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

const drawn = (text: string): string =>
  Array.from(graphemes.segment(text), ({ segment }) =>
    drawable(segment)
      ? segment
      : `[${[...segment]
          .filter(sign => !invisible.test(sign))
          .map(number)
          .join(' ')}]`
  ).join('')

const breakable = (text: string): string =>
  text.replace(longWord, word => {
    const signs = Array.from(graphemes.segment(word), ({ segment }) => segment)
    return signs.map((sign, at) => (at > 0 && at % 10 === 0 ? `\u200b${sign}` : sign)).join('')
  })

/** One text as it can be printed. */
export const printableText = (text: string): string => {
  const clean = text
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replaceAll('\t', '    ')
    .replace(unseen, '')
    .normalize('NFC')
  return breakable(plain.test(clean) ? clean : drawn(clean))
}

/** Every text of a plain value, made printable. */
export const printable = (value: unknown): unknown => {
  if (typeof value === 'string') return printableText(value)
  if (Array.isArray(value)) return value.map(printable)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printable(inner)]))
  return value
}
