import { newId } from '../db/id.ts'
import { isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'
import type { StoredAllocation, StoredEnrolment, Surroundings } from './around-child.queries.ts'
import type { ChildRow } from './children.ts'
import { currentUrn } from './gias.ts'
import type { StoredSetting } from './settings.queries.ts'

export interface Of {
  readonly authority_id: number
  readonly child_id: string
}
/** Rows to write, and what was passed over with the reason. */
export interface Planned<R> {
  readonly rows: readonly R[]
  readonly doubts: readonly { readonly column: keyof ChildRow; readonly reason: string }[]
}
const none = { rows: [], doubts: [] }
const day = (text: string): PlainDate => Temporal.PlainDate.from(text)

/** Settings as an import needs them: by URN, and which URN took another's place. */
export interface Places {
  readonly byUrn: ReadonlyMap<number, StoredSetting>
  readonly successors: ReadonlyMap<number, number>
}

/** Why a URN cannot be taken; null when it can. */
export const refuseUrn = (urn: number | null, { byUrn }: Places): string | null => {
  if (urn === null || byUrn.has(urn)) return null
  return byUrn.size === 0
    ? 'cannot be looked up, since no settings are here yet: import GIAS first'
    : 'is not the URN of any setting here: look it up, or import a newer GIAS'
}

/** The main enrolment: a move ends the old one on the day the new one begins. A closed school's successor is meant. */
export function planEnrolment(
  of: Of,
  told: ChildRow,
  stored: readonly StoredEnrolment[],
  places: Places,
  today: PlainDate
): Planned<StoredEnrolment> {
  if (told.settingUrn === null)
    return told.settingName === null
      ? none
      : {
          rows: [],
          doubts: [
            { column: 'settingName', reason: 'is not taken without its URN (setting_urn): many schools share a name' }
          ]
        }
  const given = places.byUrn.get(told.settingUrn)
  const gone = given?.closed !== null && given?.closed !== undefined && !isAfter(day(given.closed), today)
  const setting = gone ? places.byUrn.get(currentUrn(told.settingUrn, places.successors)) : given
  if (!setting) return none
  const doubts: { column: keyof ChildRow; reason: string }[] = []
  if (gone)
    doubts.push({
      column: 'settingUrn',
      reason:
        setting.urn === told.settingUrn
          ? `is ${setting.name}, which closed on ${setting.closed}, and no successor is known`
          : `closed on ${given?.closed}: its successor is taken, ${setting.name} (${setting.urn})`
    })
  const current = stored.find(row => row.main && (row.ends === null || isAfter(day(row.ends), today)))
  if (current?.setting_id === setting.id) {
    const starts = told.enrolledFrom?.toString() ?? current.starts
    return { rows: starts === current.starts ? [] : [{ ...current, starts }], doubts }
  }
  const starts = told.enrolledFrom ?? today
  if (!told.enrolledFrom)
    doubts.push({
      column: 'enrolledFrom',
      reason: `is not told: ${today} is taken as the first day at ${setting.name}`
    })
  const fresh = {
    id: newId(),
    ...of,
    setting_id: setting.id,
    starts: starts.toString(),
    ends: null,
    main: true,
    leaving_reason: null
  }
  if (!current) return { rows: [fresh], doubts }
  if (isBefore(starts, day(current.starts)))
    return {
      rows: [],
      doubts: [
        ...doubts,
        {
          column: 'enrolledFrom',
          reason: `lies before the enrolment recorded here began, ${current.starts}: mend one of them`
        }
      ]
    }
  return { rows: [{ ...current, ends: starts.toString() }, fresh], doubts }
}

const roles = [
  ['social-worker', 'socialWorkerEmail', 'social worker'],
  ['adviser', 'adviserEmail', 'adviser'],
  ['iro', 'iroEmail', 'independent reviewing officer']
] as const

/** Workers by e-mail. Whoever held the role before gives it up today; an e-mail that nobody has here is left, with a warning. */
export function planAllocations(
  of: Of,
  told: ChildRow,
  around: Surroundings,
  today: PlainDate
): Planned<StoredAllocation> {
  const rows: StoredAllocation[] = []
  const doubts: { column: keyof ChildRow; reason: string }[] = []
  for (const [role, column, words] of roles) {
    const email = told[column]
    if (email === null) continue
    const alsoHead = role === 'adviser' ? around.workers.get(`virtual-school-head ${email}`) : undefined
    const person = around.workers.get(`${role} ${email}`) ?? alsoHead
    if (!person) {
      doubts.push({ column, reason: `is no ${words} here: add them, then import again` })
      continue
    }
    const holding = around.allocations(of.child_id).filter(row => row.role === role)
    if (holding.some(row => row.person_id === person)) continue
    for (const row of holding)
      rows.push({ ...row, ends: isAfter(day(row.starts), today) ? row.starts : today.toString() })
    rows.push({ id: newId(), ...of, person_id: person, role, starts: today.toString(), ends: null, revoked_at: null })
  }
  return { rows, doubts }
}
