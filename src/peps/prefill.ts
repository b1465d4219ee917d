import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import type { PrefillSource, Question } from '../forms/definition.ts'
import { formFor } from '../forms/load.ts'
import { parseAnswer } from '../forms/validate.ts'
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
  readAnswered,
  readKnown,
  readLastAnswers,
  readUntouched,
  replaceFacts
} from './prefill.queries.ts'

const someAtOnce = 200

/**
 * Writes the first answers of peps that have just been opened: what is on record now, else what the last plan said
 * ("still true?" until somebody confirms it). Works as the authority's service person.
 */
export async function prefill(
  tx: Tx,
  pepIds: readonly string[],
  service: string,
  context: ClockContext
): Promise<void> {
  const at = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
  for (let from = 0; from < pepIds.length; from += someAtOnce) {
    const known = await readKnown(tx, pepIds.slice(from, from + someAtOnce))
    const before = known.flatMap(row => row.previous_pep_id ?? [])
    const last = Map.groupBy(before.length > 0 ? await readLastAnswers(tx, before) : [], row => row.pep_id)
    const rows = known.flatMap(row => firstAnswers(row, last.get(row.previous_pep_id ?? '') ?? [], context))
    await insertFirstAnswers(
      tx,
      rows.map(row => ({ ...row, written_by: service, written_at: at, mutation: newId() }))
    )
  }
}

/**
 * After a change of facts: what the record says now takes the place of what it said before, in plans that are being written.
 * Only where nobody has touched the answer; a person's own words stay. Works as the authority's service person.
 */
export async function refreshFacts(
  tx: Tx,
  pepIds: readonly string[],
  service: string,
  context: ClockContext
): Promise<void> {
  const at = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
  const key = (row: { pep_id: string; question: string }) => `${row.pep_id} ${row.question}`
  const untouched = new Map((await readUntouched(tx, pepIds, service)).map(row => [key(row), row]))
  const answered = new Set((await readAnswered(tx, pepIds)).map(key))
  const facts = (await readKnown(tx, pepIds)).flatMap(known => firstAnswers(known, [], context))
  const signed = facts.map(row => ({ ...row, written_by: service, written_at: at, mutation: newId() }))
  await insertFirstAnswers(
    tx,
    signed.filter(row => !answered.has(key(row)))
  )
  await replaceFacts(
    tx,
    signed.flatMap(row => {
      const stored = untouched.get(key(row))
      if (!stored || JSON.stringify(stored.value) === JSON.stringify(row.value)) return []
      return [{ ...row, version: stored.version + 1 }]
    })
  )
}

type Unsigned = Omit<FirstAnswer, 'written_by' | 'written_at' | 'mutation'>

export function firstAnswers(known: KnownRow, last: readonly LastAnswer[], context: ClockContext): Unsigned[] {
  const form = formFor({
    phase: known.phase as Phase,
    circumstances: known.circumstances as Circumstance[],
    version: known.form_version
  })
  const before = new Map(last.map(row => [row.question, row]))
  const about = { pep_id: known.pep_id, authority_id: known.authority_id, child_id: known.child_id }
  return form.sections.flatMap(section =>
    section.questions.flatMap(question => {
      const fresh = good(question, sourceOf(question.prefill, known, context))
      const old = before.get(question.id)
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
          carried_from: fresh === null ? known.previous_pep_id : null
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
    'enrolment.schoolDaysWithout': schoolDaysWithout(known, context)
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
