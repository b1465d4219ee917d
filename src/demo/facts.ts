import { accessClosed } from '../children/life.ts'
import { newId } from '../db/id.ts'
import { birthday } from '../guidance/ages.ts'
import { earlier, isAfter, isBefore, later, type PlainDate } from '../guidance/dates.ts'
import { searchable } from '../guidance/searchable.ts'
import { checkLetterOf } from '../imports/identifiers.ts'
import type { DemoChild } from './child.ts'
import type { Days } from './days.ts'
import { addHome } from './homes.ts'
import type { Rows } from './rows.ts'
import { copyFiledOn, leavingMeetingOn } from './story.ts'

/** The ids by which stories name people and settings. */
export interface Named {
  person(key: string): string
  setting(key: string): string
}

/** What the plans of a child are told from. */
export interface Facts {
  readonly id: string
  readonly child: DemoChild
  readonly born: PlainDate
  readonly careBegan: PlainDate
  readonly careEnded: PlainDate | null
  /** The key of the main setting on a day; null: no place. */
  schoolOn(date: PlainDate): string | null
}

export function bornOn(child: DemoChild, days: Days): PlainDate {
  const { born } = child
  if ('turned' in born) return days.ago(born.workingDaysAgo).subtract({ years: born.turned })
  if ('turnsEighteenThisTerm' in born) return eighteenthBirthday(days).subtract({ years: 18 })
  const [month = 1, day = 1] = born.on.split('-').map(Number)
  const year = days.year - born.yearGroup - (month >= 9 ? 5 : 4)
  return Temporal.PlainDate.from({ year, month, day })
}

/** Three weeks off, sooner where the term ends before; in the first days of the next where this one's school is all but over. */
function eighteenthBirthday(days: Days): PlainDate {
  const next = days.after(days.thisTerm).start
  const wanted = days.today.add({ days: 21 })
  const isOver = isBefore(days.thisTerm.end, days.today.add({ days: 7 }))
  const date = isOver ? later(wanted, next.add({ days: 7 })) : earlier(wanted, next.subtract({ days: 1 }))
  return birthday(date.subtract({ years: 18 }), 18)
}

const isClosed = (stage: DemoChild['stage']): boolean => stage === 'adopted' || stage === 'died'

function careBeganOn(child: DemoChild, days: Days): PlainDate {
  const { inCare } = child
  if ('terms' in inCare) return days.today.subtract({ days: inCare.terms * 121 + (child.first.length % 5) * 9 })
  if ('since' in inCare)
    return inCare.since === '31 August'
      ? Temporal.PlainDate.from({ year: days.year, month: 8, day: 31 })
      : days.beforeHoliday()
  const on = inCare.inTerm ? inTerm(bornOn(child, days), inCare.workingDays, days) : days.ago(inCare.workingDays)
  return inCare.from === 'Saturday' ? on.subtract({ days: (on.dayOfWeek + 1) % 7 }) : on
}

/** As long ago as wanted, or as near to it as the first meeting falls due on a day of school. In the summer there may be none. */
function inTerm(born: PlainDate, wanted: number, days: Days): PlainDate {
  const nearest = Array.from({ length: 20 }, (_, ago) => ago).sort(
    (a, b) => Math.abs(a - wanted) - Math.abs(b - wanted)
  )
  const found = nearest.map(ago => days.ago(ago)).find(began => days.entryKind(born, began) === 'initial')
  return found ?? days.ago(wanted)
}

function careEndedOn({ stage }: DemoChild, days: Days): PlainDate | null {
  if (stage === 'left-care' || isClosed(stage)) return days.ago(20)
  return stage === 'left-suddenly' ? days.ago(3) : null
}

/** From when those around the child see nothing any more: after care, the night after the last plan's copy was filed. */
function accessEndsOn({ stage }: DemoChild, ended: PlainDate | null, days: Days, place: number): PlainDate | null {
  if (!ended || isClosed(stage)) return ended
  // After a sudden end the people stay until the last plan is done.
  if (stage === 'left-suddenly') return null
  return later(ended, copyFiledOn(leavingMeetingOn(ended, days), days, place).add({ days: 1 }))
}

function addEarlierCare(rows: Rows, own: Own, began: PlainDate, terms: number) {
  const ended = began.subtract({ days: 242 })
  rows.add('care_period', {
    id: newId(),
    ...own,
    starts: ended.subtract({ days: terms * 121 }).toString(),
    ends: ended.toString(),
    legal_status: 'V2',
    short_break: false,
    end_reason: 'E4A'
  })
}

const upnOf = (authority: number, place: number): string => {
  const digits = `${authority}4${String(100 + place).padStart(3, '0')}${String(10 + (place % 14)).padStart(2, '0')}${String(700 + place).padStart(3, '0')}`
  return `${checkLetterOf(`A${digits}`)}${digits}`
}

/** The dated facts of one child: who they are, their care, home, school, and who looks after the plan. */
export function addFacts(rows: Rows, child: DemoChild, place: number, days: Days, named: Named): Facts {
  const id = newId()
  const own = { authority_id: child.authority, child_id: id }
  const born = bornOn(child, days)
  const careBegan = careBeganOn(child, days)
  const careEnded = careEndedOn(child, days)
  const ended = careEnded?.toString() ?? null
  rows.add('child', {
    id,
    authority_id: child.authority,
    first_name: child.first,
    last_name: child.last,
    preferred_name: child.likes ?? null,
    pronouns: child.pronouns ?? null,
    date_of_birth: born.toString(),
    first_language: child.language ?? 'en',
    interpreter_language: child.interpreter ?? null,
    restricted: child.restricted !== undefined,
    restricted_reason: child.restricted?.why ?? null,
    address_withheld: child.addressWithheld ?? false,
    setting_withheld: child.settingWithheld ?? false,
    adopted_on: child.stage === 'adopted' ? ended : null,
    died_on: child.stage === 'died' ? ended : null,
    search: isClosed(child.stage) ? '' : searchable([child.first, child.last, child.likes].filter(Boolean).join(' '))
  })
  rows.add('child_record', {
    ...own,
    care_system_id: `AV${String(40_210 + place * 17)}`,
    child_id_903: String(900_100 + place),
    upn: child.school && !(child.uasc && !('terms' in child.inCare)) ? upnOf(child.authority, place) : null,
    sex: child.sex,
    ethnicity: child.ethnicity,
    religion: child.religion ?? null,
    uasc: child.uasc ?? false,
    sen_status: child.sen?.[0] ?? 'N'
  })
  rows.add('care_period', {
    id: newId(),
    ...own,
    starts: careBegan.toString(),
    ends: ended,
    legal_status: child.legal ?? ('terms' in child.inCare ? 'C2' : 'C1'),
    short_break: child.stage === 'short-breaks',
    end_reason: careEnded ? (child.stage === 'adopted' ? 'E12' : child.stage === 'died' ? 'E2' : 'E4A') : null,
    sudden_end: child.stage === 'left-suddenly',
    first_review_on: 'terms' in child.inCare ? null : days.count(careBegan, 20).toString()
  })
  if (child.again) addEarlierCare(rows, own, careBegan, child.again.terms)
  addHome(rows, child, place, own, careBegan, ended, days)
  const accessEnds = accessEndsOn(child, careEnded, days, place)
  const schools = addSchools(rows, child, own, born, careBegan, accessEnds, days, named)
  addPeople(rows, child, own, careBegan, accessEnds?.toString() ?? null, days, named)
  addHealth(rows, child, place, own, careBegan, days)
  const schoolOn = (date: PlainDate) =>
    schools.find(one => !isBefore(date, one.from) && (!one.until || isBefore(date, one.until)))?.setting ?? null
  return { id, child, born, careBegan, careEnded, schoolOn }
}

export type Own = { readonly authority_id: number; readonly child_id: string }

interface Place {
  readonly setting: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly why?: string
}

function addSchools(
  rows: Rows,
  child: DemoChild,
  own: Own,
  born: PlainDate,
  began: PlainDate,
  accessEnds: PlainDate | null,
  days: Days,
  named: Named
): readonly Place[] {
  const closed = accessEnds && { until: accessEnds, ...(isClosed(child.stage) ? {} : { why: accessClosed }) }
  const places = mainPlaces(child, born, began, days).map(one => (one.until ? one : { ...one, ...closed }))
  const enrol = ({ setting, from, until, why }: Place, main: boolean) => {
    const id = newId()
    rows.add('enrolment', {
      id,
      ...own,
      setting_id: named.setting(setting),
      starts: from.toString(),
      ends: until?.toString() ?? null,
      main,
      leaving_reason: why ?? null
    })
    if (child.approval && until)
      rows.add('move_approval', { id: newId(), ...own, enrolment_id: id, asked_on: days.ago(3).toString() })
  }
  for (const place of places) enrol(place, true)
  if (child.also) enrol({ setting: child.also, from: days.today.subtract({ days: 75 }), until: null }, false)
  return places
}

/** Where a child of the first year of a stage was before. */
const before: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  0: { 990: 'acorns', 991: 'moorside' },
  7: { 990: 'harrow', 991: 'moorside' },
  12: { 990: 'ardenbury', 991: 'tarnside' }
}

function mainPlaces(child: DemoChild, born: PlainDate, began: PlainDate, days: Days): readonly Place[] {
  const old = earlier(began, days.today).subtract({ days: 400 })
  const from = later(old, birthday(born, 2))
  if (child.leaves) {
    const until = days.count(days.today, -child.leaves.schoolDaysAgo, 'school')
    const left = {
      setting: child.leaves.setting,
      from,
      until,
      why: child.leaves.why ?? 'Moved home, too far to travel'
    }
    if (!child.school) return [left]
    const found = child.found ? days.count(days.today, -child.found.schoolDaysAgo, 'school') : until
    return [left, { setting: child.school, from: found, until: null }]
  }
  if (!child.school) return []
  if (child.moves) {
    const until = days.count(days.today, child.moves.inSchoolDays, 'school')
    return [
      { setting: child.school, from, until, why: 'Moves home' },
      { setting: child.moves.setting, from: until, until: null }
    ]
  }
  const earliest = 'yearGroup' in child.born ? before[child.born.yearGroup]?.[child.authority] : undefined
  const september = Temporal.PlainDate.from({ year: days.year, month: 9, day: 1 })
  if (!earliest || child.uasc) return [{ setting: child.school, from, until: null }]
  return [
    { setting: earliest, from, until: september, why: 'Moved up' },
    { setting: child.school, from: september, until: null }
  ]
}

function addPeople(
  rows: Rows,
  child: DemoChild,
  own: Own,
  began: PlainDate,
  ended: string | null,
  days: Days,
  named: Named
) {
  const allocate = (person: string, role: string, starts: PlainDate, ends = ended) =>
    rows.add('allocation', {
      id: newId(),
      ...own,
      person_id: named.person(person),
      role,
      starts: starts.toString(),
      ends
    })
  const { before, between } = child
  const changed = before && days.ago(before.workingDaysAgo)
  if (before && changed) allocate(before.sw, 'social-worker', began, changed.toString())
  const left = between ? days.ago(between.workingDaysAgo).toString() : ended
  allocate(child.sw, 'social-worker', changed ?? began, left)
  allocate(child.adviser, 'adviser', began, left)
  allocate(child.iro, 'iro', began)
  for (const [role, person] of Object.entries(child.family ?? {})) allocate(person, role, began)
  for (const reader of child.restricted?.readers ?? [])
    rows.add('restricted_reader', {
      authority_id: own.authority_id,
      child_id: own.child_id,
      person_id: named.person(reader),
      reason: 'Works with this child',
      granted_at: `${days.ago(30)}T09:00:00Z`
    })
}

function addHealth(rows: Rows, child: DemoChild, place: number, own: Own, began: PlainDate, days: Days) {
  if (!('terms' in child.inCare)) return
  if (child.sdq !== undefined || place % 2 === 0)
    rows.add('sdq', {
      id: newId(),
      ...own,
      on_date: days.ago(60 + (place % 30)).toString(),
      by_whom: 'carer',
      score: child.sdq ?? 6 + (place % 8)
    })
  for (const daysAgo of [40, 165]) {
    const date = days.ago(daysAgo + (place % 20))
    if (isAfter(date, began))
      rows.add('care_review', { id: newId(), ...own, on_date: date.toString(), participation: 'PN1' })
  }
}
