import { newId } from '../db/id.ts'
import { later, type PlainDate } from '../guidance/dates.ts'
import type {
  Known,
  StoredCare,
  StoredChild,
  StoredPeriod,
  StoredPlacement,
  StoredRecord,
  StoredReview
} from './known.queries.ts'
import { type Decision, decidedMatcher, hasBorrowedId, type Identity, type Match } from './match.ts'
import { newChild, newRecord } from './new-child.ts'
import { planCare, planReviews } from './plan-care.ts'
import type { Conflict, Fate, Problem } from './report.ts'
import { sameRow } from './same-row.ts'
import type { ChildOfReturn } from './ssda903/children-of-return.ts'

/** The rows that a return writes, and what becomes of each of its own. */
export interface Plan903 {
  readonly children: StoredChild[]
  readonly records: StoredRecord[]
  readonly periods: StoredPeriod[]
  readonly placements: StoredPlacement[]
  readonly reviews: StoredReview[]
  /** Children that anything was written of. */
  readonly touched: Set<string>
  /** Children who are not here yet, by their row in the header. */
  readonly newcomers: { readonly row: number; readonly number: string }[]
  /** Children here whom the return tells of, or may. */
  readonly told: Set<string>
  readonly fates: Record<'header' | 'episodes' | 'reviews' | 'uasc', Map<number, Fate>>
  readonly refusals: Problem[]
  readonly warnings: Problem[]
  readonly conflicts: Conflict[]
}

/** Decides what a return changes: pure, so that a dry run and the real one cannot differ. */
export function plan903(
  authorityId: number,
  returned: readonly ChildOfReturn[],
  known: Known,
  careOf: (childId: string) => StoredCare,
  decisions: readonly Decision[] = []
): Plan903 {
  const plan: Plan903 = {
    children: [],
    records: [],
    periods: [],
    placements: [],
    reviews: [],
    touched: new Set(),
    newcomers: [],
    told: new Set(),
    fates: { header: new Map(), episodes: new Map(), reviews: new Map(), uasc: new Map() },
    refusals: [],
    warnings: [],
    conflicts: []
  } // prettier-ignore
  const match = decidedMatcher(known.identities, decisions)
  const holderOfUpn = new Map(known.identities.map(({ upn, id }) => [upn, id]))
  const until = lastDayTold(returned)
  const taken = new Map<string, string>()
  const upnsOfNew = new Set<string>()
  for (const child of returned) {
    const found = match(identityOf(child))
    for (const one of found.kind === 'same' ? [found.id] : found.kind === 'doubtful' ? found.candidates : [])
      plan.told.add(one)
    const twice = found.kind === 'same' ? taken.get(found.id) : undefined
    if (found.kind === 'doubtful' || twice !== undefined) {
      const why =
        found.kind === 'doubtful' ? found.why : `child ${twice} of this return is already taken to be this child`
      setAside(plan, child, why, found)
      continue
    }
    if (found.kind === 'same') taken.set(found.id, child.childId)
    const stored = found.kind === 'same' ? known.children.get(found.id) : undefined
    const id = stored?.child.id ?? newId()
    if (!stored && child.header) plan.newcomers.push({ row: child.header.row, number: child.childId })
    const holder = holderOfUpn.get(child.header?.value.upn ?? null)
    planChild(plan, authorityId, id, child, stored, {
      ofNew: upnsOfNew,
      anothers: holder !== undefined && holder !== id
    })
    planHistory(plan, { authority_id: authorityId, child_id: id }, child, careOf(id), until)
  }
  return plan
}

/** A child without a header is one that is known by the number. */
const identityOf = ({ childId, header }: ChildOfReturn): Identity => ({
  careSystemId: childId,
  childId903: childId,
  upn: header?.value.upn ?? null,
  firstName: null,
  lastName: null,
  dateOfBirth: header?.value.dateOfBirth.toString() ?? null
})

function planChild(
  plan: Plan903,
  authorityId: number,
  id: string,
  { childId, header, uasc, uascRow }: ChildOfReturn,
  stored: { readonly child: StoredChild; readonly record: StoredRecord | null } | undefined,
  upns: { readonly ofNew: Set<string>; readonly anothers: boolean }
): void {
  if (!header) return
  const { row, value } = header
  const upn = value.upn !== null && (upns.anothers || upns.ofNew.has(value.upn)) ? null : value.upn
  if (upn !== value.upn)
    plan.warnings.push({
      table: 'header',
      row,
      column: 'UPN',
      value: value.upn ?? '',
      reason: upns.anothers ? 'is another child’s here: not taken' : 'is another child’s in this file: left empty'
    })
  else if (upn !== null) upns.ofNew.add(upn)
  const born = value.dateOfBirth.toString()
  const { child, record } = stored ?? { child: newChild(authorityId, id, born), record: null }
  const before = record ?? newRecord(authorityId, id, childId, childId)
  // What comes from the authority's own case system is nearer to the truth than its yearly return, which only fills gaps.
  const onlyFromReturns = hasBorrowedId({ careSystemId: before.care_system_id, childId903: before.child_id_903 })
  const told = <T>(now: T | null, then: T | null): T | null => (onlyFromReturns ? (now ?? then) : (then ?? now))
  const after = {
    ...before,
    child_id_903: before.child_id_903 ?? childId,
    upn: told(upn, before.upn),
    sex: told(value.sex, before.sex),
    ethnicity: told(value.ethnicity, before.ethnicity)
  }
  const childAfter = onlyFromReturns ? { ...child, date_of_birth: born } : child
  if (childAfter.date_of_birth !== born)
    plan.warnings.push({
      table: 'header',
      row,
      column: 'DOB',
      value: born,
      reason: `is not the date of birth recorded here, ${child.date_of_birth}, which is kept`
    })
  const childChanged = !stored || childAfter.date_of_birth !== child.date_of_birth
  const recordChanged = !record || !sameRow(after, before)
  const becomesUasc = uasc && !before.uasc
  if (childChanged) plan.children.push(childAfter)
  if (recordChanged || becomesUasc) plan.records.push({ ...after, uasc: before.uasc || uasc })
  if (childChanged || recordChanged || becomesUasc) plan.touched.add(id)
  plan.fates.header.set(row, stored ? (childChanged || recordChanged ? 'changed' : 'unchanged') : 'new')
  if (becomesUasc && uascRow) plan.fates.uasc.set(uascRow, 'new')
}

function planHistory(
  plan: Plan903,
  of: { readonly authority_id: number; readonly child_id: string },
  child: ChildOfReturn,
  stored: StoredCare,
  until: PlainDate
): void {
  if (child.history) {
    const care = planCare(of, stored, { ...child.history, until }, child.reviews)
    if ('contradiction' in care)
      plan.refusals.push(...child.episodeRows.map(row => refusal('episodes', row, child.childId, care.contradiction)))
    else {
      plan.periods.push(...care.periods)
      plan.placements.push(...care.placements)
      const written = care.periods.length + care.placements.length > 0
      if (written) plan.touched.add(of.child_id)
      const fate = written ? (stored.periods.length > 0 ? 'changed' : 'new') : 'unchanged'
      for (const row of child.episodeRows) plan.fates.episodes.set(row, fate)
    }
  }
  for (const { row, isNew, review } of planReviews(of, stored.reviews, child.reviews)) {
    plan.reviews.push(review)
    plan.touched.add(of.child_id)
    plan.fates.reviews.set(row, isNew ? 'new' : 'changed')
  }
}

/** Nothing of a doubtful child is taken until somebody has said who it is. */
function setAside(plan: Plan903, child: ChildOfReturn, why: string, found: Match): void {
  const row = child.header?.row ?? 0
  const candidates = found.kind === 'doubtful' ? found.candidates : found.kind === 'same' ? [found.id] : []
  const told = found.kind === 'doubtful' && child.header ? { told: identityOf(child) } : {}
  plan.conflicts.push({ table: 'header', row, reason: why, candidates, ...told })
  const waits = `child ${child.childId} waits until somebody has said who it is: ${why}`
  if (child.header) plan.refusals.push(refusal('header', row, child.childId, waits))
  for (const episode of child.episodeRows) plan.refusals.push(refusal('episodes', episode, child.childId, waits))
  for (const review of child.reviews) plan.refusals.push(refusal('reviews', review.row, child.childId, waits))
  if (child.uascRow) plan.refusals.push(refusal('uasc', child.uascRow, child.childId, waits))
}

const refusal = (table: string, row: number, value: string, reason: string): Problem => ({
  table,
  row,
  column: 'CHILD',
  value,
  reason
})

const lastDayTold = (returned: readonly ChildOfReturn[]): PlainDate =>
  returned
    .flatMap(({ history }) => history?.placements ?? [])
    .map(({ from, until }) => until ?? from)
    .reduce(later, Temporal.PlainDate.from('1900-01-01'))
