import type { ClockName } from './clocks/clock.ts'

/** Everything of one kind that is still to be done in a term, where all of it would be late. */
export interface EveryLate {
  /** "autumn term 2026-27" */
  readonly term: string
  /** Null: every plan of the term with anything left to do. */
  readonly step: ClockName | null
  readonly number: number
}

/** One step that would be outstanding, and whether it would be late. */
export interface Standing {
  readonly pepId: string
  readonly term: string
  readonly step: ClockName
  readonly late: boolean
  /** And is not now. */
  readonly madeLate: boolean
}

/**
 * What a change makes late as a whole: every plan of a term that has something left to do, or every outstanding step of one kind
 * (two at the least). What is late already does not hide it; what was all late before is not the change's doing.
 */
export function everyLate(standing: readonly Standing[]): EveryLate[] {
  return [...Map.groupBy(standing, ({ term }) => term)].flatMap(([term, some]): EveryLate[] => {
    const plans = [...Map.groupBy(some, ({ pepId }) => pepId).values()]
    if (plans.every(steps => steps.some(({ late }) => late)) && someNewly(plans))
      return [{ term, step: null, number: plans.length }]
    return [...Map.groupBy(some, ({ step }) => step)].flatMap(([step, of]) =>
      of.length > 1 && of.every(({ late }) => late) && of.some(({ madeLate }) => madeLate)
        ? [{ term, step, number: of.length }]
        : []
    )
  })
}

/** A plan that had nothing late before. */
const someNewly = (plans: ReadonlyArray<readonly Standing[]>): boolean =>
  plans.some(steps => steps.filter(({ late }) => late).every(({ madeLate }) => madeLate))
