import { newId } from '../db/id.ts'
import type { Answers, FormDefinition } from '../forms/definition.ts'
import { formFor } from '../forms/load.ts'
import { currentVersion } from '../forms/versions.ts'
import { phaseOfYearGroup, yearGroupOn } from '../guidance/ages.ts'
import type { TermDates } from '../guidance/calendar.ts'
import { earlier, later, type PlainDate } from '../guidance/dates.ts'
import { socialWorkerLeads } from '../guidance/leader.ts'
import type { Circumstance, PepKind, PepState, Phase, SectionId } from '../guidance/words.ts'
import { readersOf, type Telling, tell } from './answers.ts'
import type { Days } from './days.ts'
import type { Facts, Named } from './facts.ts'
import { addMeeting, addViews } from './meetings.ts'
import { demoPeople } from './people.ts'
import { addRecords } from './records.ts'
import { addReview } from './reviews.ts'
import type { Rows } from './rows.ts'
import { demoSettings } from './settings.ts'
import { addAims, type Written } from './targets.ts'

/** How far a plan has come. Days are facts; the state follows from them. */
export interface Plan {
  readonly kind: PepKind
  readonly term: TermDates
  readonly circumstances: readonly Circumstance[]
  readonly openedOn: PlainDate
  readonly written: 'nothing' | 'begun' | 'views' | 'most' | 'all'
  readonly arrangedOn?: PlainDate
  readonly meetingOn?: PlainDate
  readonly held?: true
  readonly submittedOn?: PlainDate
  readonly checkedOn?: PlainDate
  readonly correctionOn?: PlainDate
  readonly returnedOn?: PlainDate
  readonly signedOffOn?: PlainDate
  readonly filedOn?: PlainDate
  readonly nextOn?: PlainDate
  readonly dayZero?: PlainDate
  readonly notRequired?: string
}

/** What every part of a plan is told from. */
export interface Teller {
  readonly rows: Rows
  readonly days: Days
  readonly named: Named
  readonly facts: Facts
  readonly place: number
}

/** One plan as its parts see it. */
export interface Pep extends Teller {
  readonly id: string
  readonly plan: Plan
  readonly own: { readonly authority_id: number; readonly child_id: string; readonly pep_id: string }
  readonly form: FormDefinition
  readonly phase: Phase
  readonly telling: Telling
  /** Person ids. */
  readonly leader: string
  readonly teacher: string | null
  readonly socialWorker: string
  readonly adviser: string
  readonly previous: Written | null
  /** A day that is not in the future. */
  past(date: PlainDate): string
}

const sectionsOf: Readonly<Record<Plan['written'], string>> = {
  nothing: '',
  begun: 'BC',
  views: 'BCDEJKLN',
  most: 'BCDEFGHIJKLNPQT',
  all: 'BCDEFGHIJKLMNOPQRST'
}

export function stateOf(plan: Plan): PepState {
  if (plan.notRequired) return 'not-required'
  if (plan.signedOffOn) return 'signed-off'
  if (plan.returnedOn) return 'returned'
  if (plan.submittedOn) return 'submitted'
  return plan.written === 'nothing' && !plan.arrangedOn ? 'planned' : 'in-progress'
}

/** Adds one plan with all its records. */
export function addPlan(teller: Teller, plan: Plan, previous: Written | null): Written {
  const pep = pepOf(teller, plan, previous)
  const { rows, own } = pep
  const state = stateOf(plan)
  rows.add('pep', {
    id: pep.id,
    authority_id: own.authority_id,
    child_id: own.child_id,
    year: plan.term.year,
    term: plan.term.term,
    kind: plan.kind,
    phase: pep.phase,
    circumstances: [...plan.circumstances],
    form_version: currentVersion,
    state,
    setting_id: schoolOf(pep) ? teller.named.setting(schoolOf(pep) ?? '') : null,
    previous_pep_id: previous?.id ?? null,
    day_zero: plan.dayZero?.toString() ?? null,
    opened_on: plan.openedOn.toString(),
    submitted_on: plan.submittedOn?.toString() ?? null,
    submitted_by: plan.submittedOn ? pep.leader : null,
    returned_on: plan.returnedOn?.toString() ?? null,
    signed_off_on: plan.signedOffOn?.toString() ?? null,
    signed_off_at: plan.signedOffOn ? teller.days.at(plan.signedOffOn, '14:20') : null,
    signed_off_by: plan.signedOffOn ? pep.adviser : null,
    not_required_reason: plan.notRequired ?? null,
    not_required_by: plan.notRequired ? teller.named.person('head') : null
  })
  if (state !== 'signed-off' && state !== 'not-required') addKeepers(pep)
  const answers = addAnswers(pep)
  addMeeting(pep)
  if (plan.written !== 'nothing') addViews(pep, answers)
  if (plan.held) addRecords(pep)
  const targets = plan.held ? addAims(pep) : []
  addReview(pep, answers)
  return { id: pep.id, state, authority: own.authority_id, targets, nextOn: plan.nextOn ?? null }
}

const schoolOf = (pep: Pick<Pep, 'facts' | 'plan' | 'days'>) =>
  pep.facts.schoolOn(pep.plan.meetingOn ?? later(pep.plan.term.start, earlier(pep.days.today, pep.plan.term.end)))

function pepOf(teller: Teller, plan: Plan, previous: Written | null): Pep {
  const { facts, named, days, place } = teller
  const { child } = facts
  const id = newId()
  const yearGroup = yearGroupOn(facts.born, plan.term.start)
  const phase = phaseOfYearGroup(yearGroup)
  const form = formFor({ phase, circumstances: plan.circumstances })
  const school = schoolOf({ facts, plan, days })
  const teacher = school
    ? demoPeople.find(one => one.appointments.some(job => job.setting === school && job.authority === child.authority))
    : undefined
  const name = (key: string) => demoPeople.find(one => one.key === key)?.name ?? ''
  const socialWorker = named.person(child.before?.sw ?? child.sw)
  const teacherId = teacher ? named.person(teacher.key) : null
  return {
    ...teller,
    id,
    plan,
    form,
    phase,
    previous,
    own: { authority_id: child.authority, child_id: facts.id, pep_id: id },
    leader: socialWorkerLeads({ ...plan, settingId: school }) ? socialWorker : (teacherId ?? socialWorker),
    teacher: teacherId,
    socialWorker,
    adviser: named.person(child.adviser),
    past: date => earlier(date, days.today).toString(),
    telling: {
      child,
      place,
      form,
      kind: plan.kind,
      phase,
      circumstances: plan.circumstances,
      facts: new Set(plan.held && !plan.nextOn ? (['no-pep-next-term'] as const) : []),
      year: plan.term.year,
      term: plan.term.term,
      yearGroup,
      on: plan.meetingOn ?? days.today,
      born: facts.born,
      careBegan: facts.careBegan,
      setting: demoSettings.find(one => one.key === school)?.name ?? null,
      teacher: teacher?.name ?? null,
      socialWorker: name(child.sw),
      iro: name(child.iro)
    }
  }
}

function addKeepers({ rows, own, teacher, socialWorker, facts, named }: Pep) {
  const keep = (person_id: string, role: string) => rows.add('pep_keeper', { ...own, person_id, role })
  keep(socialWorker, 'social-worker')
  if (facts.child.before) keep(named.person(facts.child.sw), 'social-worker')
  if (teacher) keep(teacher, 'designated-teacher')
}

/** Answers with their one version, and which sections are complete. What is known already, an open plan is opened with. */
function addAnswers(pep: Pep): Answers {
  const { plan, form, telling, rows, own, days } = pep
  const letters = new Set([...sectionsOf[plan.written]] as SectionId[])
  const told = tell(telling, letters)
  for (const section of form.sections) {
    const written = letters.has(section.id)
    const on = pep.past(writtenOn(pep, section.owner))
    for (const question of section.questions) {
      const value = told.get(question.id)
      if (value === undefined) continue
      const base = {
        ...own,
        question: question.id,
        section: section.id,
        audience:
          section.id === 'J' && question.owner === undefined ? ['child', ...readersOf(pep)] : [...question.audience],
        // A jsonb column within a JSON row: null would be SQL's.
        value: value as unknown as object,
        version: 1,
        written_by: writerOf(pep, question.owner ?? section.owner),
        written_at: days.at(on, `1${pep.place % 6}:${10 + (pep.place % 45)}`)
      }
      rows.add('answer', base)
      rows.add('answer_version', { ...base, valid: true, mutation: newId() })
    }
    if (written && !(plan.written === 'most' && 'IPT'.includes(section.id)))
      rows.add('section_state', {
        ...own,
        section: section.id,
        complete_by: writerOf(pep, section.owner),
        complete_on: on
      })
  }
  return told
}

const writtenOn = ({ plan, days, facts }: Pep, owner: string): PlainDate => {
  const meeting = plan.meetingOn ?? days.today
  const before = { 'social-worker': 6, child: 4, carer: 5, parent: 6 }[owner]
  return later(before ? days.count(meeting, -before) : meeting, later(plan.openedOn, facts.careBegan))
}

function writerOf({ facts, named, teacher, socialWorker, leader }: Pep, owner: string): string {
  const family = facts.child.family ?? {}
  if (owner === 'carer' || owner === 'parent') return family[owner] ? named.person(family[owner]) : socialWorker
  if (owner === 'child') return family.child ? named.person(family.child) : leader
  if (owner === 'social-worker') return socialWorker
  return teacher ?? leader
}
