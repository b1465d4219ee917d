import type { Audience } from '../guidance/words.ts'
import type { PlanData } from './plan-data.ts'

/** What may not stand in a copy, wherever somebody typed it, and the words that stand in its place. */
interface Withheld {
  readonly pattern: RegExp
  readonly instead: string
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const alone = (pattern: string) => `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`
const spaced = (text: string) => text.trim().split(/\s+/).map(literal).join('[\\s,.]+')
const titles = '(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Prof)'
const present = (texts: ReadonlyArray<unknown>): string[] =>
  texts.flatMap(text => (typeof text === 'string' && text.trim() !== '' ? [text.trim()] : []))

/** A whole name however it is written; its parts only with their capital, so that "will" stays a word. */
function names(people: readonly string[], instead: string, except: ReadonlySet<string>): Withheld[] {
  const whole = people.map(name => ({
    pattern: new RegExp(alone(`(?:${titles}\\.?\\s+)?${spaced(name)}`), 'giu'),
    instead
  }))
  const parts = people
    .flatMap(name => name.split(/[\s,]+/))
    .filter(part => /^\p{Lu}[\p{L}'’-]{2,}$/u.test(part) && !new RegExp(`^${titles}$`).test(part) && !except.has(part))
  const alike = [...new Set(parts)].map(part => ({
    pattern: new RegExp(alone(`(?:${titles}\\.?\\s+)?(?:${literal(part)}|${literal(part.toUpperCase())})`), 'gu'),
    instead
  }))
  return [...whole, ...alike]
}

/** A telephone number with any spacing, with or without the country's code. */
function telephones(numbers: readonly string[], instead: string): Withheld[] {
  return numbers.flatMap(number => {
    const digits = number.replace(/\D/g, '').replace(/^(?:0?044|44)0?/, '0')
    if (digits.length < 6) return []
    const gap = '[\\s().-]*'
    const [first, ...rest] = digits
    const start = first === '0' ? `(?:0|\\+?(?:00)?44${gap}(?:0${gap})?)` : first
    return [{ pattern: new RegExp(`(?<!\\d)${[start, ...rest].join(gap)}(?!\\d)`, 'gu'), instead }]
  })
}

const exactly = (texts: readonly string[], instead: string): Withheld[] =>
  texts.map(text => ({ pattern: new RegExp(alone(spaced(text)), 'giu'), instead }))

/** No document prints an address, its first line or its postcode. */
const addresses = (texts: readonly string[]): Withheld[] =>
  exactly(
    texts.flatMap(text => {
      const [firstLine = ''] = text.split(/[\n,]/)
      return firstLine.trim().length >= 6 && firstLine !== text ? [text, firstLine] : [text]
    }),
    '(address left out)'
  )

const kinds =
  'School|Academy|College|Nursery|Primary|Preschool|Pre-school|Infant|Infants|Junior|Juniors|Secondary|High|Sixth|Form|UTC'

/** A school by its name, by what is left of it without "School", and any other that is written like one. */
function schools(called: readonly string[], towns: readonly string[]): Withheld[] {
  const instead = 'the school'
  const short = called
    .map(name => name.replace(new RegExp(`\\s+(?:${kinds}|CofE|Catholic|and|Community|of|&)\\b.*$`, 'u'), ''))
    .filter(name => name.length >= 4)
  return [
    ...exactly(called, instead),
    ...exactly(short, instead),
    {
      pattern: new RegExp(`(?:\\p{Lu}[\\p{L}'’.-]*\\s+){1,5}(?:${kinds})(?![\\p{L}])(?:\\s+(?:${kinds}))*`, 'gu'),
      instead
    },
    ...exactly(towns, 'the town')
  ]
}

const people = ['A.chair', 'F.designatedTeacher', 'F.keyAdult', 'F.senco', 'S.keyAdultThere']
const places = ['F.setting', 'S.destination']

const homes = ['D.emergencyOrder']
const official = /social work|council|duty|virtual school|designated teacher/i

/** Of those to call, the numbers of all but officials: a household's number leads to its address, whoever of it answers. */
function numbersOfHome(rows: unknown): unknown[] {
  return (Array.isArray(rows) ? rows : []).flatMap(row =>
    official.test(String(row.relationship ?? '')) ? [] : [row.telephone]
  )
}

function withheldFrom(data: PlanData, audience: Audience): Withheld[] {
  const { child, carer, carers, setting, staff, chair, addresses: lived, meeting } = data.records
  const said = (questions: readonly string[]) => questions.map(question => data.answers.get(question)?.value)
  const own = new Set(
    present([child.preferredName, child.firstName, child.lastName]).flatMap(name => name.split(/\s+/))
  )
  const found = addresses(present(lived))
  if (child.addressWithheld && audience !== 'full') {
    found.push(...names(present([carer?.name, ...carers, ...said(['C.carer'])]), 'the carer', own))
    found.push(...telephones(present([carer?.phone, ...said(homes).flatMap(numbersOfHome)]), '(number left out)'))
    found.push(...exactly(present([carer?.email, ...said(['C.carerContact'])]), '(left out)'))
  }
  if (settingHidden(data, audience)) {
    const leads = data.records.targets.flatMap(({ lead, actions }) => [lead, ...actions.map(({ who }) => who)])
    const named = leads
      .map(who => who.split(',')[0] ?? '')
      .filter(who => new RegExp(`^${titles}\\.?\\s|^\\p{Lu}\\S+\\s+\\p{Lu}`, 'u').test(who))
    found.push(...exactly(present([meeting?.place, meeting?.link, setting?.postcode]), 'the school'))
    found.push(...schools(present([setting?.name, ...said(places)]), present([setting?.town])))
    found.push(...names(present([...staff, chair, ...said(people), ...named]), 'a member of staff', own))
    found.push({ pattern: new RegExp(`${titles}\\.?\\s+\\p{Lu}[\\p{L}'’-]+`, 'gu'), instead: 'a member of staff' })
  }
  return found
}

/** The parent may not know where the child learns: no setting, no staff, no place, no attachments. */
export const settingHidden = (data: PlanData, audience: Audience): boolean =>
  audience === 'parent' && data.records.child.settingWithheld

/** Takes out of every text of a document what this audience may not read, wherever somebody typed it. */
export function withoutWithheld<T>(document: T, data: PlanData, audience: Audience): T {
  const withheld = withheldFrom(data, audience)
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string')
      return withheld.reduce((text, { pattern, instead }) => text.replace(pattern, instead), value)
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, key === 'kind' || key === 'id' ? part : clean(part)])
    )
  }
  return withheld.length === 0 ? document : (clean(document) as T)
}
