import { initialDayZero } from '../guidance/ages.ts'
import { type TermDates, termOf } from '../guidance/calendar.ts'
import { type ClockContext, dueAfter } from '../guidance/clocks/clock.ts'
import { isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'
import { type CarePeriod, type ChildFacts, careBeganOn, careCountsSince } from '../guidance/pep-due.ts'
import { rollsAsKnown } from '../guidance/plan-setting.ts'
import { type PepKind, terms } from '../guidance/words.ts'
import type { DueRow, PepOfChild } from './opening.queries.ts'

const day = (iso: string): PlainDate => Temporal.PlainDate.from(iso)

interface Span {
  readonly starts: string
  readonly ends: string | null
}
/** Half-open: the last day is the first that no longer counts. */
const spans = ({ starts, ends }: Span, on: string) => starts <= on && (ends === null || ends > on)

export const careOf = (row: DueRow): CarePeriod[] =>
  row.care.map(({ starts, ends, short_break }) => ({
    began: day(starts),
    ended: ends === null ? null : day(ends),
    shortBreaks: short_break
  }))

/** The record as it bears on a plan made for a date: of a setting that has not begun, nothing yet. */
export function asKnownFor(row: DueRow, date: PlainDate, today: PlainDate): DueRow {
  const rolls = row.enrolments.map(one => ({
    settingId: one.setting_id,
    starts: day(one.starts),
    ends: one.ends === null ? null : day(one.ends)
  }))
  const known = rollsAsKnown(rolls, date, today)
  if (known === rolls) return row
  const enrolments = known.map(({ settingId, starts, ends }) => ({
    setting_id: settingId,
    starts: starts.toString(),
    ends: ends?.toString() ?? null
  }))
  return { ...row, enrolments }
}

export const mainEnrolmentOn = (row: DueRow, date: PlainDate) =>
  row.enrolments.findLast(one => spans(one, date.toString())) ?? null

const termPlace = (pep: Pick<PepOfChild, 'year' | 'term'>) =>
  `${pep.year} ${(terms as readonly string[]).indexOf(pep.term)}`

/** The child's peps that count, the earliest term first. */
export const countingPeps = (row: DueRow): PepOfChild[] =>
  row.peps
    .filter(pep => pep.state !== 'not-required')
    .sort((a, b) => termPlace(a).localeCompare(termPlace(b)) || a.opened_on.localeCompare(b.opened_on))

export const isEntry = (pep: { readonly kind: string; readonly circumstances: readonly string[] }): boolean =>
  pep.kind === 'initial' || (pep.kind === 'interim' && pep.circumstances.includes('first-pep'))

/** What the rule of which pep is due asks of a child on a date. */
export function childFactsOn(row: DueRow, date: PlainDate, context: ClockContext): ChildFacts {
  const iso = date.toString()
  const born = day(row.date_of_birth)
  const care = careOf(row)
  const enrolment = mainEnrolmentOn(row, date)
  const placement = row.placements.findLast(one => spans(one, iso))
  const period = row.care.findLast(one => spans(one, iso))
  const ends = period && !period.short_break && period.ends !== null ? day(period.ends) : null
  const leavesFor = enrolment?.ends && enrolment.ends > iso ? day(enrolment.ends).subtract({ days: 1 }) : null
  return {
    born,
    care,
    careEnds: ends && careBeganOn(care, ends) === null ? ends : null,
    died: row.died_on !== null,
    yearGroup: row.year_group_override,
    onRoll: enrolment !== null,
    ehcpNamesSchool: row.sen_status === 'E',
    uasc: row.uasc,
    custody: isCustody(placement?.type ?? null, period?.legal_status ?? null),
    initialHeldOn: initialHeldOn(row, date, context),
    heldThisTerm: heldIn(row, termOf(date, context.calendar), context),
    movesOn: leavesFor,
    newSettingSince: newSettingSince(row, enrolment)
  }
}

/** 903 placement R5 (prison or young offender institution), or secure K1 under a youth justice status (J1 to J3). */
const isCustody = (placement: string | null, status: string | null): boolean =>
  /^R5/i.test(placement ?? '') || (/^K1/i.test(placement ?? '') && /^J[1-3]/i.test(status ?? ''))

/**
 * When this care's first meeting was held. A child with no plan on record whose initial window had closed before the term
 * began was in care before this service held the plans: the first plan was made elsewhere, and a termly one is due.
 */
function initialHeldOn(row: DueRow, date: PlainDate, context: ClockContext): PlainDate | null {
  const born = day(row.date_of_birth)
  const began = careCountsSince({ born, care: careOf(row) }, date, context)
  if (!began) return null
  const zero = initialDayZero(born, began, context.policy).on
  const peps = countingPeps(row).filter(pep => pep.held_on === null || !isBefore(day(pep.held_on), zero))
  const held = peps.flatMap(pep => (pep.held_on !== null && isEntry(pep) ? [pep.held_on] : [])).sort()
  const last = held.at(-1)
  if (last) return day(last)
  const term = termOf(date, context.calendar)
  const { days, kind } = context.policy.clocks['hold-initial']
  // Bank holidays of years long past are not held; twice the days is then surely enough.
  const closes = dueAfter(zero, days, kind, context).due ?? zero.add({ days: 2 * days })
  const since = peps.filter(pep => !isBefore(day(pep.opened_on), zero))
  const longAgo = term !== undefined && isBefore(closes, term.start)
  return longAgo && !since.some(isEntry) ? zero : null
}

/** A termly pep serves the term it was opened for; any other also the term in which it was held. */
function heldIn(row: DueRow, term: TermDates | undefined, { calendar }: ClockContext): PepKind[] {
  if (!term) return []
  const isIt = (other: { year: string; term: string } | undefined) =>
    other?.year === term.year && other.term === term.term
  return countingPeps(row).flatMap(pep => {
    if (pep.held_on === null) return []
    const here = isIt(pep) || (pep.kind !== 'termly' && isIt(termOf(day(pep.held_on), calendar)))
    return here ? [pep.kind as PepKind] : []
  })
}

/** The present setting's first day, where the child came from another and no meeting was held since. */
function newSettingSince(row: DueRow, enrolment: { setting_id: string; starts: string } | null): PlainDate | null {
  if (!enrolment) return null
  const before = row.enrolments.some(one => one.setting_id !== enrolment.setting_id && one.starts < enrolment.starts)
  const heldThere = row.peps.some(
    pep => pep.setting_id === enrolment.setting_id && pep.held_on !== null && pep.held_on >= enrolment.starts
  )
  return before && !heldThere ? day(enrolment.starts) : null
}

/** Care that ended in the term of today, with the last day of it: a leaving-care pep is still owed for that term. */
export function lastDayOfCareThisTerm(row: DueRow, today: PlainDate, { calendar }: ClockContext): PlainDate | null {
  const care = careOf(row)
  const last = care.findLast(period => !period.shortBreaks && period.ended !== null && !isAfter(period.ended, today))
  if (!last?.ended || careBeganOn(care, today) !== null) return null
  const lastDay = last.ended.subtract({ days: 1 })
  if (isBefore(lastDay, last.began)) return null
  const [then, now] = [termOf(lastDay, calendar), termOf(today, calendar)]
  return then && now && then.year === now.year && then.term === now.term ? lastDay : null
}
