import { inWords } from '../../guidance/dates.ts'
import type { Line } from '../line.ts'

const height = 10
const gap = 0.5

/** The drawing of a child's life in care; the list beneath says the same in words. */
export function LineOfLife({ line }: { line: Line }) {
  return (
    <figure class="life">
      {line.lanes.map(({ name, stretches, marks }) => (
        <div class="life__lane">
          <span class="life__name">{name}</span>
          <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" aria-hidden="true" class="life__line">
            {stretches.map(({ from, to, ahead }) => (
              <rect
                class={ahead ? 'life__bar life__bar--ahead' : 'life__bar'}
                x={from}
                y={2}
                width={Math.max(0.4, to - from - gap)}
                height={height - 4}
              />
            ))}
            {marks.map(({ at, ahead }) => (
              <rect
                class={ahead ? 'life__mark life__mark--ahead' : 'life__mark'}
                x={Math.min(99, at)}
                y={1}
                width={1}
                height={height - 2}
              />
            ))}
            <line class="life__today" x1={line.today} x2={line.today} y1={0} y2={height} />
          </svg>
        </div>
      ))}
      <figcaption class="govuk-body-s">
        From {inWords(line.from)} to {inWords(line.to)}. The upright line is today; what is lighter lies ahead. The list
        says the same in words.
      </figcaption>
    </figure>
  )
}
