import { numberWords } from './lexicon.ts'

export interface Token {
  /** Lower case, without its own punctuation. */
  readonly word: string
  /** Begins with a capital where no sentence begins: a name, most likely. */
  readonly name: boolean
  /** Nothing, or a comma, colon or full stop, stands before it. */
  readonly opens: boolean
}

/** Straight quotes, one kind of dash, single spaces: so that how it was typed changes nothing. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‘’ʼ`]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let opens = true
  let sentence = true
  for (const [piece] of plain(text).matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'-]*|[^\s]/gu)) {
    if (!/^[\p{L}\p{N}]/u.test(piece)) {
      if (/[.!?;]/.test(piece)) sentence = true
      if (/[.!?;:,(-]/.test(piece)) opens = true
      continue
    }
    const word = piece.toLowerCase().replace(/'s$/, '')
    tokens.push({ word, name: !sentence && /^\p{Lu}/u.test(piece), opens: opens && !/^\d/.test(word) })
    opens = false
    sentence = false
  }
  return tokens
}

/** The verb of `reads`, `watches`, `tries`; any other word as it is. */
export function base(word: string): string {
  if (word === 'has') return 'have'
  if (/(ss|us|is)$/.test(word) || word.length < 4) return word
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(ch|sh|ss|x|zz|o)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

/** "four times out of five" → "4 times out of 5"; "once", "twice" and "half" count as well. */
export const inDigits = (text: string): string =>
  plain(text)
    .toLowerCase()
    .replace(/\b(once|one time)\b/g, '1 times')
    .replace(/\btwice\b/g, '2 times')
    .replace(/\bhalf (of|the)\b/g, '50% of')
    .replace(/\b(twenty|thirty|forty|fifty)[- ](one|two|three|four|five|six|seven|eight|nine)\b/g, (_, tens, ones) =>
      String((numberWords[tens] ?? 0) + (numberWords[ones] ?? 0))
    )
    .replace(/[a-z]+/g, word => (word in numberWords && word !== 'no' ? String(numberWords[word]) : word))
