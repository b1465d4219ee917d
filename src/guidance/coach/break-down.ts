import { sameUnit, stepOf } from './achievable.ts'

/**
 * The first half of a target's step, where both ends are figures of one unit: from 64 to 90 words is 77 words first. Null
 * where there is no figure to halve: then somebody writes the smaller part (a target is broken down, never copied forward).
 */
export function firstHalf(words: string, baseline: string): string | null {
  const { before, after } = stepOf(words, baseline || null)
  const to = after.find(one => before.some(from => sameUnit(from, one)))
  const from = to && before.find(one => sameUnit(one, to))
  if (!to || !from || to.unit === 'reading age' || to.unit === 'letter grade') return null
  const middle = (from.value + to.value) / 2
  if (to.unit === 'share') {
    const [, part, between, all] = /(\d+)( ?(?:out of|\/|in every|in|of) ?(?:the |every )?)(\d+)/.exec(words) ?? []
    const half = Math.round((middle * Number(all)) / 100)
    return part && half !== Number(part) ? words.replace(`${part}${between}${all}`, `${half}${between}${all}`) : null
  }
  // The last time the figure is said: "from 60 % to 90 %".
  const figure = new RegExp(`(?<![\\d.])${to.value}(?![\\d.]*\\d)(?!.*(?<![\\d.])${to.value}(?![\\d.]*\\d))`)
  const half = Math.round(middle)
  return half === to.value || half === from.value || !figure.test(words) ? null : words.replace(figure, String(half))
}
