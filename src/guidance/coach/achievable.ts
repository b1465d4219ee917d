import { type Finding, met, missing, unknown, weak } from './finding.ts'
import { isBaseline } from './measurable.ts'
import { type Quantity, quantitiesIn } from './quantities.ts'
import { inDigits, plain } from './tokens.ts'
import { withoutDates } from './when.ts'

/** What a term usually allows, by unit: beyond `much` it is questioned, beyond `most` it is not believed. */
const steps: Readonly<Record<string, { much: number; most: number; in: string }>> = {
  attendance: { much: 20, most: 30, in: 'points of attendance' },
  'reading age': { much: 15, most: 23, in: 'months of reading age' },
  grade: { much: 2, most: 3, in: 'grades' },
  'letter grade': { much: 2, most: 3, in: 'grades' },
  level: { much: 4, most: 5, in: 'levels' }
}
const weeksOfTerm = 13

export interface Period {
  /** ISO dates; a term where either is not known. */
  readonly from: string | null
  readonly due: string | null
}

/** Achievable: the step from the baseline is within what the period usually allows, and is a step. */
export function achievable(text: string, baseline: string | null | undefined, period: Period): Finding {
  const { before, after } = stepOf(text, isNothingYet(baseline) ? null : baseline)
  if (before.length === 0) return isBaseline(baseline) ? met() : unknown
  const pairs = after.flatMap(to => {
    const from = before.find(one => sameUnit(one, to))
    return from ? [{ from, to }] : []
  })
  if (pairs.length === 0) return met()
  const down = isReduction(text)
  const still = pairs.filter(({ from, to }) => (down ? to.value >= from.value : to.value <= from.value))
  const same = still[0]
  if (same && still.length === pairs.length && after.length === pairs.length)
    return missing(`They are at ${same.from.words} already. Choose the next step up.`, same.from.words, same.to.words)
  return pairs.map(pair => tooFar(pair, `${text} ${baseline ?? ''}`, terms(period))).find(one => one !== null) ?? met()
}

/** "No question marks in the last four pieces": the figures of a baseline that denies are not where the child is. */
const isNothingYet = (baseline: string | null | undefined) => /\b(?:no|none|not|never|nothing)\b/i.test(baseline ?? '')

function tooFar({ from, to }: { from: Quantity; to: Quantity }, about: string, over: number): Finding | null {
  const unit = to.unit === '%' && /attend/i.test(about) ? 'attendance' : to.unit
  const usual = steps[unit]
  if (!usual) return null
  const step = Math.abs(to.value - from.value) / over
  const words = `From ${from.words} to ${to.words} is a long way for the time there is. A first step that they can reach is worth more.`
  if (step > usual.most) return missing(words, from.words, to.words)
  return step > usual.much ? weak(words, from.words, to.words) : null
}

/** In terms, never less than one. */
function terms({ from, due }: Period): number {
  if (!from || !due) return 1
  const weeks = (Date.parse(due) - Date.parse(from)) / (7 * 24 * 3_600_000)
  return Number.isFinite(weeks) ? Math.max(1, weeks / weeksOfTerm) : 1
}

export const sameUnit = (one: Quantity, other: Quantity) =>
  one.unit === other.unit || (isShare(one.unit) && isShare(other.unit))
const isShare = (unit: string) => unit === '%' || unit === 'share'

/** "from 82 % to 90 %" carries its own baseline; else the baseline's figures stand against the target's. */
export function stepOf(text: string, baseline: string | null | undefined): { before: Quantity[]; after: Quantity[] } {
  const own = /\bfrom\b(.*?)\bto\b(.*)/i.exec(plain(withoutDates(text)))
  const age = /\b(?:reading|spelling) age\b/i.exec(text)?.[0] ?? ''
  if (own) {
    const before = quantitiesIn(`${age} ${own[1] ?? ''}`)
    const after = quantitiesIn(`${age} ${own[2] ?? ''}`)
    const [from, to] = [before[0], after[0]]
    if (from && to) {
      // "from 7 to 11 years": the unit is said once.
      const unit = from.unit === '' ? to.unit : from.unit
      return { before: [{ ...from, unit }], after: [{ ...to, unit: to.unit === '' ? unit : to.unit }] }
    }
  }
  return {
    before: isBaseline(baseline) ? quantitiesIn(age && !/age/i.test(baseline) ? `${age} ${baseline}` : baseline) : [],
    after: quantitiesIn(text)
  }
}

const isReduction = (text: string): boolean =>
  /\b(?:reduc(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|falls?|falling|drops?|lowers?|fewer|less than|no more than|at most|under|below|cuts?|down to|limits?|within|maximum)\b/.test(
    inDigits(text).replace(/\bno (?:lower|less|fewer) than\b/g, 'at least')
  )
