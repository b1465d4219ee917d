import { unitNouns } from './lexicon.ts'
import { inDigits } from './tokens.ts'
import { withoutDates } from './when.ts'

/** A figure that can be compared with another of its unit. */
export interface Quantity {
  readonly value: number
  /** `%`, `reading age` (months), `grade`, `level`, `times a week`, or the noun that it counts. */
  readonly unit: string
  readonly words: string
}

const number = String.raw`(\d+(?:\.\d+)?)`

/** Numbers that name something and measure nothing: year 5, key stage 2, set 3, the 4 times table, a unit, a room. */
const labels = [
  /\b(?:year|yr|y|key stage|ks|set|class|unit|paper|room|chapter|topic|area|section|tier|form|age|aged|phase|term|week|target|component|cohort|group|reception)s? ?\d+[a-z]?\b(?: (?:and|or|&) \d+)?/g,
  /\b(?:\d+x?(?: ?,| and| or|&) ?)*\d+x? ?times[ -]?tables?\b/g,
  /\b\d+ ?(?:-|to) ?\d+ year old/g,
  /\b1 ?(?::|to|-to-) ?1\b/g,
  /\b1 (?:another|day|thing|of|piece of)\b/g,
  /\bat \d{1,2}\b(?! ?[%:.\d])/g,
  /\bpost[- ]?\d+/g,
  /\bin line with [^,.;]*/g,
  /\b\d+ [a-z]+ at a time\b/g,
  /\b(?:until|till|by|in|before|after|since|summer|spring|autumn|winter) (?:19|20)\d\d\b(?! [a-z])/g,
  /\b(?:(?:all|the|his|her|their) )?\d+ (?:(?:core|school|class|golden|mock|main|key|different|gcse) )*(?:subjects?|rules|exams|mocks|areas|values|gcses)\b/g
]

/** Every figure of a text that measures something. */
export function quantitiesIn(text: string): Quantity[] {
  let rest = inDigits(withoutDates(text))
  const aboutAge = /\b(?:reading|spelling|comprehension|developmental) age/.test(rest)
  const found: Quantity[] = []
  const take = (pattern: RegExp, read: (match: RegExpMatchArray) => Omit<Quantity, 'words'> | null) => {
    rest = rest.replace(pattern, (...groups) => {
      const match = groups.slice(0, -2) as unknown as RegExpMatchArray
      const quantity = read(match)
      if (quantity) found.push({ ...quantity, words: String(groups[0]).trim() })
      return quantity ? ' ¤ ' : String(groups[0])
    })
  }
  if (aboutAge) {
    take(/(\d+) ?(?:years?|yrs?|y)(?:,| and)? ?(\d+) ?(?:months?|mths?|m)\b/g, m => age(m[1], m[2]))
    take(/(\d+) ?(?:years?|yrs?|y)\b/g, m => age(m[1], '0'))
    take(/\b(\d{1,2})[.:](\d{1,2})\b/g, m => age(m[1], m[2]))
    take(/\bage (?:of )?(\d{1,2})\b/g, m => age(m[1], '0'))
  }
  for (const label of labels) rest = rest.replace(label, ' § ')
  take(new RegExp(`${number} ?(?:%|per ?cent)`, 'g'), m => ({ value: Number(m[1]), unit: '%' }))
  take(/(\d+)(?: [a-z]+)? ?(?:out of|\/|in every|in|of) ?(?:a possible |the |every )?(\d+)(?: [a-z]+)?/g, m =>
    share(m[1], m[2])
  )
  take(/\b(entry level) (\d+)/g, m => ({ value: Number(m[2]), unit: 'entry level' }))
  take(/\b(grade|level|stage|band|step)s? (\d+)(?:[a-c+-])?/g, m => ({ value: Number(m[2]), unit: `${m[1]}` }))
  take(/\b(grade) ([a-g])\b/g, m => ({ value: 8 - ((m[2]?.codePointAt(0) ?? 97) - 96), unit: 'letter grade' }))
  take(new RegExp(`${number} times (?:a|per|each|every) (day|week|month|lesson|term)`, 'g'), m => ({
    value: Number(m[1]),
    unit: `times a ${m[2]}`
  }))
  take(
    new RegExp(
      `${number} ?\\+?-?(?: (?:or more|or fewer|or less|more|fewer|new|different|whole|full|correct|consecutive|common|high))* ?([a-z]+)?`,
      'g'
    ),
    m => ({
      value: Number(m[1]),
      unit: m[2] ?? ''
    })
  )
  return found
}

const age = (years = '0', months = '0') => ({ value: Number(years) * 12 + Number(months), unit: 'reading age' })
const share = (part = '0', whole = '1') =>
  Number(whole) > 0 && Number(part) <= Number(whole)
    ? { value: (Number(part) / Number(whole)) * 100, unit: 'share' }
    : null

const wordBefore = String.raw`(?<![%\d] ?)(?<!number )\b(?:in|on|for|of|under|within|with|least|than|to|from|out)(?: (?:under|over|least|about|than|or|of))* `
const countless = new RegExp(`${wordBefore}([a-z]+)`, 'g')

/** A unit that stands where its number should: "in sentences", "for weeks in a row", "%" alone. */
export function countlessUnit(text: string): string | null {
  // "95 % or more of sessions" has its number as "95 % of sessions" has.
  const rest = inDigits(withoutDates(text)).replace(
    /(?<=\d ?)(?:%|per ?cent)(?: or (?:more|above|over|better|higher|less|fewer))?/g,
    '%'
  )
  if (/(?:^|[^\d\s]) ?%/.test(rest)) return '%'
  const noun = [...rest.matchAll(countless)].map(([, word = '']) => word).find(word => unitNouns.has(word))
  return noun ?? /\b(?:level|grade|stage)\b(?! ?(?:\d|[a-g]\b|of))/.exec(rest)?.[0] ?? null
}
