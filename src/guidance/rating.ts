import type { Policy, Rating } from './policy.ts'
import type { Refusal, Role, SectionId } from './words.ts'

export interface Criterion {
  readonly id: number
  readonly words: string
  /** Whose part it judges: a designated teacher's figures count only their own. */
  readonly owner: Role
  /** Whose answers are shown beside it. */
  readonly sections: readonly SectionId[]
}

export const criteria: readonly Criterion[] = [
  {
    id: 1,
    words: 'The child’s voice is heard, and it changed the plan',
    owner: 'designated-teacher',
    sections: ['J', 'P', 'T']
  },
  { id: 2, words: 'Care information is current', owner: 'social-worker', sections: ['B', 'C', 'D', 'E', 'M'] },
  { id: 3, words: 'Carer and parent are heard, or it says why not', owner: 'social-worker', sections: ['K', 'L'] },
  { id: 4, words: 'Attainment and progress are explained', owner: 'designated-teacher', sections: ['I'] },
  {
    id: 5,
    words: 'Attendance and suspensions are analysed and planned for',
    owner: 'designated-teacher',
    sections: ['G']
  },
  {
    id: 6,
    words: 'High-quality teaching and learning, academic and SEMH, with needs, SEND and SDQ joined up',
    owner: 'designated-teacher',
    sections: ['E', 'H', 'R']
  },
  { id: 7, words: 'Last targets are reviewed, with impact', owner: 'designated-teacher', sections: ['O'] },
  { id: 8, words: 'New targets are SMART, ambitious and balanced', owner: 'designated-teacher', sections: ['P'] },
  {
    id: 9,
    words: 'Pupil Premium Plus is costed, tied to targets, additional, and has impact',
    owner: 'designated-teacher',
    sections: ['Q', 'O']
  },
  {
    id: 10,
    words: 'Transition, aspiration, people and the next date',
    owner: 'designated-teacher',
    sections: ['N', 'S', 'T']
  }
]

export type Score = 1 | 2 | 3 | 4
export type Mark = Score | { readonly notApplicableBecause: string }
/** By criterion id; one that is absent has not been rated. */
export type Marks = ReadonlyMap<number, Mark>

export interface Overall {
  readonly rating: Rating
  /** The rule that decided, in words. */
  readonly why: string
}

/** Over those that apply: any 1 → red; else two 2s → amber; else no 2 and enough 4s → gold; else green. */
export function overallRating(marks: Marks, { goldFromPercent }: Policy['quality']): Overall | Refusal {
  const problems = criteria.flatMap(({ id, words }) => {
    const mark = marks.get(id)
    if (mark === undefined) return [{ where: `V${id}`, who: 'adviser' as const, what: `Rate “${words}”.` }]
    return typeof mark === 'object' && mark.notApplicableBecause.trim() === ''
      ? [{ where: `V${id}`, who: 'adviser' as const, what: `Say why “${words}” does not apply.` }]
      : []
  })
  if (problems.length > 0) return { refused: 'Some criteria are not rated yet.', problems }
  const scores = criteria.flatMap(({ id }) => {
    const mark = marks.get(id)
    return typeof mark === 'number' ? [mark] : []
  })
  if (scores.length === 0) return { refused: 'At least one criterion must apply.' }

  const many = (score: Score) => scores.filter(each => each === score).length
  if (many(1) > 0) return { rating: 'red', why: `${count(many(1), 'criterion is', 'criteria are')} rated 1.` }
  if (many(2) > 1) return { rating: 'amber', why: `${many(2)} criteria are rated 2.` }
  const share = `${many(4)} of ${scores.length} that apply are rated 4`
  if (many(2) === 0 && many(4) * 100 >= goldFromPercent * scores.length)
    return { rating: 'gold', why: `None is below 3 and ${share}.` }
  return {
    rating: 'green',
    why: `No criterion is rated 1, ${many(2) === 0 ? 'none' : 'one'} is rated 2, and ${share}.`
  }
}

const count = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`

export type Outcome = 'sign-off' | 'return'
/** What a rating lets the adviser do, the usual first. Feedback to the designated teacher goes with each (G 2.5). */
export const outcomes: Readonly<Record<Rating, readonly Outcome[]>> = {
  red: ['return'],
  amber: ['sign-off', 'return'],
  green: ['sign-off'],
  gold: ['sign-off']
}

/** Red on another's part does not hold the premium. */
export const holdsPremium = (marks: Marks): boolean =>
  criteria.some(({ id, owner }) => owner === 'designated-teacher' && marks.get(id) === 1)
