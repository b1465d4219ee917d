import { inAge, outOfAgeOn } from '../guidance/ages.ts'
import type { TermDates } from '../guidance/calendar.ts'
import { earlier, isAfter, isBefore, later, type PlainDate } from '../guidance/dates.ts'
import { warwickshirePolicy } from '../guidance/policy.ts'
import type { Circumstance, PepKind } from '../guidance/words.ts'
import type { Days } from './days.ts'
import type { Facts } from './facts.ts'
import type { Plan } from './plan.ts'

const pastTerms = 3

/** A child's plans, oldest first: those of past terms, signed off and filed, and where things stand today. */
export function storyOf(facts: Facts, days: Days, place: number): readonly Plan[] {
  const now = nowOf(facts, days, place)
  const firstOpen = now[0]?.term ?? days.thisTerm
  const before = days.before(firstOpen, pastTerms)
  const isFirst = now[0]?.circumstances.includes('first-pep')
  // A review late in its term is an interim one: the term's own was held in its first half.
  const sameTerm = !isFirst && (now[0]?.kind === 'interim' || now[0]?.kind === 'transition') ? [firstOpen] : []
  const until = now[0]?.meetingOn ?? days.today
  const past = [...sameTerm, ...before].flatMap(term => pastPlan(facts, days, term, place, until) ?? []).reverse()
  return [...past, ...now].map((plan, at, all) => {
    const previous = all[at - 1]
    return previous ? after(previous, plan) : asFirst(plan, facts, days)
  })
}

/** A second plan of the same term opens when the first is signed off. */
function after(previous: Plan, plan: Plan): Plan {
  if (!previous.term.start.equals(plan.term.start) || !previous.signedOffOn) return plan
  const openedOn = later(plan.openedOn, previous.signedOffOn)
  return { ...plan, openedOn, ...(plan.arrangedOn ? { arrangedOn: later(plan.arrangedOn, openedOn) } : {}) }
}

/** The first plan of a child who came into care less than a year ago is the one that the rule begins with. */
function asFirst(plan: Plan, { born, careBegan }: Facts, days: Days): Plan {
  if (plan.kind !== 'termly' || isBefore(careBegan, days.today.subtract({ days: 330 }))) return plan
  return { ...plan, kind: days.entryKind(born, careBegan), circumstances: [...plan.circumstances, 'first-pep'] }
}

function pastPlan(facts: Facts, days: Days, term: TermDates, place: number, until: PlainDate): Plan | null {
  // Time enough for every step since: where the usual day leaves none, an earlier one of this term.
  const latest = days.openOnOrBefore(days.count(earlier(until, days.today), -14))
  const meetingOn = earlier(days.inFirstHalf(term, 6 + ((place * 5) % 17)), latest)
  if (isBefore(meetingOn, later(term.start, days.count(facts.careBegan, 15)))) return null
  if (!inAge(facts.born, meetingOn, warwickshirePolicy)) return null
  if (facts.careEnded && !isBefore(meetingOn, facts.careEnded)) return null
  return filed(facts, days, 'termly', meetingOn, place)
}

/** The last meeting of a child whose care ends on a known day: a day of school. */
export const leavingMeetingOn = (ended: PlainDate, days: Days): PlainDate => days.openOnOrBefore(days.count(ended, -8))

/** When the copy of a plan that went through every step was put in the case record. */
export const copyFiledOn = (meetingOn: PlainDate, days: Days, place: number): PlainDate =>
  earlier(days.count(meetingOn, 10 + (place % 3)), days.today)

/** Held on a day, and gone through every step since. */
function filed(facts: Facts, days: Days, kind: PepKind, meetingOn: PlainDate, place: number): Plan {
  const step = (count: number) => earlier(days.count(meetingOn, count), days.today)
  return {
    ...held(facts, days, kind, meetingOn),
    submittedOn: step(3 + (place % 4)),
    checkedOn: step(5 + (place % 4)),
    signedOffOn: step(8 + (place % 3)),
    filedOn: copyFiledOn(meetingOn, days, place)
  }
}

function held(facts: Facts, days: Days, kind: PepKind, meetingOn: PlainDate): Plan {
  const following = days.after(days.term(meetingOn))
  const outOfAge = outOfAgeOn(facts.born, warwickshirePolicy)
  // Whoever is in age when next term begins is owed a plan in it, and meets before the birthday.
  const owesNext = isBefore(following.start, outOfAge)
  const usual = days.inFirstHalf(following, 9 + (meetingOn.day % 12))
  const next = isBefore(usual, outOfAge)
    ? usual
    : later(following.start, days.openOnOrBefore(outOfAge.subtract({ days: 1 })))
  const plan = opened(facts, days, kind, days.term(meetingOn))
  const between = facts.child.found !== undefined && facts.schoolOn(meetingOn) === null
  return {
    ...plan,
    ...(between ? { circumstances: ['no-school-place' as const, ...plan.circumstances] } : {}),
    written: 'all',
    arrangedOn: later(days.count(meetingOn, -14), facts.careBegan),
    meetingOn,
    held: true,
    ...(owesNext ? { nextOn: next } : {})
  }
}

function opened(facts: Facts, days: Days, kind: PepKind, term: TermDates): Plan {
  const usual = earlier(term.start.subtract({ days: 14 }), days.today)
  return {
    kind,
    term,
    circumstances: circumstancesOf(facts, kind),
    openedOn: later(usual, facts.careBegan),
    written: 'nothing'
  }
}

function circumstancesOf({ child }: Facts, kind: PepKind): readonly Circumstance[] {
  const isOld = 'yearGroup' in child.born && child.born.yearGroup >= 12
  return [
    ...(!child.school && !isOld && child.stage !== 'too-young' ? (['no-school-place'] as const) : []),
    ...(child.uasc ? (['uasc'] as const) : []),
    ...(kind === 'initial' ? (['first-pep'] as const) : []),
    ...(child.neet ? (['neet'] as const) : []),
    ...(child.home === 'custody' ? (['custody'] as const) : []),
    ...(kind === 'leaving-care' ? (['leaving-care'] as const) : [])
  ]
}

/** The plans that are open today, or were until just now. */
function nowOf(facts: Facts, days: Days, place: number): readonly Plan[] {
  const { child } = facts
  const just = (workingDays: number) => {
    const meeting = days.recent(workingDays)
    if ('terms' in child.inCare) return held(facts, days, days.isLate(meeting) ? 'interim' : 'termly', meeting)
    return { ...held(facts, days, 'initial', meeting), kind: days.entryKind(facts.born, facts.careBegan) }
  }
  const coming = (schoolDays: number, arrangedAgo: number, written: Plan['written']): Plan => {
    const meetingOn = days.upcoming(schoolDays)
    const plan = opened(facts, days, 'termly', days.term(meetingOn))
    return {
      ...plan,
      openedOn: earlier(plan.openedOn, days.ago(arrangedAgo + 2)),
      written,
      arrangedOn: days.ago(arrangedAgo),
      meetingOn
    }
  }
  /** A plan of an earlier term, and the one of today's that waits for the meeting it named. */
  const andToday = (plan: Plan): readonly Plan[] =>
    isBefore(plan.term.start, days.thisTerm.start) ? [plan, nextOf(facts, days, plan)] : [plan]

  switch (child.stage) {
    case 'new':
      return isAfter(days.count(facts.careBegan, 20), days.today)
        ? [newcomer(facts, days)]
        : latestFiled(facts, days, place)
    case 'holiday':
      return inHoliday(facts, days, place)
    case 'second-birthday':
      return [secondBirthday(facts, days)]
    case 'planned':
      return [opened(facts, days, 'termly', days.term(days.upcoming(5)))]
    case 'arranged':
      return [coming(9 + (place % 6), 4, 'begun')]
    case 'gathering':
      return [coming(4, 8, 'views')]
    case 'held':
      return andToday({ ...just(2), written: 'most' })
    case 'awaiting-check':
      return andToday({ ...just(6), submittedOn: days.ago(2) })
    case 'correction':
      return andToday({ ...just(8), submittedOn: days.ago(4), correctionOn: days.ago(1) })
    case 'awaiting-review':
      return andToday({ ...just(9), submittedOn: days.ago(5), checkedOn: days.ago(3) })
    case 'returned':
      return andToday({ ...just(13), submittedOn: days.ago(8), checkedOn: days.ago(5), returnedOn: days.ago(2) })
    case 'not-filed':
      return andToday({ ...just(14), submittedOn: days.ago(9), checkedOn: days.ago(6), signedOffOn: days.ago(2) })
    case 'signed-off':
      return latestFiled(facts, days, place)
    case 'overdue':
      return late(facts, days)
    case 'escalated':
      // Due again five working days after it came back: ten working days late today.
      return andToday({ ...just(26), submittedOn: days.ago(21), checkedOn: days.ago(18), returnedOn: days.ago(15) })
    case 'transition':
      // Where the move still waits for its approval the last meeting is held; else it lies ahead, and the next school comes.
      return child.approval ? andToday({ ...just(5), kind: 'transition' }) : [lastMeeting(facts, days)]
    case 'leaving-care':
      return [leaving(facts, days)]
    case 'short-breaks':
      return [{ ...opened(facts, days, 'termly', days.thisTerm), notRequired: 'only-short-breaks' }]
    case 'left-care':
      return facts.careEnded ? [filed(facts, days, 'leaving-care', leavingMeetingOn(facts.careEnded, days), place)] : []
    case 'left-suddenly':
      return [leftSuddenly(facts, days)]
    case 'adopted':
    case 'died':
      return facts.careEnded
        ? [filed(facts, days, 'termly', days.openOnOrBefore(days.count(facts.careEnded, -30)), place)]
        : []
    case 'too-young':
      return []
  }
}

/** The old setting's last plan: its meeting lies ahead, before the move, whichever half of a term that is. */
function lastMeeting(facts: Facts, days: Days): Plan {
  const meetingOn = days.count(days.today, 3, 'school')
  const plan = opened(facts, days, 'transition', days.term(meetingOn))
  return { ...plan, written: 'views', arrangedOn: days.ago(6), meetingOn }
}

/** The first plan: initial, or an interim one of the social worker's where its meeting falls due in a school holiday. */
function newcomer(facts: Facts, days: Days): Plan {
  const plan = opened(facts, days, 'initial', days.thisTerm)
  const base = { ...plan, kind: days.entryKind(facts.born, facts.careBegan), dayZero: facts.careBegan }
  const { inCare } = facts.child
  const notYet = 'inTerm' in inCare || isAfter(days.count(facts.careBegan, 9), days.today)
  if (notYet) return base
  return {
    ...base,
    written: 'begun',
    arrangedOn: days.count(facts.careBegan, 8),
    meetingOn: meetingAt(18, facts.careBegan, base.kind, days)
  }
}

/** So many days into the first twenty; at the school on a day of school. An interim meeting may be in the holiday. */
const meetingAt = (workingDays: number, dayZero: PlainDate, kind: PepKind, days: Days): PlainDate =>
  kind === 'interim' ? days.count(dayZero, workingDays) : days.openOnOrAfter(days.count(dayZero, workingDays))

/** The first meeting falls in a school holiday: an interim plan of the social worker's, and then the first one in school. */
function inHoliday(facts: Facts, days: Days, place: number): readonly Plan[] {
  const meetingOn = days.count(facts.careBegan, 20)
  const open = newcomer(facts, days)
  if (isAfter(meetingOn, days.today)) return [{ ...open, ...(open.meetingOn ? { meetingOn } : {}) }]
  const { circumstances, dayZero } = open
  const plan = { ...filed(facts, days, 'interim', meetingOn, place), circumstances, dayZero }
  return isBefore(plan.term.start, days.thisTerm.start) ? [plan, nextOf(facts, days, plan)] : [plan]
}

function secondBirthday(facts: Facts, days: Days): Plan {
  const dayZero = facts.born.add({ years: 2 })
  const plan = opened(facts, days, 'initial', days.term(days.today))
  const kind = days.entryKind(facts.born, facts.careBegan)
  return {
    ...plan,
    kind,
    openedOn: dayZero,
    dayZero,
    written: 'begun',
    arrangedOn: days.count(dayZero, 6),
    meetingOn: meetingAt(17, dayZero, kind, days)
  }
}

/** This term's, where there was time for every step; else last term's, with this term's arranged. */
function latestFiled(facts: Facts, days: Days, place: number): readonly Plan[] {
  const inThis = days.inFirstHalf(days.thisTerm, 4 + (place % 6))
  if (!isAfter(days.count(inThis, 13), days.today)) return [filed(facts, days, 'termly', inThis, place)]
  const [last] = days.before(days.thisTerm, 1)
  const plan = last && filed(facts, days, 'termly', days.inFirstHalf(last, 6 + (place % 15)), place)
  return plan ? [plan, nextOf(facts, days, plan)] : []
}

/** The next term's plan, its meeting on the day that the last one named, or one to come. */
function nextOf(facts: Facts, days: Days, last: Plan): Plan {
  const term = days.after(last.term)
  const named = last.nextOn && isAfter(last.nextOn, days.today) ? last.nextOn : days.inFirstHalf(term, 20)
  const meetingOn = isAfter(named, days.today) ? named : days.openOnOrAfter(days.today.add({ days: 1 }))
  return { ...opened(facts, days, 'termly', term), arrangedOn: last.meetingOn ?? days.today, meetingOn }
}

/** A review whose day is past: of this term once its first half is over by enough, else of the term before. */
function late(facts: Facts, days: Days): readonly Plan[] {
  const { child, careBegan } = facts
  if (!('terms' in child.inCare)) {
    const plan = newcomer(facts, days)
    const meetingOn = meetingAt(19, careBegan, plan.kind, days)
    return [{ ...plan, arrangedOn: days.count(careBegan, 12), meetingOn }]
  }
  const isPast = isBefore(days.dueOf(days.thisTerm), days.ago(3))
  const term = isPast ? days.thisTerm : days.before(days.thisTerm, 1)[0]
  if (!term) return []
  const fell = days.dueOf(term)
  const plan: Plan = {
    ...opened(facts, days, 'termly', term),
    written: 'begun',
    arrangedOn: days.count(fell, -10),
    meetingOn: fell
  }
  return isPast ? [plan] : [plan, opened(facts, days, 'termly', days.thisTerm)]
}

/** Care ended without warning: the last plan is open, and its ten working days run. */
function leftSuddenly(facts: Facts, days: Days): Plan {
  const ended = facts.careEnded ?? days.today
  const plan = opened(facts, days, 'leaving-care', days.term(ended.subtract({ days: 1 })))
  return { ...plan, openedOn: ended, written: 'begun' }
}

function leaving(facts: Facts, days: Days): Plan {
  const birthday = outOfAgeOn(facts.born, warwickshirePolicy)
  const meetingOn = earlier(
    days.openOnOrAfter(days.count(days.today, 4)),
    days.openOnOrBefore(birthday.subtract({ days: 1 }))
  )
  const plan = opened(facts, days, 'leaving-care', days.term(birthday))
  return { ...plan, written: 'views', arrangedOn: days.ago(6), meetingOn }
}
