import { type Finding, met, missing, weak } from './finding.ts'
import { countlessUnit, type Quantity, quantitiesIn } from './quantities.ts'
import { namedTest } from './tests.ts'
import { inDigits, plain } from './tokens.ts'
import { withoutDates } from './when.ts'

const frequency =
  /\b(?:every|each) (?:school |week)?(?:day|week|morning|afternoon|evening|night|lesson|session|monday|tuesday|wednesday|thursday|friday|saturday|sunday|time|half[- ]term)\b|\b(?:daily|weekly|nightly|fortnightly)\b|\b(?:mon|tues|wednes|thurs|fri)days\b/i
const withoutHelp =
  /\b(?:without (?:any |adult |more |further |an |a )?(?:help|support|prompts?|reminders?|assistance|calculator|tears|mistakes?|errors?|fuss|stabilisers|float|armbands|interruptions?|\w+ing)|independently|unaided|unprompted|by (?:him|her|them|my)sel(?:f|ves)|on (?:his|her|their|my) own|from memory)\b/i
/** Who or what says so: a list, a tracker, a diary. */
const checked =
  /\b(?:checked|measured|assessed|recorded|shown|marked|judged|logged|noted|ticked) (?:off |up )?(?:against|on|in|by|with|using)\b/i
const wholly =
  /\bevery (?!opportunity|effort|subject|area|chance|way|aspect|child|one|possible)[a-z]+|\b(?:no|zero|all(?: of)?(?: the| his| her| their)?(?! (?:work|areas?|aspects?|subjects?|times|staff|expectations)\b)|none of|never|the full|an? whole|the whole) [a-z]+/i
/** What is done once and can be ticked off, of one thing: "opens a bank account". */
const once =
  /\b(?:visit|apply|open|join|submit|obtain|enrol|pass|register|hand in|upload|send|write|attend|complete|get|choose|perform|present|make|build|create|book|sign|tie|fasten|zip|button|name|retell|swim|ride|draw|learn to|perform|email|draft|redraft|plan|finish|read|cook|record|interview|meet|find|post|ring|phone|film|copy|trace|pour|wear|climb|cross)(?:s|es)?(?: up)?(?: in| at| for| on)? (?:to )?(?:a|an|the|one|his|her|their|my|it)\b/i
const soft =
  /\b(?:more|most|regularly|often|usually|some|several|few|fewer|less|correctly|accurately|on time|consistently|fluently|always|at least)\b/i

/** Measurable: a number, level, frequency, named test or an observable yes or no, and a baseline to measure from. */
export function measurable(text: string, baseline: string | null | undefined): Finding {
  const spoken = plain(withoutDates(text))
  const figures = quantitiesIn(text)
  const countless = countlessUnit(text)
  const measure = measureIn(text, spoken, figures, countless)
  if (measure === null) {
    const vagueAmount = soft.exec(spoken)?.[0]
    return countless
      ? weak(`How many ${countless === '%' ? 'per cent' : countless}? Put the number in.`, countless)
      : vagueAmount
        ? missing(`“${vagueAmount}” cannot be counted. How many, how often, or in which test?`, vagueAmount)
        : missing('How will everybody know that it is done? Add a number, how often, a level or a test.')
  }
  if (countless)
    return weak(`How many ${countless === '%' ? 'per cent' : countless}? Put the number in.`, measure, countless)
  if (baseline === undefined || isBaseline(baseline) || startsFrom(text)) return met(measure)
  return weak('Say where the child is now, in the same measure, so that the step can be seen.', measure)
}

function measureIn(
  text: string,
  spoken: string,
  figures: readonly Quantity[],
  countless: string | null
): string | null {
  return (
    figures[0]?.words ??
    frequency.exec(spoken)?.[0] ??
    withoutHelp.exec(spoken)?.[0] ??
    wholly.exec(spoken)?.[0] ??
    checked.exec(spoken)?.[0] ??
    (countless ? null : (once.exec(spoken)?.[0] ?? namedTest(text)))
  )
}

export const isBaseline = (baseline: string | null | undefined): baseline is string =>
  baseline != null && !/^(?:\W*|n\/?a|tbc|unknown|not known|to be confirmed)$/i.test(baseline.trim())

/** "from 82 % to 90 %", "currently at level 2": the baseline is in the target itself. */
export const startsFrom = (text: string): boolean =>
  /\bfrom (?:[^.]*?)\d[^.]*? to\b|\b(?:currently|at present|at the moment|now at|was)\b[^.]*\d/.test(
    inDigits(withoutDates(text))
  )
