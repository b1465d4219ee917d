import { describe, expect, it } from 'vitest'
import type { StoredCare, StoredPeriod, StoredPlacement } from './known.queries.ts'
import { type CarePlan, planCare, planReviews } from './plan-care.ts'
import type { CarePeriod, Placement } from './ssda903/care-history.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const of = { authority_id: 937, child_id: 'child' }
const period = (from: string, until: string | null, rest: Partial<CarePeriod> = {}): CarePeriod => ({
  from: day(from),
  until: until === null ? null : day(until),
  endReason: until && 'E8',
  legalStatus: 'C2',
  shortBreak: false,
  beginningKnown: true,
  ...rest
}) // prettier-ignore
const placement = (from: string, until: string | null, rest: Partial<Placement> = {}): Placement => ({
  from: day(from),
  until: until === null ? null : day(until),
  type: 'U1',
  provider: 'PR1',
  ofstedUrn: null,
  outOfArea: null,
  postcode: null,
  ...rest
}) // prettier-ignore
const nothing: StoredCare = { periods: [], placements: [], reviews: [] }

function plan(
  stored: StoredCare,
  carePeriods: CarePeriod[],
  placements: Placement[] = [],
  until = '2025-03-31'
): CarePlan {
  const planned = planCare(of, stored, { carePeriods, placements, until: day(until) })
  if ('contradiction' in planned) throw new Error(planned.contradiction)
  return planned
}
const written = (before: StoredCare, { periods, placements }: CarePlan): StoredCare => {
  const merge = <R extends { id: string }>(old: readonly R[], now: readonly R[]) => [
    ...new Map([...old, ...now].map(row => [row.id, row])).values()
  ]
  return { ...before, periods: merge(before.periods, periods), placements: merge(before.placements, placements) }
}
const spans = (rows: readonly (StoredPeriod | StoredPlacement)[]) => rows.map(row => `${row.starts}–${row.ends ?? ''}`)

describe('told twice', () => {
  it('changes nothing', () => {
    const told: [CarePeriod[], Placement[]] = [
      [period('2024-05-01', null)],
      [placement('2024-05-01', '2024-09-01'), placement('2024-09-01', null)]
    ]
    const stored = written(nothing, plan(nothing, ...told))
    expect(plan(stored, ...told)).toEqual({ periods: [], placements: [] })
  })
})

describe('next year’s return', () => {
  const lastYear = written(nothing, plan(nothing, [period('2024-05-01', null)], [placement('2024-05-01', null)]))

  it('goes on with the care that it tells the later part of, and ends it', () => {
    const now = written(
      lastYear,
      plan(
        lastYear,
        [period('2025-01-10', '2025-08-01', { beginningKnown: false })],
        [placement('2025-01-10', '2025-08-01')],
        '2026-03-31'
      )
    )
    expect([spans(now.periods), spans(now.placements)]).toEqual([['2024-05-01–2025-08-01'], ['2024-05-01–2025-08-01']])
    expect(now.periods[0]?.end_reason).toBe('E8')
  })

  it('adds care that began again', () => {
    const now = written(
      lastYear,
      plan(lastYear, [period('2024-05-01', '2025-05-01'), period('2025-09-01', null)], [], '2026-03-31')
    )
    expect(spans(now.periods)).toEqual(['2024-05-01–2025-05-01', '2025-09-01–'])
  })

  it('mends a beginning that was not known', () => {
    const unsure = written(nothing, plan(nothing, [period('2024-05-01', null, { beginningKnown: false })]))
    expect(spans(written(unsure, plan(unsure, [period('2019-02-03', null)])).periods)).toEqual(['2019-02-03–'])
  })

  it('that is older than what is recorded here does not open care that has ended since', () => {
    const left = written(lastYear, plan(lastYear, [period('2024-05-01', '2025-08-01')], [], '2026-03-31'))
    expect(plan(left, [period('2024-05-01', null)], [], '2025-03-31').periods).toEqual([])
  })

  it('that begins care in the middle of care recorded here is refused', () => {
    const told = { carePeriods: [period('2025-01-10', null)], placements: [], until: day('2025-03-31') }
    expect(planCare(of, lastYear, told)).toEqual({ contradiction: expect.stringContaining('gone on since 2024-05-01') })
  })

  it('that makes one of what is recorded as two is refused', () => {
    const two = written(
      nothing,
      plan(nothing, [period('2024-05-01', '2024-06-01'), period('2024-07-01', '2024-08-01')])
    )
    const told = { carePeriods: [period('2024-05-01', null)], placements: [], until: day('2025-03-31') }
    expect(planCare(of, two, told)).toEqual({ contradiction: expect.stringContaining('several are recorded') })
  })

  it('keeps short breaks apart from care', () => {
    const breaks = written(
      nothing,
      plan(nothing, [period('2024-05-01', null, { shortBreak: true, legalStatus: 'V4' })])
    )
    expect(plan(breaks, [period('2024-06-01', null)]).periods).toHaveLength(1)
  })
})

describe('reviews', () => {
  const review = (row: number, on: string, participation: string | null = 'PN1') => ({
    row,
    on: day(on),
    participation
  })

  it('are one a day, and the same again is nothing new', () => {
    const first = planReviews(
      of,
      [],
      [review(2, '2024-06-01'), review(3, '2024-06-01', 'PN2'), review(4, '2024-12-01')]
    )
    expect(first.map(({ row, isNew }) => [row, isNew])).toEqual([
      [2, true],
      [4, true]
    ])
    const stored = first.map(planned => planned.review)
    expect(planReviews(of, stored, [review(2, '2024-06-01'), review(4, '2024-12-01', null)])).toEqual([])
    expect(planReviews(of, stored, [review(2, '2024-06-01', 'PN7')])).toMatchObject([
      { isNew: false, review: { id: stored[0]?.id } }
    ])
  })

  it('name the first one only where care had just begun', () => {
    const first = (p: CarePeriod, on: string) => {
      const planned = planCare(of, nothing, { carePeriods: [p], placements: [], until: day('2025-03-31') }, [
        review(2, on)
      ])
      return 'periods' in planned ? planned.periods[0]?.first_review_on : undefined
    }
    expect(first(period('2024-05-01', null), '2024-05-28')).toBe('2024-05-28')
    expect(first(period('2024-05-01', null), '2024-11-28')).toBeNull()
    expect(first(period('2024-05-01', null, { beginningKnown: false }), '2024-05-28')).toBeNull()
  })
})
