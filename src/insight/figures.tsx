import { termInWords } from '../guidance/calendar.ts'
import { definitions, percent, type Share } from '../guidance/figures.ts'
import { withCommas } from '../guidance/numbers.ts'
import { Details } from '../ui/components/details.tsx'
import type { Pulse, TermFigures } from './pulse.ts'

interface Figure {
  readonly name: string
  readonly definition: string
  readonly share: (figures: TermFigures) => Share
  readonly more?: (figures: TermFigures) => string
}

const inside = (number: number) => (number === 0 ? '' : ` ${number} inside their first 20 days.`)

const figures: readonly Figure[] = [
  {
    name: 'Reviews held in time',
    definition: definitions.termly,
    share: ({ termly }) => termly,
    more: ({ termly }) =>
      `${termly.toCome === 0 ? '' : `${termly.toCome} still to come.`}${inside(termly.inside)}`.trim()
  },
  {
    name: 'First meetings held within 20 days',
    definition: definitions.initial,
    share: ({ initial }) => initial.held,
    more: ({ initial }) =>
      `${initial.arranged.of === 0 ? '' : `Arranged within 10 days: ${initial.arranged.met} of ${initial.arranged.of}.`}${inside(initial.inside)}`.trim()
  },
  { name: 'Children with a current plan', definition: definitions.currency, share: ({ currency }) => currency },
  { name: 'Plans rated green or gold', definition: definitions.quality, share: ({ quality }) => quality }
]

/** An authority's four figures, each with last term's beside it and what it counts one tap away. */
export const PulseFigures = ({ pulse: { now, before } }: { pulse: Pulse }) => (
  <section aria-labelledby="figures">
    <h2 class="govuk-heading-m" id="figures">
      The {termInWords(now.term)}
    </h2>
    <ul class="figures">
      {figures.map(({ name, definition, share, more }) => {
        const here = share(now)
        const value = percent(here)
        return (
          <li class="figure">
            <p>{name}</p>
            <p class="figure__value">{value === null ? 'None yet' : `${value}%`}</p>
            {value === null ? null : (
              <p>
                {withCommas(here.met)} of {withCommas(here.of)}
              </p>
            )}
            {more?.(now) ? <p class="figure__trend">{more(now)}</p> : null}
            {before ? <p class="figure__trend">{trend(value, percent(share(before)))}</p> : null}
            <Details summary="What this counts">{definition}</Details>
          </li>
        )
      })}
    </ul>
  </section>
)

/** In words, so that colour and arrows are never alone. */
export function trend(now: number | null, before: number | null): string {
  if (before === null) return 'Last term: none'
  if (now === null || now === before) return `Last term: ${before}%${now === null ? '' : ', the same'}`
  const points = Math.abs(now - before)
  return `Last term: ${before}%, ${now > before ? 'up' : 'down'} ${points} ${points === 1 ? 'point' : 'points'}`
}
