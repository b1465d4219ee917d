import { record } from '../audit/audit.ts'
import { contextOf } from '../authorities/authority.ts'
import { asService } from '../db/as-service.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { currentVersion } from '../forms/load.ts'
import { initialDayZero } from '../guidance/ages.ts'
import { termInWords } from '../guidance/calendar.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import { isAfter, type PlainDate } from '../guidance/dates.ts'
import { isUnknown } from '../guidance/days.ts'
import { careCountsSince, type PepDue, pepDue } from '../guidance/pep-due.ts'
import type { PepKind, Refusal } from '../guidance/words.ts'
import { projectClocks } from './clocks.ts'
import {
  asKnownFor,
  careOf,
  childFactsOn,
  countingPeps,
  isEntry,
  lastDayOfCareThisTerm,
  mainEnrolmentOn
} from './due-facts.ts'
import {
  type DueRow,
  insertKeepers,
  insertPeps,
  type NewPep,
  oneOpeningAtATime,
  readDueRows
} from './opening.queries.ts'
import { prefill } from './prefill.ts'
import { daysToAsk } from './round.ts'

export interface Opened {
  /** Ids of the peps that were opened. */
  readonly opened: readonly string[]
  readonly none: ReadonlyArray<{ readonly childId: string; readonly why: string }>
}

/**
 * Opens every pep that the children of an authority need and have not got: this term's, next term's once its round is due
 * (policy: school days before the term), and a leaving-care pep for care that has just ended. Never a second pep for the
 * same child, term and kind. `early`: next term's round is opened whatever the day.
 */
export async function openDuePeps(
  tx: Tx,
  authorityId: number,
  today: PlainDate,
  early?: { readonly by: string }
): Promise<Opened> {
  const context = await contextOf(tx, authorityId, today)
  return asService(tx, authorityId, async service => {
    await oneOpeningAtATime(tx, authorityId)
    const { due, none } = plansDue(await readDueRows(tx, { authority: authorityId }), context, early !== undefined)
    await open(tx, due, service, context)
    if (due.length > 0)
      await record(tx, {
        person: service,
        role: null,
        action: 'open peps',
        authorityId,
        ids: due.map(({ pep }) => pep.child_id),
        reason: early ? `round opened early by ${early.by}` : 'due by the rules',
        payload: { peps: due.map(({ pep }) => pep.id) }
      })
    return { opened: due.map(({ pep }) => pep.id), none }
  })
}

/**
 * Opens one pep for a child: of the kind that is due, or of `kind` (an interim for a significant change). Returns the id,
 * or why there is none. `by` is the person who asked; the rows are written by the authority's service person.
 */
export async function openPep(
  tx: Tx,
  given: {
    readonly childId: string
    readonly kind?: PepKind
    readonly by: string
    readonly today: PlainDate
    /** Why, in the person's own words. */
    readonly reason?: string
  }
): Promise<{ readonly pep: string } | Refusal> {
  const authority = await tx
    .selectFrom('child')
    .select('authority_id')
    .where('id', '=', given.childId)
    .executeTakeFirst()
  if (!authority) return { refused: 'There is no such child.' }
  const context = await contextOf(tx, authority.authority_id, given.today)
  const made = await asService(tx, authority.authority_id, async service => {
    await oneOpeningAtATime(tx, authority.authority_id)
    const [row] = await readDueRows(tx, { child: given.childId })
    if (!row) return { refused: 'There is no such child.' }
    const due = dueOn(row, given.today, context, given.kind)
    if ('why' in due) return { refused: due.why }
    await open(tx, [due], service, context)
    return { pep: due.pep.id }
  })
  if ('pep' in made)
    await record(tx, {
      person: given.by,
      action: given.kind === 'interim' ? 'open an interim pep' : 'open pep',
      authorityId: authority.authority_id,
      childId: given.childId,
      pepId: made.pep,
      payload: { kind: given.kind ?? null, reason: given.reason ?? null }
    })
  return made
}

/** Opens whatever one child is owed by the facts of now: after a change that was recorded. Returns the ids. */
export async function openDueFor(tx: Tx, childId: string, today: PlainDate): Promise<readonly string[]> {
  const child = await tx.selectFrom('child').select('authority_id').where('id', '=', childId).executeTakeFirst()
  if (!child) return []
  const context = await contextOf(tx, child.authority_id, today)
  return asService(tx, child.authority_id, async service => {
    await oneOpeningAtATime(tx, child.authority_id)
    const { due } = plansDue(await readDueRows(tx, { child: childId }), context, false)
    await open(tx, due, service, context)
    return due.map(({ pep }) => pep.id)
  })
}

/** Why no pep is due for a child today, or none of this kind can be opened, in words; null where one is or can. */
export async function whyNoPep(
  tx: Tx,
  childId: string,
  authorityId: number,
  today: PlainDate,
  kind?: PepKind
): Promise<string | null> {
  const context = await contextOf(tx, authorityId, today)
  return asService(tx, authorityId, async () => {
    const [row] = await readDueRows(tx, { child: childId })
    if (!row) return null
    const due = dueOn(row, today, context, kind)
    return 'why' in due ? due.why : null
  })
}

interface Due {
  readonly row: DueRow
  readonly pep: NewPep
}
interface None {
  readonly why: string
}

/** The peps that these children need and have not got, and why the others need none; nothing is written. */
export function plansDue(rows: readonly DueRow[], context: ClockContext, early: boolean) {
  const days = daysToAsk(context, early)
  const due: Due[] = []
  const none: { childId: string; why: string }[] = []
  for (const row of rows) {
    const lastDay = lastDayOfCareThisTerm(row, context.today, context)
    const asked = days.map(date => dueOn(row, date, context))
    if (lastDay) asked.push(dueOn(row, lastDay, context, undefined, true))
    const found = new Map(
      asked.flatMap(one => ('pep' in one ? [[`${one.pep.year} ${one.pep.term} ${one.pep.kind}`, one]] : []))
    )
    due.push(...chained(onlyOneEntry([...found.values()])))
    const [first] = asked
    if (found.size === 0 && first && 'why' in first) none.push({ childId: row.id, why: first.why })
  }
  return { due, none }
}

/** A child who is owed a first plan gets that and nothing else until its meeting is held. */
const onlyOneEntry = (found: readonly Due[]): readonly Due[] => {
  const entry = found.find(({ pep }) => isEntry(pep))
  return entry ? [entry] : found
}

/** This term's and next term's opened at once: the one follows the other. */
const chained = (found: readonly Due[]): Due[] =>
  found.map((one, at) => {
    const before = found[at - 1]?.pep
    const follows = before && (before.year !== one.pep.year || before.term !== one.pep.term)
    return follows ? { ...one, pep: { ...one.pep, previous_pep_id: before.id } } : one
  })

/** The pep that a child needs on a date and has not got, ready to be written; or why none. */
function dueOn(stored: DueRow, date: PlainDate, context: ClockContext, kind?: PepKind, leftCare = false): Due | None {
  const row = asKnownFor(stored, date, context.today)
  if (row.merged) return { why: 'This record was merged into another.' }
  if (row.adopted_on) return { why: 'The child has been adopted.' }
  const facts = childFactsOn(row, date, context)
  const asked = pepDue(kind ? { ...facts, heldThisTerm: [] } : facts, date, context)
  if (isUnknown(asked)) return { why: asked.unknown }
  if ('none' in asked) return { why: asked.none }
  if (leftCare && asked.kind !== 'leaving-care') return { why: 'Not in care on this date.' }
  const due: PepDue = kind ? asKind(asked, kind) : asked
  const peps = countingPeps(row)
  const same = peps.find(one => one.year === due.term.year && one.term === due.term.term && one.kind === due.kind)
  if (same) return { why: `There is already ${kindInWords[due.kind]} for the ${termInWords(due.term)}.` }
  const entryOpen = peps.find(one => isEntry(one) && one.held_on === null && one.state !== 'signed-off')
  if (!kind && entryOpen && firstPlanDue(due))
    return { why: 'The first plan is open, and its meeting is still to be held.' }
  if (!kind && due.kind === 'termly' && isAfter(date, due.term.end))
    return { why: `The ${termInWords(due.term)} is over.` }
  return { row, pep: newPep(row, due, date, context) }
}

/** A plan opened on purpose answers the initial clocks only where it is the initial one. */
const asKind = (due: PepDue, kind: PepKind): PepDue => ({
  ...due,
  kind,
  replacesInitial: false,
  circumstances: kind === 'initial' ? due.circumstances : due.circumstances.filter(one => one !== 'first-pep')
})

const firstPlanDue = (due: PepDue) => due.kind === 'initial' || due.replacesInitial

const kindInWords: Record<PepKind, string> = {
  initial: 'a first plan',
  termly: 'a termly plan',
  interim: 'an interim plan',
  transition: 'a transition plan',
  'leaving-care': 'a leaving-care plan'
}

function newPep(row: DueRow, due: PepDue, date: PlainDate, context: ClockContext): NewPep {
  const born = Temporal.PlainDate.from(row.date_of_birth)
  const began = careCountsSince({ born, care: careOf(row) }, date, context) ?? date
  return {
    id: newId(),
    authority_id: row.authority_id,
    child_id: row.id,
    year: due.term.year,
    term: due.term.term,
    kind: due.kind,
    phase: due.phase,
    circumstances: due.circumstances,
    form_version: currentVersion,
    setting_id: mainEnrolmentOn(row, date)?.setting_id ?? null,
    previous_pep_id: countingPeps(row).at(-1)?.id ?? null,
    day_zero: initialDayZero(born, began, context.policy).on.toString(),
    opened_on: context.today.toString()
  }
}

async function open(tx: Tx, due: readonly Due[], service: string, context: ClockContext): Promise<void> {
  if (due.length === 0) return
  const ids = due.map(({ pep }) => pep.id)
  await insertPeps(
    tx,
    due.map(({ pep }) => pep)
  )
  await insertKeepers(tx, ids)
  await prefill(tx, ids, service, context)
  await projectClocks(tx, ids, context.today)
}
