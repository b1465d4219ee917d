import { record } from '../audit/audit.ts'
import { contextOf } from '../authorities/authority.ts'
import { asService } from '../db/as-service.ts'
import type { Tx } from '../db/transaction.ts'
import { formFor } from '../forms/load.ts'
import { findTerm } from '../guidance/calendar.ts'
import { type Becomes, follow } from '../guidance/circumstances.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import { isBefore, type PlainDate } from '../guidance/dates.ts'
import { pepDue } from '../guidance/pep-due.ts'
import type { Circumstance, PepKind, PepState, Phase, TermName } from '../guidance/words.ts'
import { projectClocks } from './clocks.ts'
import { asKnownFor, childFactsOn, countingPeps, lastDayOfCareThisTerm, mainEnrolmentOn } from './due-facts.ts'
import { readBeingWritten, readOpenPepIds, reopenSections, updateFollowed } from './following.queries.ts'
import { type DueRow, insertKeepers, type PepOfChild, readDueRows } from './opening.queries.ts'
import { openDueFor } from './opening.ts'
import { refreshFacts } from './prefill.ts'

/** A plan that a change of facts has turned into something else. */
export interface Turned {
  readonly childId: string
  readonly pepId: string
  readonly before: Becomes
  readonly after: Becomes
}

/**
 * Carries a change of one child's facts through to their plans: open ones follow the child, what is newly due is opened,
 * whoever now leads or works with the child keeps the open plans, and every clock is worked out again. In the transaction
 * of the change.
 */
export async function followChild(
  tx: Tx,
  of: { readonly childId: string; readonly authorityId: number },
  today: PlainDate
): Promise<{ readonly turned: readonly Turned[]; readonly opened: readonly string[] }> {
  const context = await contextOf(tx, of.authorityId, today)
  return asService(tx, of.authorityId, async service => {
    // Who leads until now keeps the plan that passes on.
    await insertKeepers(tx, await readOpenPepIds(tx, { child: of.childId }))
    const turned = await turn(tx, await readDueRows(tx, { child: of.childId }), context)
    await refreshFacts(tx, await readBeingWritten(tx, of.childId), service, context)
    const opened = await openDueFor(tx, of.childId, today)
    const open = await readOpenPepIds(tx, { child: of.childId })
    await insertKeepers(tx, open)
    await projectClocks(tx, open, today)
    return { turned, opened }
  })
}

/** The same for an authority's children each night: a change that was recorded ahead takes effect on its day. */
export async function followAll(tx: Tx, authorityId: number, today: PlainDate): Promise<readonly Turned[]> {
  const context = await contextOf(tx, authorityId, today)
  return asService(tx, authorityId, async service => {
    const turned = await turn(tx, await readDueRows(tx, { authority: authorityId }), context)
    const ids = turned.map(({ pepId }) => pepId)
    if (ids.length > 0) await refreshFacts(tx, ids, service, context)
    await insertKeepers(tx, await readOpenPepIds(tx, { authority: authorityId }))
    await projectClocks(tx, ids, today)
    if (ids.length > 0)
      await record(tx, {
        person: service,
        role: 'service',
        action: 'plans follow changes',
        authorityId,
        ids: [...new Set(turned.map(({ childId }) => childId))],
        payload: turned
      })
    return turned
  })
}

async function turn(tx: Tx, rows: readonly DueRow[], context: ClockContext): Promise<Turned[]> {
  const turned = rows.flatMap(row => turnedPepsOf(row, context))
  for (const { pepId, phase, before, after } of turned) {
    await updateFollowed(tx, pepId, {
      kind: after.kind,
      setting_id: after.settingId,
      circumstances: [...after.circumstances]
    })
    await reopenSections(tx, pepId, changedSections(phase, before.circumstances, after.circumstances))
  }
  return turned
}

/** Nothing is followed once the child has died, was adopted or merged: what is there stays as it is. */
function turnedPepsOf(row: DueRow, context: ClockContext): (Turned & { readonly phase: Phase })[] {
  if (row.died_on || row.adopted_on || row.merged) return []
  return countingPeps(row).flatMap(pep => {
    const before = asFollowed(pep)
    const facts = factsFor(row, pep, context)
    const after = facts ? follow(before, facts) : before
    if (isSame(before, after) || takenBy(row, pep, after.kind)) return []
    const { kind, settingId, circumstances } = before
    return [
      { childId: row.id, pepId: pep.id, phase: pep.phase as Phase, before: { kind, settingId, circumstances }, after }
    ]
  })
}

const asFollowed = (pep: PepOfChild) => ({
  kind: pep.kind as PepKind,
  state: pep.state as PepState,
  settingId: pep.setting_id,
  circumstances: pep.circumstances as Circumstance[],
  held: pep.held_on !== null
})

/**
 * By today's facts, by those of the last day of care where it ended in this term, or for next term's plan by those of its
 * first day, as far as they have begun; null where no plan would be due then at all.
 */
function factsFor(stored: DueRow, pep: PepOfChild, context: ClockContext) {
  const term = findTerm({ year: pep.year, term: pep.term as TermName }, context.calendar)
  const lastDay = lastDayOfCareThisTerm(stored, context.today, context)
  const on = term && isBefore(context.today, term.start) ? term.start : (lastDay ?? context.today)
  const row = asKnownFor(stored, on, context.today)
  const facts = childFactsOn(row, on, context)
  const whatever = pepDue({ ...facts, heldThisTerm: [] }, on, context)
  if (!('kind' in whatever)) return null
  const due = pepDue(facts, on, context)
  return {
    settingId: mainEnrolmentOn(row, on)?.setting_id ?? null,
    circumstances: whatever.circumstances,
    due: 'kind' in due && due.term.term === pep.term && due.term.year === pep.year ? due.kind : null
  }
}

const isSame = (before: Becomes, after: Becomes): boolean =>
  before.kind === after.kind &&
  before.settingId === after.settingId &&
  [...before.circumstances].sort().join() === [...after.circumstances].sort().join()

/** One plan of a kind for a child and term. */
const takenBy = (row: DueRow, pep: PepOfChild, kind: string): boolean =>
  countingPeps(row).some(
    other => other.id !== pep.id && other.kind === kind && other.year === pep.year && other.term === pep.term
  )

/** Sections whose questions are not the same under the new circumstances. */
function changedSections(phase: Phase, before: readonly Circumstance[], after: readonly Circumstance[]): string[] {
  const questions = (circumstances: readonly Circumstance[]) =>
    new Map(
      formFor({ phase, circumstances }).sections.map(section => [
        section.id as string,
        section.questions.map(({ id }) => id).join()
      ])
    )
  const [then, now] = [questions(before), questions(after)]
  return [...now].flatMap(([section, ids]) => (then.get(section) === ids ? [] : [section]))
}
