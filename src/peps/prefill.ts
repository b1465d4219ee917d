import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { PrefillSource, Question, Value } from '../forms/definition.ts'
import { learnForms } from '../forms/editions.ts'
import { formFor } from '../forms/load.ts'
import { parseAnswer } from '../forms/validate.ts'
import { sameValue } from '../forms/value.ts'
import { yearGroupOn } from '../guidance/ages.ts'
import { startOfAcademicYear } from '../guidance/calendar.ts'
import type { ClockContext } from '../guidance/clocks/clock.ts'
import { daysBetween } from '../guidance/days.ts'
import type { Circumstance, Phase } from '../guidance/words.ts'
import {
  type FirstAnswer,
  insertFirstAnswers,
  type KnownRow,
  type LastAnswer,
  lockPlans,
  readAnswered,
  readKnown,
  readLastAnswers,
  readUntouched,
  replaceFirst,
  type Untouched
} from './prefill.queries.ts'

const someAtOnce = 200

/**
 * Writes the first answers of peps that have just been opened: what is on record now, else what the last plan said
 * ("still true?" until somebody confirms it), in its writer's name. What is answered already stays. Works as the authority's
 * service person.
 */
export async function prefill(
  tx: Tx,
  pepIds: readonly string[],
  service: string,
  context: ClockContext
): Promise<void> {
  for (let from = 0; from < pepIds.length; from += someAtOnce) {
    const some = pepIds.slice(from, from + someAtOnce)
    const answered = new Set((await readAnswered(tx, some)).map(keyOf))
    const rows = await firstAnswersOf(tx, some, service, context)
    await insertFirstAnswers(
      tx,
      rows.filter(row => !answered.has(keyOf(row)))
    )
  }
}

/**
 * After a change of facts: what the record says now takes the place of what it said before, in plans that are being written,
 * and what was true of another setting is taken away. Only where nobody has touched the answer; a person's own words stay.
 * Works as the authority's service person.
 */
export const refreshFacts = (tx: Tx, pepIds: readonly string[], service: string, context: ClockContext) =>
  refresh(tx, pepIds, { service, context, which: () => true })

/** The same for what is carried alone: the plan before has been finished since. */
export const refreshCarried = (tx: Tx, pepIds: readonly string[], service: string, context: ClockContext) =>
  refresh(tx, pepIds, { service, context, which: row => row.carried_from !== null })

interface Refreshing {
  readonly service: string
  readonly context: ClockContext
  readonly which: (row: Pick<FirstAnswer, 'carried_from'>) => boolean
}

async function refresh(tx: Tx, pepIds: readonly string[], { service, context, which }: Refreshing): Promise<void> {
  if (pepIds.length === 0) return
  await lockPlans(tx, pepIds)
  const untouched = (await readUntouched(tx, pepIds, service)).filter(which)
  const answered = new Set((await readAnswered(tx, pepIds)).map(keyOf))
  const first = await firstAnswersOf(tx, pepIds, service, context)
  const fresh = new Map(first.map(row => [keyOf(row), row]))
  await insertFirstAnswers(
    tx,
    first.filter(row => which(row) && !answered.has(keyOf(row)))
  )
  await replaceFirst(
    tx,
    untouched.flatMap(stored => {
      const row = fresh.get(keyOf(stored)) ?? gone(stored)
      return row && differs(stored, row) ? [{ ...row, version: stored.version + 1 }] : []
    })
  )
}

const keyOf = (row: { pep_id: string; question: string }) => `${row.pep_id} ${row.question}`

/** What the last plan says no more is taken away; a fact that the record has lost stays, for somebody to judge. */
const gone = (stored: Untouched): FirstAnswer | null =>
  stored.carried_from === null ? null : { ...stored, value: null, mutation: newId() }

/** A fact by what it says; what is carried also by whose it is. */
const differs = (stored: Untouched, row: FirstAnswer): boolean =>
  !sameValue(stored.value as Value | null, row.value as Value | null) ||
  stored.carried_from !== row.carried_from ||
  (row.carried_from !== null && stored.written_by !== row.written_by)

async function firstAnswersOf(
  tx: Tx,
  pepIds: readonly string[],
  service: string,
  context: ClockContext
): Promise<FirstAnswer[]> {
  const at = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
  const known = await readKnown(tx, pepIds)
  await learnForms(
    tx,
    known.map(row => row.form_version)
  )
  const before = known.flatMap(row => row.previous_pep_id ?? [])
  const last = Map.groupBy(before.length > 0 ? await readLastAnswers(tx, before) : [], row => row.pep_id)
  return known
    .flatMap(row => firstAnswers(row, last.get(row.previous_pep_id ?? '') ?? [], context))
    .map(({ of, ...row }) => ({
      ...row,
      written_by: of?.written_by ?? service,
      written_for: of?.written_for ?? null,
      written_at: of?.written_at ?? at,
      mutation: newId()
    }))
}

type Unsigned = Omit<FirstAnswer, 'written_by' | 'written_for' | 'written_at' | 'mutation'> & {
  /** The last plan's answer that it is; null: the record's. */
  readonly of: LastAnswer | null
}

/** Pure: what a plan begins with. What is true of one setting only is not carried into the plan of another. */
export function firstAnswers(known: KnownRow, last: readonly LastAnswer[], context: ClockContext): Unsigned[] {
  const form = formFor({
    phase: known.phase as Phase,
    circumstances: known.circumstances as Circumstance[],
    version: known.form_version
  })
  const before = new Map(last.map(row => [row.question, row]))
  const about = { pep_id: known.pep_id, authority_id: known.authority_id, child_id: known.child_id }
  const moved = known.setting_id !== known.previous_setting_id
  return form.sections.flatMap(section =>
    section.questions.flatMap(question => {
      const fresh = good(question, sourceOf(question.prefill, known, context))
      const old = moved && question.boundToSetting ? undefined : before.get(question.id)
      const carried = fresh === null && old && question.prefill ? good(question, old.value) : null
      const value = fresh ?? carried
      if (value === null) return []
      const chosen = section.audienceBy === 'child' && old ? old.audience : [...question.audience]
      return [
        {
          ...about,
          question: question.id,
          section: section.id,
          audience: chosen,
          value,
          carried_from: fresh === null ? known.previous_pep_id : null,
          of: fresh === null ? (old ?? null) : null
        }
      ]
    })
  )
}

/** The value as this form takes it; null where it is nothing, or an older form's answer that no longer fits. */
function good(question: Question, input: unknown) {
  if (input === null || input === undefined) return null
  const parsed = parseAnswer(question, input)
  return parsed.valid ? parsed.value : null
}

/** What the record says for a source. What belongs to the plan itself (`pep.…`) is read off it and not written down twice. */
function sourceOf(source: PrefillSource | undefined, known: KnownRow, context: ClockContext): unknown {
  if (!source || source === 'last-pep' || source.startsWith('pep.')) return null
  const sources: Partial<Record<PrefillSource, unknown>> = {
    'child.legalName': [known.first_name, known.last_name].filter(Boolean).join(' '),
    'child.preferredName': known.preferred_name,
    'child.pronouns': known.pronouns,
    'child.dateOfBirth': known.date_of_birth,
    'child.yearGroup': yearGroup(known),
    'child.ethnicity': known.ethnicity,
    'child.religion': known.religion,
    'child.firstLanguage': known.first_language,
    'child.interpreterLanguage': known.interpreter_language,
    'child.upn': known.upn,
    'child.careSystemId': known.care_system_id,
    'child.uln': known.uln,
    'child.uasc': yesNo(known.uasc),
    'child.addressWithheld': yesNo(known.address_withheld),
    'child.settingWithheld': yesNo(known.setting_withheld),
    'care.began': known.care?.starts,
    'care.legalStatus': known.care?.legal_status,
    'care.endsOn': known.care?.ends,
    'placement.type': known.placement?.type,
    'placement.began': known.placement?.starts,
    'placement.moves': known.placement ? known.moves : null,
    'placement.outOfArea': yesNo(known.placement?.out_of_area),
    'placement.carer': known.carer,
    'allocation.socialWorker': known.social_worker,
    'allocation.team': known.team,
    'allocation.iro': known.iro,
    'enrolment.setting': known.setting,
    'enrolment.began': known.setting_since,
    'enrolment.designatedTeacher': known.teacher,
    'enrolment.senStatus': known.sen_status === 'assessment' ? 'A' : known.sen_status,
    'enrolment.lastRoll': known.last_roll,
    'enrolment.lastRollEnded': known.last_roll_ended,
    'enrolment.schoolDaysWithout': schoolDaysWithout(known, context),
    'approval.disrupts': yesNo(known.approval && true),
    'approval.officer': known.approval?.officer,
    'approval.on': known.approval?.approved_on,
    'approval.emergency': yesNo(known.approval?.emergency),
    'approval.wishes': known.approval?.wishes,
    'approval.teacherConsulted': yesNo(known.approval?.teacher_consulted),
    'approval.iroConsulted': yesNo(known.approval?.iro_consulted)
  }
  return sources[source] ?? null
}

const yesNo = (is: boolean | null | undefined) => (is === null || is === undefined ? null : is ? 'yes' : 'no')

function yearGroup(known: KnownRow): string {
  const began = startOfAcademicYear(known.year)
  const on = began === null ? Temporal.PlainDate.from(known.date_of_birth) : new Temporal.PlainDate(began, 9, 1)
  const year = known.year_group_override ?? yearGroupOn(Temporal.PlainDate.from(known.date_of_birth), on)
  return year < -1 ? 'N1' : year < 0 ? 'N2' : year === 0 ? 'R' : String(year)
}

function schoolDaysWithout(known: KnownRow, context: ClockContext): number | null {
  const since = known.last_roll_ended
  const days = since && daysBetween(Temporal.PlainDate.from(since), context.today, 'school', context)
  return typeof days === 'number' ? days : null
}
