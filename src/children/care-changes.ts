import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { enterCare, leaveCare } from '../guidance/circumstances.ts'
import { inWords, isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'
import { type Span, spans } from '../guidance/succession.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { projectClocks } from '../peps/clocks.ts'
import {
  dropReaders,
  insertCare,
  nameReaders,
  readPepIds,
  setCareEnd,
  setChild,
  setEnds,
  stopEverything
} from './changes.queries.ts'
import { type Carried, type ChildFacts, carryOut, type Doing, refuseClosed } from './changes.ts'

/** Ends what runs past a day, and takes back what was only planned. */
const allEnd = (history: readonly Span[], on: PlainDate): ReadonlyMap<string, PlainDate> =>
  new Map(
    history
      .filter(one => one.ends === null || isAfter(one.ends, on))
      .map(one => [one.id, isBefore(one.starts, on) ? on : one.starts])
  )

/** Comes into care, or comes back after having left: a first plan opens, unless they are not of an age for one. */
export async function comesIntoCare(
  tx: Tx,
  facts: ChildFacts,
  wanted: { readonly on: PlainDate; readonly legalStatus: string },
  doing: Doing
): Promise<Carried | Refusal> {
  const closed = refuseClosed(facts)
  if (closed) return closed
  const decided = enterCare(facts.care, wanted.on, { born: facts.born, today: doing.today })
  if (isRefusal(decided)) return decided
  return carryOut(tx, facts, doing, {
    action: 'record coming into care',
    on: wanted.on,
    payload: { legalStatus: wanted.legalStatus },
    write: async () => {
      await setEnds(tx, 'care_period', decided.ends)
      await insertCare(tx, {
        id: newId(),
        authority_id: facts.authorityId,
        child_id: facts.childId,
        starts: wanted.on.toString(),
        legal_status: wanted.legalStatus,
        short_break: false
      })
      return facts.tasks.some(one => one.role === 'social-worker' && spans(one, doing.today))
        ? []
        : ['Nobody is the social worker now. Record who it is next.']
    }
  })
}

export interface LeavingCare {
  /** The first day no longer in care. */
  readonly on: PlainDate
  readonly sudden: boolean
  readonly reason: string
}

/**
 * Leaves care. The plan of this term becomes the leaving-care plan, or one is opened (G 5). The home ends with the care;
 * the school, the social worker and the reviewing officer stay until that plan is signed off and filed, then all access closes.
 */
export async function leavesCare(
  tx: Tx,
  facts: ChildFacts,
  wanted: LeavingCare,
  doing: Doing
): Promise<Carried | Refusal> {
  const closed = refuseClosed(facts)
  if (closed) return closed
  const decided = leaveCare(facts.care, wanted.on, doing.today)
  if (isRefusal(decided)) return decided
  const carers = facts.tasks.filter(one => one.role === 'carer')
  return carryOut(tx, facts, doing, {
    action: 'record leaving care',
    on: wanted.on,
    payload: { sudden: wanted.sudden, reason: wanted.reason },
    write: async () => {
      await setEnds(tx, 'care_period', decided.ends)
      for (const id of decided.ends.keys())
        await setCareEnd(tx, id, { sudden_end: wanted.sudden, end_reason: wanted.reason })
      await setEnds(tx, 'placement', allEnd(facts.homes, wanted.on))
      await setEnds(tx, 'allocation', allEnd(carers, wanted.on))
      return [
        wanted.sudden
          ? 'The leaving-care meeting is due within 10 working days, or by the end of term if that is earlier.'
          : `The leaving-care meeting is due by ${inWords(wanted.on)}, or the last school day of the term if that is earlier.`,
        'When the last plan is signed off and its copy is in the case record, everybody’s access closes. The record is kept.'
      ]
    }
  })
}

/** A death or an adoption: links, messages, invitations and clocks stop now, and only named people see the record. */
export async function closes(
  tx: Tx,
  facts: ChildFacts,
  wanted: { readonly how: 'died' | 'adopted'; readonly on: PlainDate },
  doing: Doing
): Promise<Carried | Refusal> {
  const closed = refuseClosed(facts)
  if (closed) return closed
  const { how, on } = wanted
  const problem = isBefore(on, facts.born)
    ? `The child was born on ${inWords(facts.born)}. Enter a later day.`
    : isAfter(on, doing.today)
      ? 'Enter today or an earlier day.'
      : null
  if (problem) return { refused: problem, problems: [{ where: 'on', what: problem }] }
  const reason = how === 'died' ? 'The child has died' : 'The child has been adopted'
  return carryOut(tx, facts, doing, {
    action: how === 'died' ? 'record a death' : 'record an adoption',
    on: doing.today,
    payload: { [how]: on.toString() },
    write: async () => {
      const at = doing.now.toString()
      await stopEverything(tx, facts.childId, at, doing.today.toString())
      await nameReaders(tx, facts.childId, reason, at)
      await dropReaders(tx, facts.childId, at)
      await setEnds(tx, 'care_period', allEnd(facts.care, on))
      await setEnds(tx, 'placement', allEnd(facts.homes, on))
      await setEnds(tx, 'enrolment', allEnd(facts.places, on))
      await setChild(tx, facts.childId, {
        ...(how === 'died' ? { died_on: on.toString() } : { adopted_on: on.toString() }),
        restricted: true,
        restricted_reason: reason,
        search: ''
      })
      await projectClocks(tx, await readPepIds(tx, facts.childId), doing.today)
      return [
        'Every date of every plan stops. Private links end, invitations are taken back, and messages that have not gone out yet are never sent.',
        'From now on only the Virtual School head and the child’s social worker see the record.',
        'Nobody is told by this service. Tell the school, the carer and the family yourself.'
      ]
    }
  })
}
