import { newId } from '../db/id.ts'
import { yearGroupOn } from '../guidance/ages.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { searchable } from '../guidance/searchable.ts'
import type { StoredAllocation, StoredCarer, StoredEnrolment, Surroundings } from './around-child.queries.ts'
import type { ChildRow } from './children.ts'
import { childColumns } from './children.ts'
import type { Checked } from './columns.ts'
import type { Known, StoredCare, StoredChild, StoredPeriod, StoredPlacement, StoredRecord } from './known.queries.ts'
import { type Decision, decidedMatcher, type Identity } from './match.ts'
import { newChild, newRecord } from './new-child.ts'
import { type Places, planAllocations, planEnrolment, refuseUrn } from './plan-around.ts'
import { type CarePlan, planCare } from './plan-care.ts'
import { type NewCarer, planCarer, planCarerAccount } from './plan-carer.ts'
import type { Conflict, Fate, Problem } from './report.ts'
import { sameRow } from './same-row.ts'
import { isShortBreak } from './ssda903/codes.ts'

export interface ChildrenPlan {
  readonly children: StoredChild[]
  readonly records: StoredRecord[]
  readonly periods: StoredPeriod[]
  readonly placements: StoredPlacement[]
  readonly enrolments: StoredEnrolment[]
  readonly allocations: StoredAllocation[]
  readonly carers: StoredCarer[]
  readonly newCarers: NewCarer[]
  /** Of children whose main setting changes: what the approval of a move is judged by. */
  readonly leavers: Map<string, { readonly born: PlainDate; readonly yearGroup: number | null }>
  readonly touched: Set<string>
  /** Rows of children who are not here yet. */
  readonly newcomers: { readonly row: number; readonly number: string }[]
  /** Children here whom the file tells of, or may. */
  readonly told: Set<string>
  readonly fates: Map<number, Fate>
  readonly refusals: Problem[]
  readonly warnings: Problem[]
  readonly conflicts: Conflict[]
}

/** What is here already, as far as an import of children needs it. */
export interface Here {
  readonly authorityId: number
  readonly today: PlainDate
  readonly known: Known
  readonly careOf: (childId: string) => StoredCare
  readonly around: Surroundings
  readonly places: Places
  /** What a person has said of doubtful children. */
  readonly decisions: readonly Decision[]
}

/** Decides what a children's table changes: pure, so that a dry run and the real one cannot differ. Empty cells erase nothing. */
export function planChildren(rows: readonly Checked<ChildRow>[], here: Here): ChildrenPlan {
  const plan: ChildrenPlan = {
    children: [],
    records: [],
    periods: [],
    placements: [],
    enrolments: [],
    allocations: [],
    carers: [],
    newCarers: [],
    leavers: new Map(),
    touched: new Set(),
    newcomers: [],
    told: new Set(),
    fates: new Map(),
    refusals: [],
    warnings: [],
    conflicts: []
  } // prettier-ignore
  const match = decidedMatcher(here.known.identities, here.decisions)
  const holderOfUpn = new Map(here.known.identities.map(({ upn, id }) => [upn, id]))
  const taken = new Map<string, number>()
  for (const { row, value } of rows) {
    let told = value
    const problem = (column: keyof ChildRow, reason: string): Problem => ({
      table: 'children',
      row,
      column: childColumns[column].headings[0],
      value: String(told[column] ?? ''),
      reason
    }) // prettier-ignore
    const found = match(identityOf(told))
    for (const id of found.kind === 'same' ? [found.id] : found.kind === 'doubtful' ? found.candidates : [])
      plan.told.add(id)
    const twice = found.kind === 'same' ? taken.get(found.id) : undefined
    if (found.kind === 'doubtful' || twice !== undefined) {
      const reason = found.kind === 'doubtful' ? found.why : `row ${twice} is already taken to be this child`
      plan.conflicts.push({
        table: 'children',
        row,
        reason,
        candidates: found.kind === 'doubtful' ? found.candidates : found.kind === 'same' ? [found.id] : [],
        ...(found.kind === 'doubtful' && { told: identityOf(told) })
      })
      plan.refusals.push(problem('careSystemId', `waits until somebody has said who it is: ${reason}`))
      continue
    }
    const holder = holderOfUpn.get(told.upn)
    if (told.upn !== null && holder !== undefined && !(found.kind === 'same' && found.id === holder)) {
      plan.warnings.push(problem('upn', 'is not taken: another child here has this UPN. Correct it where it is wrong'))
      told = { ...told, upn: null }
    }
    const noSetting = refuseUrn(told.settingUrn, here.places)
    if (noSetting) {
      plan.refusals.push(problem('settingUrn', noSetting))
      continue
    }
    const stored = found.kind === 'same' ? here.known.children.get(found.id) : undefined
    const of = { authority_id: here.authorityId, child_id: stored?.child.id ?? newId() }
    const care = toldCare(told)
      ? planCare(of, here.careOf(of.child_id), { ...toldHistory(told), until: here.today })
      : noCare
    if ('contradiction' in care) {
      plan.refusals.push(problem('careBegan', care.contradiction))
      continue
    }
    if (found.kind === 'same') taken.set(found.id, row)
    const child = childAfter(
      told,
      stored?.child ?? newChild(here.authorityId, of.child_id, told.dateOfBirth.toString())
    )
    const record = recordAfter(
      told,
      stored?.record ?? newRecord(here.authorityId, of.child_id, told.careSystemId, null),
      here.today
    )
    const placements = careOfPlacement(care, here.careOf(of.child_id), told)
    const enrolment = planEnrolment(of, told, here.around.enrolments(of.child_id), here.places, here.today)
    const allocation = planAllocations(of, told, here.around, here.today)
    const account = planCarerAccount(of, told, here.around, here.today)
    const carers = planCarer(of, told, here.around.carers(of.child_id)[0])
    plan.warnings.push(
      ...[...enrolment.doubts, ...allocation.doubts, ...account.doubts].map(({ column, reason }) =>
        problem(column, reason)
      )
    )
    const childChanged = !stored || !sameRow(child, stored.child)
    const recordChanged = !stored?.record || !sameRow(record, stored.record)
    if (childChanged) plan.children.push(child)
    if (recordChanged) plan.records.push(record)
    plan.periods.push(...care.periods)
    plan.placements.push(...placements)
    plan.enrolments.push(...enrolment.rows)
    if (enrolment.rows.length > 1)
      plan.leavers.set(of.child_id, { born: told.dateOfBirth, yearGroup: record.year_group_override })
    plan.allocations.push(...allocation.rows, ...account.rows)
    plan.carers.push(...carers)
    plan.newCarers.push(...account.carers)
    const around = [care.periods, placements, enrolment.rows, allocation.rows, carers, account.carers].some(
      list => list.length > 0
    )
    const changed = childChanged || recordChanged || around
    if (changed) plan.touched.add(of.child_id)
    if (!stored) plan.newcomers.push({ row, number: told.careSystemId })
    plan.fates.set(row, stored ? (changed ? 'changed' : 'unchanged') : 'new')
  }
  return plan
}

const identityOf = (told: ChildRow): Identity => ({
  careSystemId: told.careSystemId,
  childId903: told.childId903,
  upn: told.upn,
  firstName: told.firstName,
  lastName: told.lastName,
  dateOfBirth: told.dateOfBirth.toString()
})

const noCare: CarePlan = { periods: [], placements: [] }
const toldCare = ({ careBegan, placementType }: ChildRow): boolean => careBegan !== null || placementType !== null

function childAfter(told: ChildRow, before: StoredChild): StoredChild {
  const preferred = told.preferredName ?? before.preferred_name
  return {
    ...before,
    first_name: told.firstName,
    last_name: told.lastName,
    preferred_name: preferred,
    date_of_birth: told.dateOfBirth.toString(),
    first_language: told.firstLanguage ?? before.first_language,
    interpreter_language: told.interpreterLanguage ?? before.interpreter_language,
    address_withheld: told.addressWithheld ?? before.address_withheld,
    search: searchable([told.firstName, preferred, told.lastName].filter(Boolean).join(' '))
  }
}

function recordAfter(told: ChildRow, before: StoredRecord, today: PlainDate): StoredRecord {
  const byAge = yearGroupOn(told.dateOfBirth, today)
  const override =
    told.yearGroup === null ? before.year_group_override : told.yearGroup === byAge ? null : told.yearGroup
  return {
    ...before,
    care_system_id: told.careSystemId,
    child_id_903: told.childId903 ?? before.child_id_903,
    upn: told.upn ?? before.upn,
    sex: told.sex ?? before.sex,
    ethnicity: told.ethnicity ?? before.ethnicity,
    uasc: told.uasc ?? before.uasc,
    sen_status: told.senStatus ?? before.sen_status,
    year_group_override: override
  }
}

/** A children's table tells of the present care period and placement only. */
function toldHistory(told: ChildRow) {
  const { careBegan, careEnded, legalStatus, placementType } = told
  const from = told.placementBegan ?? careBegan
  const nowhere = { provider: null, ofstedUrn: null, outOfArea: null, postcode: null }
  return {
    carePeriods: careBegan
      ? [
          {
            from: careBegan,
            until: careEnded,
            endReason: null,
            legalStatus,
            shortBreak: isShortBreak(legalStatus?.toUpperCase() ?? ''),
            beginningKnown: true
          }
        ]
      : [],
    placements: placementType && from ? [{ from, until: careEnded, type: placementType, ...nowhere }] : []
  }
}

/** Told without its first day, the placement of that type which is open is meant; another one that is open ends as it begins. */
function careOfPlacement({ placements }: CarePlan, stored: StoredCare, told: ChildRow): readonly StoredPlacement[] {
  const [fresh] = placements
  if (!fresh) return []
  const open = stored.placements.filter(row => row.ends === null && row.id !== fresh.id)
  if (told.placementBegan === null && open.some(row => row.type === fresh.type)) return []
  const ended = open.filter(row => row.starts <= fresh.starts).map(row => ({ ...row, ends: fresh.starts }))
  return [...ended, fresh]
}
