import { termInWords } from '../guidance/calendar.ts'
import { definitions, percent, type Share } from '../guidance/figures.ts'
import { withCommas } from '../guidance/numbers.ts'
import { Details } from '../ui/components/details.tsx'
import type { Pulse, TermFigures } from './pulse.ts'

interface Figure {
  readonly name: string
  readonly definition: string
  readonly share: (figures: TermFigures) => Share
  /** Of what, after the number: one, several, and with words for when. */
  readonly of: readonly [one: string, several: string, when?: string]
  /** Whether it is not yet known to the end, and then is set against no term that is. */
  readonly running: (figures: TermFigures) => boolean
  /** When the other figure beside it was so; last term's at its end. */
  readonly beforeWords?: string
  readonly more?: (figures: TermFigures) => string
}

const inside = (number: number) => (number === 0 ? '' : ` ${number} inside their first 20 days.`)

/** Of a term that has begun and not ended. */
const termRuns = ({ runs }: TermFigures) => runs

const figures: readonly Figure[] = [
  {
    name: 'Reviews held in time',
    definition: definitions.termly,
    share: ({ termly }) => ({ met: termly.met, of: termly.of + termly.toCome }),
    of: ['child', 'children'],
    running: ({ termly }) => termly.toCome > 0,
    more: ({ termly }) =>
      `${termly.toCome === 0 ? '' : `${termly.toCome} still to come.`}${inside(termly.inside)}`.trim()
  },
  {
    name: 'First meetings held within 20 days',
    definition: definitions.initial,
    share: ({ initial }) => initial.held,
    of: ['child', 'children'],
    running: termRuns,
    more: ({ initial }) =>
      `${initial.arranged.of === 0 ? '' : `Arranged within 10 days: ${initial.arranged.met} of ${initial.arranged.of}.`}${inside(initial.inside)}`.trim()
  },
  {
    name: 'Children with a current plan',
    definition: definitions.currency,
    share: ({ currency }) => currency,
    of: ['child', 'children', 'today'],
    running: () => false,
    beforeWords: 'Before this term began'
  },
  {
    name: 'Plans rated green or gold',
    definition: definitions.quality,
    share: ({ quality }) => quality,
    of: ['plan reviewed', 'plans reviewed'],
    running: termRuns
  }
]

const ofWhat = ([one, several, when]: Figure['of'], number: number, running: boolean): string =>
  [number === 1 ? one : several, running ? 'so far' : when].filter(Boolean).join(' ')

/** An authority's four figures, each with last term's beside it and what it counts one tap away. */
export const PulseFigures = ({ pulse: { now, before } }: { pulse: Pulse }) => (
  <section aria-labelledby="figures">
    <h2 class="govuk-heading-m" id="figures">
      The {termInWords(now.term)}
    </h2>
    <ul class="figures">
      {figures.map(({ name, definition, share, of, running, beforeWords, more }) => {
        const here = share(now)
        const value = percent(here)
        return (
          <li class="figure">
            <p>{name}</p>
            <p class="figure__value">{value === null ? 'None yet' : `${value}%`}</p>
            {value === null ? null : (
              <p>
                {withCommas(here.met)} of {withCommas(here.of)} {ofWhat(of, here.of, running(now))}
              </p>
            )}
            {more?.(now) ? <p class="figure__trend">{more(now)}</p> : null}
            {before ? (
              <p class="figure__trend">{trend(running(now) ? null : value, percent(share(before)), beforeWords)}</p>
            ) : null}
            <Details summary="What this counts">{definition}</Details>
          </li>
        )
      })}
    </ul>
  </section>
)

/** In words, so that colour and arrows are never alone. `now` null: nothing yet that can be set against it. */
export function trend(now: number | null, before: number | null, then = 'Last term, at its end'): string {
  if (before === null) return `${then}: none`
  if (now === null || now === before) return `${then}: ${before}%${now === null ? '' : ', the same'}`
  const points = Math.abs(now - before)
  return `${then}: ${before}%, ${now > before ? 'up' : 'down'} ${points} ${points === 1 ? 'point' : 'points'}`
}
