import { type LetterName, letters } from '../guidance/coach/coach.ts'
import type { Letter } from '../guidance/coach/finding.ts'
import type { Coached } from './coaching.ts'

const names: Readonly<Record<LetterName, string>> = {
  specific: 'Specific',
  measurable: 'Measurable',
  achievable: 'Achievable',
  relevant: 'Relevant',
  timeBound: 'Time-bound'
}
const says: Readonly<Record<Letter, string>> = {
  met: 'there',
  weak: 'nearly there',
  missing: 'not there yet',
  unknown: 'cannot be told yet'
}

/** The coach in one sentence, with its why. It helps and never stops anybody. */
export function CoachSays({ coached }: { coached: Coached | null }) {
  if (!coached) return <p class="govuk-body">Write the target, and the coach reads along.</p>
  const [first, ...more] = coached.advice
  return (
    <>
      <p class="govuk-body">{first ?? 'This target is clear: everybody will know what to do and when it is done.'}</p>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{more.length > 0 ? `Why, and ${more.length} more` : 'Why'}</span>
        </summary>
        <div class="govuk-details__text">
          <ul class="govuk-list">
            {letters.map(name => (
              <li>
                <strong>{names[name]}:</strong> {says[coached[name].letter]}
                {because(coached[name].because)}
              </li>
            ))}
          </ul>
          {more.length > 0 ? (
            <ul class="govuk-list govuk-list--bullet">
              {more.map(advice => (
                <li>{advice}</li>
              ))}
            </ul>
          ) : null}
        </div>
      </details>
    </>
  )
}

const because = (words: readonly string[]) =>
  words.length > 0 ? ` (${words.map(word => `“${word.length > 40 ? `${word.slice(0, 40)}…` : word}”`).join(', ')})` : ''
