import { contextOf } from '../authorities/authority.ts'
import type { Tx } from '../db/transaction.ts'
import { learnForms } from '../forms/editions.ts'
import { formFor } from '../forms/load.ts'
import { isOfCompulsorySchoolAge, yearGroupOn } from '../guidance/ages.ts'
import { type Calendar, findTerm, startOfAcademicYear, termOf } from '../guidance/calendar.ts'
import type { Correction, PepFacts, Submission } from '../guidance/clocks/facts.ts'
import { carriesOwnClock } from '../guidance/clocks/own-clocks.ts'
import { comesBefore, type PlanInLine } from '../guidance/current-plan.ts'
import { isAfter, isBefore, later, type PlainDate } from '../guidance/dates.ts'
import { leaderOf } from '../guidance/leader.ts'
import { type CarePeriod, careBeganOn } from '../guidance/pep-due.ts'
import {
  type Circumstance,
  type PepKind,
  type PepState,
  type Phase,
  type Role,
  roles,
  type TermName
} from '../guidance/words.ts'
import { type FactsRow, readFacts } from './clock-facts.queries.ts'

const day = (iso: string): PlainDate => Temporal.PlainDate.from(iso)
const dayOrNull = (iso: string | null | undefined): PlainDate | null => (iso ? day(iso) : null)

/** The stored facts of peps as the rules read them. Run it as somebody who sees all of them (`asService`). */
export async function pepFacts(tx: Tx, pepIds: readonly string[]): Promise<Map<string, PepFacts>> {
  const rows = await readFacts(tx, pepIds)
  await learnForms(
    tx,
    rows.map(row => row.form_version)
  )
  const calendars = new Map<number, Calendar>()
  for (const { authority_id, day: today } of rows) {
    if (!calendars.has(authority_id))
      calendars.set(authority_id, (await contextOf(tx, authority_id, day(today))).calendar)
  }
  return new Map(rows.map(row => [row.id, factsOf(row, calendars.get(row.authority_id) ?? [])]))
}

/** The first of September of a pep's academic year: the day by which year groups are told. */
const schoolYearStart = (row: FactsRow) =>
  Temporal.PlainDate.from({ year: startOfAcademicYear(row.year) ?? day(row.opened_on).year, month: 9, day: 1 })

export function factsOf(row: FactsRow, calendar: Calendar): PepFacts {
  const born = day(row.date_of_birth)
  const circumstances = row.circumstances as Circumstance[]
  const care = row.care.map(period => ({
    began: day(period.starts),
    ended: dayOrNull(period.ends),
    shortBreaks: period.short_break
  }))
  const began = careBegan(care, day(row.opened_on))
  const ledBy = leaderOf({ kind: row.kind as PepKind, circumstances, settingId: row.setting_id })
  return {
    kind: row.kind as PepKind,
    year: row.year,
    term: row.term as TermName,
    state: row.state as PepState,
    born,
    careBegan: began ?? day(row.opened_on),
    onlyShortBreaks: began === null && care.some(period => period.shortBreaks),
    stopped: stoppedBy(row, care, calendar),
    yearGroup: row.year_group_override ?? yearGroupOn(born, schoolYearStart(row)),
    ledBy,
    replacesInitial: row.kind === 'interim' && circumstances.includes('first-pep'),
    arrangedOn: dayOrNull(row.arranged_on),
    meetingDate: dayOrNull(row.meeting_on),
    heldOn: dayOrNull(row.held_on),
    servedByOtherOn: servedByOther(row, calendar),
    viewsOn: {
      child: dayOrNull(row.views.child),
      carer: dayOrNull(row.views.carer),
      parent: dayOrNull(row.views.parent)
    },
    socialWorkerSectionOn: socialWorkerSectionOn(row),
    firstReviewDate: dayOrNull(row.care.findLast(one => !one.short_break && one.first_review_on)?.first_review_on),
    submissions: submissionsOf(row),
    checkedOn: dayOrNull(row.checks.find(check => check.outcome === 'confirmed')?.checked_on),
    corrections: correctionsOf(row, ledBy),
    signedOffOn: dayOrNull(row.signed_off_on),
    filedOn: dayOrNull(row.filed_on),
    addendumOn: dayOrNull(row.addendum_on),
    careEnds: careEnds(row, care, calendar),
    schoolPlace: schoolPlace(row, born, began),
    newSettingOn: newSettingOn(row),
    concerns: row.concerns.map(one => ({ raisedOn: day(one.raised_on), answeredOn: dayOrNull(one.answered_on) }))
  }
}

/** Why nothing of this pep is due any more: the child's record is closed, or care ended before its term began. */
function stoppedBy(row: FactsRow, care: readonly CarePeriod[], calendar: Calendar): string | null {
  if (row.died_on) return 'The child has died'
  if (row.adopted_on) return 'The child has been adopted'
  const term = findTerm({ year: row.year, term: row.term as TermName }, calendar)
  if (row.kind !== 'termly' || row.held_on || !term) return null
  const whole = care.filter(period => !period.shortBreaks)
  const over = whole.length > 0 && whole.every(({ ended }) => ended !== null && !isAfter(ended, term.start))
  return over ? 'Care ended before this plan’s term began' : null
}

/** The care that the pep was opened for; where the record was corrected since, the care nearest to it. */
const careBegan = (care: readonly CarePeriod[], opened: PlainDate): PlainDate | null =>
  careBeganOn(care, opened) ??
  care.find(period => !period.shortBreaks && isAfter(period.began, opened))?.began ??
  care.findLast(period => !period.shortBreaks)?.began ??
  null

/** Any kind but a termly one serves as the review of the term it was held in; a termly one too, where a transition plan follows it. */
function servedByOther(row: FactsRow, calendar: Calendar): PlainDate | null {
  const serves = row.others.flatMap(other => {
    const held = dayOrNull(other.held_on)
    if (!held || (other.kind === 'termly' && row.kind !== 'transition')) return []
    const term = termOf(held, calendar)
    const here =
      (term?.year === row.year && term.term === row.term) || (other.year === row.year && other.term === row.term)
    return here ? [held] : []
  })
  return serves.sort(Temporal.PlainDate.compare)[0] ?? null
}

/** The day the last of the sections that are the social worker's by the form was completed; null while one is open. */
function socialWorkerSectionOn(row: FactsRow): PlainDate | null {
  const circumstances = (row.circumstances as Circumstance[]).filter(one => one !== 'no-school-place')
  const form = formFor({ phase: row.phase as Phase, circumstances, version: row.form_version })
  const theirs = form.sections.filter(section => section.owner === 'social-worker' && !section.shownWhen)
  const days = theirs.map(section => dayOrNull(row.sections[section.id]))
  return days.reduce<PlainDate | null>((last, on) => (last && on ? later(last, on) : null), days[0] ?? null)
}

/** The first handing-in and the latest; what was rated or returned between counts for the first. */
function submissionsOf(row: FactsRow): Submission[] {
  if (!row.submitted_on) return []
  const returns = [...new Set([...row.returns, ...(row.returned_on ? [row.returned_on] : [])])].sort()
  const again = row.resubmitted_on && returns.length > 0 ? row.resubmitted_on : null
  const returnedNow = row.state === 'returned' ? dayOrNull(returns.at(-1)) : null
  const cut = row.reviews.findIndex(review => review.outcome === 'returned')
  const ratedAgain = again ? row.reviews.slice(cut + 1).find(review => review.rated_on >= again) : undefined
  const first: Submission = {
    on: day(row.submitted_on),
    ratedOn: dayOrNull(row.reviews[0] === ratedAgain ? null : row.reviews[0]?.rated_on),
    returnedOn: again ? dayOrNull(returns[0]) : returnedNow
  }
  if (!again) return [first]
  return [
    { ...first, ratedOn: first.ratedOn ?? first.returnedOn },
    { on: day(again), ratedOn: dayOrNull(ratedAgain?.rated_on), returnedOn: returnedNow }
  ]
}

const family: readonly Role[] = ['child', 'carer', 'parent']

function correctionsOf(row: FactsRow, ledBy: Role): Correction[] {
  if (row.corrections.length === 0) return []
  const form = formFor({
    phase: row.phase as Phase,
    circumstances: row.circumstances as Circumstance[],
    version: row.form_version
  })
  return row.corrections.map(({ question, asked_on, outcome, settled_on }) => {
    const section = form.sections.find(one => one.questions.some(asked => asked.id === question))
    const owner = section?.questions.find(asked => asked.id === question)?.owner ?? section?.owner
    const recheck = row.checks.find(
      check => check.outcome === 'confirmed' && settled_on !== null && check.checked_on >= settled_on
    )
    return {
      askedOn: day(asked_on),
      // Words of the child or the family were written down by whoever leads, or are put right with them.
      owner: roles.find(role => role === owner && !family.includes(role)) ?? ledBy,
      answeredOn: dayOrNull(settled_on),
      mended: outcome === 'mended',
      recheckedOn: dayOrNull(recheck?.checked_on)
    }
  })
}

type OtherRow = FactsRow['others'][number]
const inLine = (row: FactsRow | OtherRow): PlanInLine => ({
  id: row.id,
  year: row.year,
  term: row.term as TermName,
  state: row.state as PepState,
  openedOn: row.opened_on
})
/** Whether this plan is the one, of those of the child that would run it, in which a clock of the child's own runs. */
const carries = (row: FactsRow, wouldToo: (other: OtherRow) => boolean): boolean =>
  carriesOwnClock(inLine(row), [row, ...row.others.filter(wouldToo)].map(inLine))

/** An end of care in this term, unless a leaving-care pep of the term, or an earlier plan of it, carries its clock. */
function careEnds(row: FactsRow, care: readonly CarePeriod[], calendar: Calendar): PepFacts['careEnds'] {
  const ofTerm = (other: OtherRow) => other.year === row.year && other.term === row.term
  const carriedElsewhere =
    row.others.some(other => other.kind === 'leaving-care' && ofTerm(other)) || !carries(row, ofTerm)
  if (row.kind !== 'leaving-care' && carriedElsewhere) return null
  const last = row.care.findLast(period => !period.short_break && period.ends !== null)
  const on = dayOrNull(last?.ends)
  if (!last || !on || careBeganOn(care, on) !== null) return null
  const term = termOf(on.subtract({ days: 1 }), calendar)
  return term?.year === row.year && term.term === row.term ? { on, sudden: last.sudden_end } : null
}

/** The search for a place (G 5). In custody education is arranged there, so nobody looks for one. */
function schoolPlace(row: FactsRow, born: PlainDate, began: PlainDate | null): PepFacts['schoolPlace'] {
  const today = day(row.day)
  const open = row.state !== 'signed-off' && row.state !== 'not-required'
  const onRoll = row.enrolments.find(one => one.starts <= row.day && (one.ends === null || one.ends > row.day))
  const inCustody = (plan: FactsRow | OtherRow) => plan.circumstances.includes('custody')
  if (inCustody(row)) return null
  const said = row.circumstances.includes('no-school-place')
  // Only as long as nobody has found one: which plan it was found in stays on record.
  const seeks = (other: OtherRow) =>
    !inCustody(other) &&
    (other.circumstances.includes('no-school-place') ||
      (other.state !== 'signed-off' && isOfCompulsorySchoolAge(born, today)))
  if (!onRoll && !carries(row, seeks)) return null
  if (!open && row.others.some(one => one.opened_on > row.opened_on)) return null
  if (!said && (onRoll || !open || !isOfCompulsorySchoolAge(born, today))) return null
  const upTo = onRoll?.starts ?? row.day
  const left = row.enrolments
    .flatMap(one => (one.ends !== null && one.ends <= upTo ? [one.ends] : []))
    .sort()
    .at(-1)
  const since = left ? day(left).subtract({ days: 1 }) : null
  const careFrom = began && !isBefore(today, began) ? began : null
  const missingSince = since && (!careFrom || isAfter(since, careFrom)) ? since : (careFrom ?? since)
  return (
    missingSince && {
      missingSince,
      why: missingSince === since ? 'last-on-roll' : 'care-began',
      enrolmentRecordedOn: dayOrNull(onRoll?.starts),
      review: reviewOf(row, missingSince)
    }
  )
}

/** The last weekly review of this search; one of an earlier search says nothing of it. */
function reviewOf({ place_review }: FactsRow, missingSince: PlainDate) {
  if (!place_review || place_review.on < missingSince.toString()) return null
  return { on: day(place_review.on), nextOn: dayOrNull(place_review.next) }
}

/** Where this is the first pep of a setting that the child came to from another. */
function newSettingOn(row: FactsRow): PlainDate | null {
  const here = row.enrolments.findLast(one => one.setting_id === row.setting_id)
  if (!here || !row.enrolments.some(one => one.setting_id !== row.setting_id && one.starts < here.starts)) return null
  const hadOne = row.others.some(
    other => other.setting_id === row.setting_id && comesBefore(inLine(other), inLine(row))
  )
  return hadOne ? null : day(here.starts)
}
