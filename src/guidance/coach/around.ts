import { readingAge } from './reading-age.ts'
import { plain } from './tokens.ts'

/** What the coach says around a target's words: its lead, its actions, the child's wording, and the set that it belongs to. */

export interface CoachedAction {
  readonly what: string
}

const when =
  /\b(?:every|each|daily|weekly|once|twice|\d+ times|on (?:mon|tues|wednes|thurs|fri)|(?:mon|tues|wednes|thurs|fri)days?|before|after|during|at (?:break|lunch|home|\d)|by|until|morning|evening|week|lesson|registration|term)\b/i

/** Actions say what, and when or how often; who is asked beside them. */
export function actionAdvice(actions: readonly CoachedAction[]): string[] {
  if (actions.length === 0) return ['Say who does what to help: one action is enough to begin with.']
  return actions.flatMap(({ what }) =>
    when.test(plain(what)) ? [] : [`“${short(what)}”: say when, where or how often, so that it can be seen to happen.`]
  )
}

export const leadAdvice = (lead: string): string[] => (lead.trim() ? [] : ['Name one person who sees to it.'])

/** The child's wording is for the child: it reads at age nine. */
export function childWordingAdvice(words: string): string[] {
  if (!words.trim()) return ['Ask the child how they would say it, and write that down.']
  return readingAge(words) > 9
    ? [
        'The child’s wording reads like one for adults. Shorter words and sentences: could a nine-year-old read it aloud?'
      ]
    : []
}

/** A target that was not met is not copied forward unchanged. */
export function copiedAdvice(
  words: string,
  last: { readonly words: string; readonly achieved: boolean } | null
): string[] {
  return last && !last.achieved && same(words) === same(last.words)
    ? [
        'This was not met last term and stands here unchanged. Break it down: what is the first part of it that they can reach by the next meeting?'
      ]
    : []
}

const literacy: readonly string[] = ['english', 'reading', 'writing', 'literacy', 'communication-language']

/** A set balances English, maths and one other; the early years use their own areas. */
export function setAdvice(areas: readonly string[], earlyYears: boolean): string[] {
  if (areas.length === 0) return []
  if (earlyYears)
    return areas.length > 1 && new Set(areas).size === 1
      ? ['All targets are in one area. Is there one from another area of learning?']
      : []
  const has = (which: readonly string[]) => areas.some(area => which.includes(area))
  const other = areas.some(area => !literacy.includes(area) && area !== 'maths')
  return [
    ...(has(literacy) ? [] : ['There is no target for English yet.']),
    ...(has(['maths']) ? [] : ['There is no target for maths yet.']),
    ...(other
      ? []
      : ['There is no target beside English and maths yet: attendance, feelings, a subject or a skill for life.'])
  ]
}

const same = (text: string) =>
  plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40).trim()}…` : text)
