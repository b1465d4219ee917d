import type { ComponentChildren } from 'preact'
import { inWords } from '../guidance/dates.ts'
import { english, type Key, keys } from './english.ts'
import type { Translation } from './translation.ts'

export type Values = Readonly<Record<string, ComponentChildren>>

/**
 * Says a phrase in the reader's language. What stands in its braces is set apart, so that a name in other letters does not
 * turn the words around it. A phrase that is not translated is said in English, and marked so.
 */
export interface Say {
  (key: Key, values?: Values): ComponentChildren
  /** As text alone: a title, or what is read out instead of a picture. */
  text(key: Key, values?: Readonly<Record<string, string | number>>): string
  /** Words of the form, found by their English: a question that was reworded is asked in its English, marked so. */
  asked(words: string): ComponentChildren
  /** A problem with an answer, which the form has put in English. */
  problem(words: string): string
  date(date: Temporal.PlainDate): string
  list(items: readonly string[]): string
}

const braces = /\{(\w+)\}/

/** English itself is the page's own language then, and needs no mark. */
export function sayIn(translation: Translation): Say {
  const { code, words, direction } = translation
  const isEnglish = code === 'en'
  const locale = isEnglish ? 'en-GB' : `${code}-u-ca-gregory-nu-latn`
  const inEnglish = (said: ComponentChildren): ComponentChildren =>
    isEnglish ? (
      said
    ) : (
      <span lang="en" dir="ltr">
        {said}
      </span>
    )
  const say = ((key, values) => {
    const translated = words.get(key)
    return translated === undefined ? inEnglish(fill(english[key], values)) : fill(translated, values)
  }) as Say
  say.text = (key, values = {}) =>
    (words.get(key) ?? english[key]).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  say.asked = given => {
    const key = keyOfEnglish.get(given)
    const translated = key && words.get(key)
    return translated ?? inEnglish(given)
  }
  say.problem = given => {
    for (const [key, pattern] of problemPatterns) {
      const found = pattern.exec(given)
      if (found) return say.text(key, found.groups ?? {})
    }
    return given
  }
  say.date = date =>
    isEnglish
      ? inWords(date)
      : date.toLocaleString(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  // Not every language that is written from the right has its list known to the machine.
  say.list = items =>
    direction === 'rtl' ? items.join('، ') : new Intl.ListFormat(locale, { type: 'unit' }).format(items)
  return say
}

/** Each piece of text, and what belongs in each brace set apart from it. */
function fill(words: string, values: Values = {}): ComponentChildren {
  const [before = '', name, ...rest] = words.split(braces)
  if (name === undefined) return before
  const pieces: ComponentChildren[] = [before]
  for (let at = 0; at < rest.length + 1; at += 2) {
    const brace = at === 0 ? name : rest[at - 1]
    if (brace !== undefined) pieces.push(<bdi>{values[brace]}</bdi>)
    pieces.push(rest[at])
  }
  return pieces
}

/** The form's own words: its questions, and what can be chosen. */
const ofTheForm = /^(ask|feeling|poll)\./
const keyOfEnglish: ReadonlyMap<string, Key> = new Map(
  keys.flatMap(key => (ofTheForm.test(key) ? [[english[key], key] as const] : []))
)

const escaped = (words: string) => words.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
const problemPatterns = keys
  .filter(key => key.startsWith('problem.'))
  .map(key => [key, new RegExp(`^${escaped(english[key]).replace(/\{(\w+)\}/g, '(?<$1>.+)')}$`)] as const)
