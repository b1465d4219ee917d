import { achievable } from './achievable.ts'
import type { Finding, Letter } from './finding.ts'
import { measurable } from './measurable.ts'
import { relevant } from './relevant.ts'
import { specific } from './specific.ts'
import { timeBound } from './time-bound.ts'

/** A target as the coach reads it. Dates are ISO; null: asked and left empty; undefined: not asked. */
export interface CoachedTarget {
  readonly words: string
  readonly baseline?: string | null
  readonly due?: string | null
  readonly area?: string | null
  readonly need?: string | null
  readonly starts?: string | null
  readonly nextMeeting?: string | null
}

export const letters = ['specific', 'measurable', 'achievable', 'relevant', 'timeBound'] as const
export type LetterName = (typeof letters)[number]
export type Verdict = 'smart' | 'nearly' | 'not-yet'

export interface Coaching extends Readonly<Record<LetterName, Finding>> {
  readonly verdict: Verdict
}

/** What the coach says of one target: deterministic, by these words only. It never blocks. */
export function coach(target: CoachedTarget): Coaching {
  const { words, baseline, due, area, need, starts, nextMeeting } = target
  const found = {
    specific: specific(words, area ?? null),
    measurable: measurable(words, baseline),
    achievable: achievable(words, baseline, { from: starts ?? null, due: due ?? null }),
    relevant: relevant({ area, need }),
    timeBound: timeBound(words, { due, nextMeeting })
  }
  return {
    ...found,
    verdict: verdictOf(
      letters.map(letter => found[letter].letter),
      found.specific,
      found.measurable
    )
  }
}

/** `smart`: all that is known is met. `nearly`: none missing, and Specific and Measurable at least weak. */
function verdictOf(all: readonly Letter[], ...needed: readonly Finding[]): Verdict {
  const known = all.filter(letter => letter !== 'unknown')
  if (known.length > 0 && known.every(letter => letter === 'met')) return 'smart'
  const soFar = needed.every(({ letter }) => letter === 'met' || letter === 'weak')
  return soFar && !known.includes('missing') ? 'nearly' : 'not-yet'
}

/** What to do, in the order of the letters. */
export const adviceOf = (coaching: Coaching): string[] => letters.flatMap(letter => coaching[letter].advice ?? [])
