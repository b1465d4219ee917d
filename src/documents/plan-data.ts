import type { Tx } from '../db/transaction.ts'
import type { FormContext } from '../forms/condition.ts'
import type { FormDefinition, Value } from '../forms/definition.ts'
import { ageOn } from '../guidance/ages.ts'
import { londonDay } from '../guidance/dates.ts'
import { type Answer, valuesOf } from '../peps/answers.ts'
import type { SaidIn } from '../peps/interpreting.ts'
import { openPlan } from '../peps/section.ts'
import { writerOf } from '../peps/signature.ts'
import { type AudienceRow, type PlanRecords, readAudiences, readPlanRecords } from './plan-data.queries.ts'
import type { IsoDate, PlanDocument } from './plan-document.ts'

export type { PlanRecords } from './plan-data.queries.ts'

export interface PlanAnswer {
  readonly value: Value
  /** "Ms Okafor", or "Ms Okafor for P. Rao". */
  readonly by: string
  readonly on: IsoDate
  /** An earlier plan's answer: not confirmed in this one, or by whom and when. */
  readonly carried: 'not-confirmed' | { readonly confirmedBy: string; readonly on: IsoDate } | null
  /** Copies that it may appear in beyond the authority's own: its form's, as the social worker widened or narrowed it. */
  readonly audience: readonly string[]
  /** Said in another language, with the interpreter's English where there is one. */
  readonly said?: SaidIn | null
}

/** Everything that is known of one plan, as plain data, before anybody decides who may read what. */
export interface PlanData {
  readonly id: string
  readonly form: FormDefinition
  readonly context: FormContext
  readonly answers: ReadonlyMap<string, PlanAnswer>
  readonly pep: Omit<PlanDocument['pep'], 'markers' | 'signedOffBy'> & {
    readonly circumstances: readonly string[]
    readonly openedOn: IsoDate
    readonly submittedOn: IsoDate | null
    readonly nextOn: IsoDate | null
    readonly leavingCare: { readonly continues: string | null; readonly staysInTouch: string | null }
  }
  readonly child: { readonly age: number; readonly yearGroup: number }
  readonly records: PlanRecords
  /** The day printed at the foot: the sign-off's, so that the same plan is the same bytes whenever it is made. */
  readonly generatedOn: IsoDate
}

const iso = (date: Temporal.PlainDate | null): IsoDate | null => date?.toString() ?? null

/** Reads a plan whole, as far as this transaction's person may see it: for copies that is the authority's service person. */
export async function planData(tx: Tx, pepId: string, today: Temporal.PlainDate): Promise<PlanData | null> {
  const plan = await openPlan(tx, pepId, today)
  if (!plan) return null
  const { pep, form, answers, context } = plan
  const records = await readPlanRecords(tx, pepId)
  const audiences = new Map((await readAudiences(tx, pepId)).map((row: AudienceRow) => [row.question, row.audience]))
  const values = valuesOf(answers)
  const day = pep.meeting.heldOn ?? pep.meeting.on ?? today
  const [heldOn, signedOffOn] = [iso(pep.meeting.heldOn ?? pep.meeting.on), iso(pep.signedOffOn)]
  return {
    id: pep.id,
    form,
    context,
    answers: new Map(
      [...values].flatMap(([question, value]) => {
        const answer = answers.get(question)
        if (!answer) return []
        const said = {
          ...{ value, by: writerOf(answer), on: dayOf(answer.at), carried: carriedOf(answer) },
          said: answer.said
        }
        return [[question, { ...said, audience: audiences.get(question) ?? [] }] as const]
      })
    ),
    pep: {
      kind: pep.kind,
      year: pep.year,
      term: pep.term,
      phase: pep.phase,
      state: pep.state,
      ...(heldOn ? { meetingDate: heldOn } : {}),
      ...(signedOffOn ? { signedOffOn } : {}),
      checkedBySocialWorker: !pep.uncheckedAtSignOff,
      circumstances: pep.circumstances,
      openedOn: pep.openedOn.toString(),
      submittedOn: iso(pep.submittedOn),
      nextOn: iso(pep.meeting.nextOn),
      leavingCare: pep.leavingCare
    },
    child: { age: ageOn(pep.born, day), yearGroup: pep.yearGroup },
    records,
    generatedOn: signedOffOn ?? today.toString()
  }
}

const carriedOf = ({ carried, confirmed }: Answer): PlanAnswer['carried'] =>
  carried ? 'not-confirmed' : confirmed && { confirmedBy: confirmed.by, on: dayOf(confirmed.at) }

/** London's day of an instant. */
const dayOf = (instant: string): IsoDate => londonDay(Temporal.Instant.from(new Date(instant).toISOString())).toString()
