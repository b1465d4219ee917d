import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const source = readFileSync(new URL('./_tokens.scss', import.meta.url), 'utf8')
const tokens = new Map(
  [...source.matchAll(/^\$([\w-]+): #([\da-f]{6});$/gm)].map(([, name = '', hex = '']) => [name, hex])
)

function luminance(token: string): number {
  const hex = tokens.get(token)
  if (hex === undefined) throw new Error(`no token is called ${token}`)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG's contrast ratio, 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['page', 'paper', 'sand']
const words = ['ink', 'ink-soft', 'green', 'link-visited', 'link-hover', 'error', 'plum']

/** Words on what is behind them: 4.5 : 1. */
const wordPairs: Array<[string, string]> = [
  ...words.flatMap(word => grounds.map((ground): [string, string] => [word, ground])),
  ['ink', 'line'],
  ['ink', 'focus'],
  ['ink', 'plum-tint'],
  ['plum', 'plum-tint'],
  ['green-deep', 'green-tint'],
  ['paper', 'ink'],
  ['paper', 'green'],
  ['paper', 'green-deep'],
  ['paper', 'error'],
  ['paper', 'error-deep']
]

/** Edges and focus that say what a thing is: 3 : 1. */
const shapePairs: Array<[string, string]> = [
  ...grounds.flatMap(
    (ground): Array<[string, string]> => [
      ['ink', ground],
      ['ink-soft', ground],
      ['green', ground],
      ['error', ground],
      ['plum', ground]
    ]
  ),
  ['focus', 'green-deep']
]

describe('WCAG 2.2 AA contrast of the tokens', () => {
  test.each(wordPairs)('words in %s on %s', (word, ground) => {
    expect(contrast(word, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(shapePairs)('the shape %s on %s', (shape, ground) => {
    expect(contrast(shape, ground)).toBeGreaterThanOrEqual(3)
  })

  test('the sum is right at both ends', () => {
    expect(contrast('ink', 'ink')).toBe(1)
    expect(contrast('paper', 'ink')).toBeGreaterThan(15)
  })

  test('no colour is written past the tokens', () => {
    const ours = ['_frame', '_parts', '_table-cards', '_print', '_govuk'].map(name =>
      readFileSync(new URL(`./${name}.scss`, import.meta.url), 'utf8')
    )
    for (const sheet of ours) expect(sheet).not.toMatch(/#[\da-f]{3,8}\b(?!\{)|rgb\(|hsl\(/i)
  })

  test('every token is used', () => {
    const sheets = ['_frame', '_parts', '_table-cards', '_govuk']
      .map(name => readFileSync(new URL(`./${name}.scss`, import.meta.url), 'utf8'))
      .join()
    for (const token of tokens.keys()) expect(sheets).toContain(`$${token}`)
  })
})
