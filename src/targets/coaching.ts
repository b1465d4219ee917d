import { actionAdvice, childWordingAdvice, copiedAdvice, leadAdvice } from '../guidance/coach/around.ts'
import { adviceOf, type Coaching, coach } from '../guidance/coach/coach.ts'

/** What is known around the form; dates are ISO, since this also runs in browsers without Temporal. */
export interface CoachContext {
  readonly nextMeeting: string | null
  /** Last term's target that this one takes on. */
  readonly last: { readonly words: string; readonly achieved: boolean } | null
}

export interface Coached extends Coaching {
  /** Advice on the letters first, then on lead, actions, the child's wording and what is carried on. */
  readonly advice: readonly string[]
}

/** The fields of the target form as they stand, read by the coach: the same on the server and as one types. Null: nothing is typed yet. */
export function coachFields(field: (name: string) => string, context: CoachContext): Coached | null {
  const words = field('words').trim()
  if (words === '') return null
  const coaching = coach({
    words,
    baseline: field('baseline') || null,
    need: field('need'),
    area: field('area') || null,
    starts: isoOf(field, 'starts'),
    due: isoOf(field, 'due'),
    nextMeeting: context.nextMeeting
  })
  const actions = Array.from({ length: 20 }, (_, row) => ({ what: field(`what-${row + 1}`).trim() })).filter(
    ({ what }) => what !== ''
  )
  const advice = [
    ...copiedAdvice(words, context.last),
    ...adviceOf(coaching),
    ...leadAdvice(field('leadName')),
    ...actionAdvice(actions),
    ...childWordingAdvice(field('childWords'))
  ]
  return { ...coaching, advice }
}

/** Day, month and year as typed; null unless they are a day of the calendar. */
function isoOf(field: (name: string) => string, name: string): string | null {
  const [year, month, day] = ['year', 'month', 'day'].map(part => field(`${name}-${part}`).trim())
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null
}
