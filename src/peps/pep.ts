import { contextOfPep } from '../authorities/authority.ts'
import type { Tx } from '../db/transaction.ts'
import type { FormContext } from '../forms/condition.ts'
import type { Fact, FormDefinition, RecordKind } from '../forms/definition.ts'
import { learnForms } from '../forms/editions.ts'
import { formFor } from '../forms/load.ts'
import { ageOn, yearGroupOn } from '../guidance/ages.ts'
import { findTerm, startOfAcademicYear } from '../guidance/calendar.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import { pepDueNextTerm } from '../guidance/pep-due.ts'
import { premiumApplies } from '../guidance/premium.ts'
import type { Circumstance, PepKind, PepState, Phase, SectionId, TermName } from '../guidance/words.ts'
import { nameBeside, nameOf } from '../people/who.ts'
import { type Answer, unconfirmedIn, valuesOf } from './answers.ts'
import { markInProgress, type PepRow, readPep, readRecordState, readSections } from './pep.queries.ts'

export interface Pep {
  readonly id: string
  readonly authorityId: number
  readonly childId: string
  readonly childName: string
  /** The legal name, where the name is in another script. */
  readonly childAlso: string | null
  readonly pronouns: string | null
  readonly born: Temporal.PlainDate
  /** The child has died or was adopted: nothing more is recorded of them, and their age does not run on. */
  readonly recordClosed: boolean
  readonly year: string
  readonly term: TermName
  readonly kind: PepKind
  readonly phase: Phase
  readonly circumstances: readonly Circumstance[]
  readonly formVersion: string
  readonly state: PepState
  readonly settingId: string | null
  readonly settingName: string | null
  readonly settingTown: string | null
  readonly previousPepId: string | null
  readonly openedOn: Temporal.PlainDate
  readonly submittedOn: Temporal.PlainDate | null
  readonly returnedOn: Temporal.PlainDate | null
  readonly signedOffOn: Temporal.PlainDate | null
  readonly uncheckedAtSignOff: boolean
  readonly leavingCare: { readonly continues: string | null; readonly staysInTouch: string | null }
  readonly meeting: {
    readonly on: Temporal.PlainDate | null
    readonly at: string | null
    readonly heldOn: Temporal.PlainDate | null
    readonly nextOn: Temporal.PlainDate | null
    readonly nextReason: string | null
    /** Why it was arranged outside the time for it. */
    readonly onReason: string | null
  }
  /** Reception is 0; as recorded where the child is taught outside their own. */
  readonly yearGroup: number
  /** Whoever looks may open the child's own page too, not this plan alone. */
  readonly opensChild: boolean
}

const date = (iso: string | null): Temporal.PlainDate | null => (iso === null ? null : Temporal.PlainDate.from(iso))

function toPep(row: PepRow, today: Temporal.PlainDate): Pep {
  const born = Temporal.PlainDate.from(row.date_of_birth)
  return {
    id: row.id,
    authorityId: row.authority_id,
    childId: row.child_id,
    childName: nameOf(row),
    childAlso: nameBeside(row),
    pronouns: row.pronouns,
    born,
    recordClosed: row.closed,
    year: row.year,
    term: row.term as TermName,
    kind: row.kind as PepKind,
    phase: row.phase as Phase,
    circumstances: row.circumstances as Circumstance[],
    formVersion: row.form_version,
    state: row.state as PepState,
    settingId: row.setting_id,
    settingName: row.setting_name,
    settingTown: row.setting_town,
    previousPepId: row.previous_pep_id,
    openedOn: Temporal.PlainDate.from(row.opened_on),
    submittedOn: date(row.submitted_on),
    returnedOn: date(row.returned_on),
    signedOffOn: date(row.signed_off_on),
    uncheckedAtSignOff: row.unchecked_at_sign_off,
    leavingCare: {
      continues: row.leaving_care_plan?.continues ?? null,
      staysInTouch: row.leaving_care_plan?.staysInTouch ?? null
    },
    meeting: {
      on: date(row.meeting_on),
      at: row.meeting_at,
      heldOn: date(row.held_on),
      nextOn: date(row.next_on),
      nextReason: row.next_reason,
      onReason: row.meeting_reason
    },
    yearGroup: row.year_group_override ?? yearGroupOn(born, beginningOf(row.year) ?? today),
    opensChild: row.sees_child
  }
}

/** The year group of a plan is that of its own school year, whenever it is read. */
function beginningOf(year: string): Temporal.PlainDate | null {
  const began = startOfAcademicYear(year)
  return began === null ? null : new Temporal.PlainDate(began, 9, 1)
}

/** Null where there is no such pep, or it is not theirs. */
export async function findPep(tx: Tx, id: string, today: Temporal.PlainDate): Promise<Pep | null> {
  const row = await readPep(tx, id)
  if (row) await learnForms(tx, [row.form_version])
  return row && toPep(row, today)
}

export const formOf = (pep: Pep): FormDefinition =>
  formFor({ phase: pep.phase, circumstances: pep.circumstances, version: pep.formVersion })

export const kindNames: Record<PepKind, string> = {
  initial: 'first plan',
  termly: 'termly plan',
  interim: 'interim plan',
  transition: 'transition plan',
  'leaving-care': 'leaving-care plan'
}
/** "Autumn 2026-27, termly plan". */
export const pepTitle = (pep: Pick<Pep, 'term' | 'year' | 'kind'>): string =>
  `${pep.term[0]?.toUpperCase()}${pep.term.slice(1)} ${pep.year}, ${kindNames[pep.kind]}`

export const ageOf = (pep: Pep, today: Temporal.PlainDate): number => ageOn(pep.born, today)

/** Whether a pep will be due next term: leaving care, or eighteen by then, ask what continues instead (G 5). */
export function nextTermOwesPep(pep: Pep, context: ClockContext): boolean {
  if (pep.kind === 'leaving-care') return false
  const term = findTerm(pep, context.calendar)
  return term ? pepDueNextTerm({ born: pep.born, careEnds: null }, term, context) : true
}

export interface SectionState {
  readonly completeOn: string | null
  readonly completeBy: string | null
  /** Why it was returned, while it waits for its owner. */
  readonly returned: string | null
}

export async function sectionStates(tx: Tx, pepId: string): Promise<ReadonlyMap<SectionId, SectionState>> {
  const rows = await readSections(tx, pepId)
  return new Map(
    rows.map(row => [
      row.section as SectionId,
      { completeOn: row.complete_on, completeBy: row.complete_by, returned: row.reason }
    ])
  )
}

type RecordState = Awaited<ReturnType<typeof readRecordState>>

/** What the form looks at beside a plan and its answers. */
export interface Around {
  readonly records: RecordState
  readonly clock: ClockContext
}

/** Null where this person sees no such plan. */
export async function readAround(tx: Tx, pepId: string, today: Temporal.PlainDate): Promise<Around | null> {
  const [records, clock] = await Promise.all([readRecordState(tx, pepId), contextOfPep(tx, pepId, today)])
  return clock && { records, clock }
}

/** What conditions and completeness look at: the answers, and which typed records hold what they must. */
export function formContextOf(pep: Pep, answers: ReadonlyMap<string, Answer>, around: Around): FormContext {
  const { records: state, clock: context } = around
  const records: [RecordKind, boolean][] = [
    ['about', true],
    ['targets', state.targets],
    ['last-targets', state.last_targets],
    ['premium', state.premium],
    ['attendance', state.attendance],
    ['attainment', state.attainment],
    ['views-child', state.child],
    ['views-carer', state.carer],
    ['views-parent', state.parent],
    ['meeting', state.held && state.came >= 5 && (state.next || !nextTermOwesPep(pep, context))],
    ['documents', state.documents]
  ]
  const facts: [Fact, boolean][] = [
    ['no-last-targets', !state.any_last_targets],
    ['no-pep-next-term', !nextTermOwesPep(pep, context)],
    ['attendance-concern', state.suspensions || (state.attendance_share !== null && state.attendance_share <= 0.9)],
    ['post-16-premium', pep.phase === 'post-16' && premiumApplies(pep.phase, context.policy.premium)]
  ]
  const held = <T>(pairs: [T, boolean][]) => new Set(pairs.flatMap(([name, is]) => (is ? [name] : [])))
  return {
    answers: valuesOf(answers),
    unconfirmed: unconfirmedIn(answers),
    phase: pep.phase,
    circumstances: pep.circumstances,
    kind: pep.kind,
    term: pep.term,
    yearGroup: pep.yearGroup,
    records: held(records),
    facts: held(facts)
  }
}

/** The first word written, or the meeting arranged, begins a plan. */
export const startPep = (tx: Tx, pepId: string) => markInProgress(tx, pepId)
