import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { passOn } from '../guidance/circumstances.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import {
  carerPerson,
  insertAllocation,
  insertHome,
  readHolders,
  setEnds,
  upsertCarerContact
} from './changes.queries.ts'
import { type Carried, type ChildFacts, carryOut, type Doing, refuseClosed } from './changes.ts'

export interface NewHome {
  readonly on: PlainDate
  /** A 903 placement code, such as U6. */
  readonly type: string
  readonly outOfArea: boolean
  readonly address: string | null
  readonly postcode: string | null
  /** Somebody else cares for the child there: the last carer's sight and links end. */
  readonly carerChanges: boolean
}

/** Moves home. The school stays as it is until somebody records that it changes. */
export async function movesHome(tx: Tx, facts: ChildFacts, wanted: NewHome, doing: Doing): Promise<Carried | Refusal> {
  const closed = refuseClosed(facts)
  if (closed) return closed
  const decided = passOn(facts.homes, wanted.on, doing.today)
  if (isRefusal(decided)) return decided
  const carers = passOn(carersOf(facts), wanted.on, doing.today)
  if (wanted.carerChanges && isRefusal(carers)) return carers
  return carryOut(tx, facts, doing, {
    action: 'record a move of home',
    on: wanted.on,
    payload: { type: wanted.type, outOfArea: wanted.outOfArea, carerChanges: wanted.carerChanges },
    write: async () => {
      await setEnds(tx, 'placement', decided.ends)
      if (wanted.carerChanges && !isRefusal(carers)) await setEnds(tx, 'allocation', carers.ends)
      await insertHome(
        tx,
        {
          id: newId(),
          authority_id: facts.authorityId,
          child_id: facts.childId,
          starts: wanted.on.toString(),
          type: wanted.type,
          out_of_area: wanted.outOfArea
        },
        { address: wanted.address, postcode: wanted.postcode }
      )
      return wanted.carerChanges
        ? ['Private links of the last carer end with their task. Record the new carer next.']
        : []
    }
  })
}

const carersOf = (facts: ChildFacts) => facts.tasks.filter(one => one.role === 'carer')

export const passingRoles = ['social-worker', 'adviser', 'iro'] as const
export type PassingRole = (typeof passingRoles)[number]

/** Who may take over each task: an adviser's may also be the head's. */
const holdersOf: Readonly<Record<PassingRole, readonly string[]>> = {
  'social-worker': ['social-worker'],
  adviser: ['adviser', 'virtual-school-head'],
  iro: ['iro']
}

export const holdersFor = (tx: Tx, facts: ChildFacts, role: PassingRole, on: PlainDate) =>
  readHolders(tx, facts.authorityId, holdersOf[role], on.toString())

/** A new social worker, adviser or reviewing officer: from the day, the one before keeps no more than their open plan. */
export async function passesTo(
  tx: Tx,
  facts: ChildFacts,
  wanted: { readonly role: PassingRole; readonly personId: string; readonly on: PlainDate },
  doing: Doing
): Promise<Carried | Refusal> {
  const closed = refuseClosed(facts)
  if (closed) return closed
  const { role, personId, on } = wanted
  const holders = await holdersFor(tx, facts, role, on)
  if (!holders.some(({ id }) => id === personId)) return refuse('person', 'Choose somebody from the list.')
  const history = facts.tasks.filter(one => one.role === role)
  if (history.some(one => one.personId === personId && one.ends === null))
    return refuse('person', 'They have this task already.')
  const decided = passOn(history, on, doing.today)
  if (isRefusal(decided)) return decided
  return carryOut(tx, facts, doing, {
    action: `record a new ${role}`,
    on,
    payload: { role, personId },
    write: async () => {
      await insertAllocation(tx, allocation(facts, personId, role, on))
      await setEnds(tx, 'allocation', decided.ends)
      return []
    }
  })
}

const refuse = (where: string, what: string): Refusal => ({ refused: what, problems: [{ where, what }] })

const allocation = (facts: ChildFacts, personId: string, role: string, on: PlainDate) => ({
  id: newId(),
  authority_id: facts.authorityId,
  child_id: facts.childId,
  person_id: personId,
  role,
  starts: on.toString()
})

export interface NewCarer {
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly on: PlainDate
}

/** A new carer: the last one's links and sight end on the day. Without an e-mail address they have no page of their own. */
export async function newCarer(tx: Tx, facts: ChildFacts, wanted: NewCarer, doing: Doing): Promise<Carried | Refusal> {
  const closed = refuseClosed(facts)
  if (closed) return closed
  const person = wanted.email ? await carerPerson(tx, wanted.email, wanted.name, newId()) : null
  if (wanted.email && !person)
    return refuse('email', 'This is the address of somebody who works with children here. Enter the carer’s own.')
  const decided = passOn(carersOf(facts), wanted.on, doing.today)
  if (isRefusal(decided)) return decided
  return carryOut(tx, facts, doing, {
    action: 'record a new carer',
    on: wanted.on,
    payload: { byEmail: person !== null },
    write: async () => {
      await setEnds(tx, 'allocation', decided.ends)
      if (person) await insertAllocation(tx, allocation(facts, person, 'carer', wanted.on))
      const { name, email, phone } = wanted
      await upsertCarerContact(tx, { child_id: facts.childId, authority_id: facts.authorityId, name, email, phone })
      return ['Private links of the last carer end with their task.']
    }
  })
}
