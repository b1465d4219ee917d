import { WrongUsage } from '../cli.ts'
import { academicYearOf, type NamedTerm, startOfAcademicYear, termOf } from '../guidance/calendar.ts'
import type { Clock, ClockContext, ClockName } from '../guidance/clocks/clock.ts'
import type { PepFacts } from '../guidance/clocks/facts.ts'
import { pepClocks } from '../guidance/clocks/pep-clocks.ts'
import type { CountedClockName, Policy } from '../guidance/policy.ts'
import { isTermName } from './calendar-check.ts'

/** What may be said with a clock of the process. Dates are ISO. */
export const givenOptions = {
  start: { type: 'string' },
  year: { type: 'string' },
  term: { type: 'string' },
  'year-group': { type: 'string' },
  meeting: { type: 'string' },
  born: { type: 'string' },
  'care-began': { type: 'string' },
  'first-review': { type: 'string' },
  next: { type: 'string' },
  sudden: { type: 'boolean' }
} as const
export type Given = {
  readonly [name in Exclude<keyof typeof givenOptions, 'sudden'>]?: string
} & { readonly sudden?: boolean; readonly days?: string }

/** A day that was said, which this clock needs. */
export function dateOf(given: string | undefined, option = 'start'): Temporal.PlainDate {
  if (given === undefined) throw new WrongUsage(`Say which day: --${option} 2026-12-18.`)
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(given)) return Temporal.PlainDate.from(given, { overflow: 'reject' })
  } catch {
    // said below
  }
  throw new WrongUsage(`“${given}” is not a date: write it like 2026-12-18.`)
}
const dateOrNull = (given: string | undefined, option: string) => (given === undefined ? null : dateOf(given, option))

interface Named {
  readonly clock: ClockName
  /** The figure that switches it on and off; a review of the term is always on. */
  readonly figure: CountedClockName | null
  readonly takes: string
  readonly facts: (start: Temporal.PlainDate, given: Given) => Partial<PepFacts>
}

const entry = (clock: 'arrange-initial' | 'hold-initial'): Named => ({
  clock,
  figure: clock,
  takes: '--start DATE (care began) [--born DATE, where the second birthday is day 0]',
  facts: (start, { born }) => ({
    kind: 'initial',
    careBegan: start,
    born: dateOrNull(born, 'born') ?? start.subtract({ years: 10 })
  })
})
const before = (clock: ClockName, figure: CountedClockName): Named => ({
  clock,
  figure,
  takes: '--start DATE (the meeting was arranged) --meeting DATE',
  facts: (start, { meeting }) => ({ arrangedOn: start, meetingDate: dateOf(meeting, 'meeting') })
})
const after = (clock: ClockName, figure: CountedClockName, what: string, facts: Named['facts']): Named => ({
  clock,
  figure,
  takes: `--start DATE (${what})`,
  facts
})
const submission = (on: Temporal.PlainDate, returnedOn: Temporal.PlainDate | null = null) => ({
  submissions: [{ on, ratedOn: null, returnedOn }]
})
const place = (since: Temporal.PlainDate, review: { on: Temporal.PlainDate; nextOn: Temporal.PlainDate } | null) => ({
  schoolPlace: { missingSince: since, why: 'last-on-roll' as const, enrolmentRecordedOn: null, review }
})
const leaving = (takes: string, sudden: (given: Given) => boolean): Named => ({
  clock: 'leaving-care',
  figure: null,
  takes,
  facts: (start, given) => ({ kind: 'leaving-care', careEnds: { on: start, sudden: sudden(given) } })
})

const views = before('child-views', 'views')
const named: Readonly<Record<string, Named>> = {
  'arrange-initial': entry('arrange-initial'),
  'hold-initial': entry('hold-initial'),
  'termly-review': {
    clock: 'termly-review',
    figure: null,
    takes: '--year 2026-27 --term autumn|spring|summer [--year-group N]',
    facts: (_, { 'year-group': group }) => {
      if (group !== undefined && !/^-?\d{1,2}$/.test(group))
        throw new WrongUsage('--year-group is a whole number; 0 is Reception.')
      return { yearGroup: group === undefined ? null : Number(group) }
    }
  },
  views,
  'child-views': views,
  'carer-views': before('carer-views', 'views'),
  'parent-views': before('parent-views', 'views'),
  'social-worker-section': before('social-worker-section', 'social-worker-section'),
  submit: {
    clock: 'submit',
    figure: 'submit',
    takes: '--start DATE (the meeting was held) [--care-began DATE, of a first plan [--first-review DATE]]',
    facts: (start, { 'care-began': began, 'first-review': review }) => {
      const careBegan = dateOrNull(began, 'care-began')
      const first = careBegan && { kind: 'initial' as const, careBegan, born: careBegan.subtract({ years: 10 }) }
      return { heldOn: start, ...first, firstReviewDate: dateOrNull(review, 'first-review') }
    }
  },
  check: after('check', 'check', 'submitted', start => submission(start)),
  correction: after('correction', 'correction', 'asked', start => ({
    corrections: [{ askedOn: start, owner: 'designated-teacher', answeredOn: null, mended: false, recheckedOn: null }]
  })),
  'quality-review': after('quality-review', 'quality-review', 'submitted', start => submission(start)),
  resubmit: after('resubmit', 'resubmit', 'returned', start => submission(start, start)),
  'file-copy': after('file-copy', 'file-copy', 'signed off', start => ({ signedOffOn: start })),
  'leaving-care': leaving('--start DATE (the first day no longer in care) [--sudden]', ({ sudden }) => sudden === true),
  'leaving-care-sudden': leaving('--start DATE (the first day no longer in care)', () => true),
  'school-place': after('school-place', 'school-place', 'the last day on a roll', start => place(start, null)),
  'place-review': {
    clock: 'place-review',
    figure: 'place-review',
    takes: '--start DATE (the last review, or the search began) [--next DATE that the last review named]',
    facts: (start, { next }) => {
      const nextOn = dateOrNull(next, 'next')
      return place(start, nextOn && { on: start, nextOn })
    }
  },
  'new-setting': after('new-setting', 'new-setting', 'the first day there', start => ({ newSettingOn: start })),
  concern: after('concern', 'concern', 'raised', start => ({ concerns: [{ raisedOn: start, answeredOn: null }] }))
}

/** A plan of which nothing has happened yet. */
const quiet = (on: Temporal.PlainDate): PepFacts => ({
  ...{ kind: 'interim', state: 'planned', year: academicYearOf(on), term: 'autumn' },
  ...{ born: on.subtract({ years: 10 }), careBegan: on.subtract({ years: 1 }), yearGroup: null },
  ...{ onlyShortBreaks: false, stopped: null, ledBy: 'designated-teacher', replacesInitial: false },
  ...{ arrangedOn: null, meetingDate: null, heldOn: null, servedByOtherOn: null },
  viewsOn: { child: null, carer: null, parent: null },
  ...{ socialWorkerSectionOn: null, firstReviewDate: null, submissions: [], checkedOn: null, corrections: [] },
  ...{ signedOffOn: null, filedOn: null, addendumOn: null, careEnds: null, schoolPlace: null, newSettingOn: null },
  concerns: []
})

export interface AskedClock {
  readonly name: string
  readonly around: Temporal.PlainDate
  readonly isOn: (policy: Policy) => boolean
  readonly facts: (context: ClockContext) => PepFacts
}

/** What was asked of a clock of the process; null where there is none of that name. */
export function askedClock(name: string, given: Given): AskedClock | null {
  const clock = Object.hasOwn(named, name) ? named[name] : undefined
  if (!clock) return null
  const term = clock.clock === 'termly-review' ? termAsked(given) : null
  const around = term ? new Temporal.PlainDate(startOfAcademicYear(term.year) ?? 0, 9, 1) : dateOf(given.start)
  const facts = clock.facts(around, given)
  return {
    ...{ name, around },
    isOn: ({ clocks }) => clock.figure === null || clocks[clock.figure].on,
    facts: ({ calendar }) => {
      const its = term ?? termOf(around.subtract({ days: clock.clock === 'leaving-care' ? 1 : 0 }), calendar)
      return {
        ...quiet(around),
        ...(term ? { kind: 'termly' } : {}),
        ...(its && { year: its.year, term: its.term }),
        ...facts
      }
    }
  }
}

function termAsked({ year = '', term = '' }: Given): NamedTerm {
  if (startOfAcademicYear(year) === null)
    throw new WrongUsage(`“${year}” is not an academic year: write it like 2026-27.`)
  if (!isTermName(term)) throw new WrongUsage('--term is autumn, spring or summer.')
  return { year, term }
}

/** The clock by the authority's rules, also where the authority does not count it. */
export function clockByName({ name, facts }: AskedClock, context: ClockContext): Clock {
  const wanted = named[name]?.clock
  const { policy } = context
  const clocks = Object.fromEntries(Object.entries(policy.clocks).map(([key, one]) => [key, { ...one, on: true }]))
  const counted = { ...context, policy: { ...policy, clocks: clocks as unknown as Policy['clocks'] } }
  const found = pepClocks(facts(context), counted).find(clock => clock.name === wanted)
  if (!found) throw new Error(`The clock ${name} does not start by these dates.`)
  return found
}

/** The names of all the clocks that can be asked for, and what each takes. */
export const clockNames: readonly string[] = ['initial', 'term', 'school-days', 'child', ...Object.keys(named)]

export function namedClocksHelp(): string {
  const width = Math.max(...Object.keys(named).map(name => name.length))
  const lines = Object.entries(named).map(([name, { takes }]) => `  ${name.padEnd(width)}  ${takes}`)
  return `CLOCK is one of the process, and prints {due, skipped: [{date, why}], …}:\n${lines.join('\n')}`
}
