import type { Tx } from '../db/transaction.ts'
import type { Role } from '../guidance/words.ts'
import { candidatesOf } from '../meetings/meeting.ts'
import { readAdvisers, readNamedInPlan, readWorks } from './people.queries.ts'

/** Who holds which part of a plan today, by person. */
export interface Holders {
  readonly teachers: readonly string[]
  readonly workers: readonly string[]
  /** The child's own; where there is none, the heads. */
  readonly advisers: readonly string[]
}

interface Of {
  readonly id: string
  readonly authorityId: number
  readonly childId: string
}

export async function holdersOf(tx: Tx, pep: Of): Promise<Holders> {
  const people = await candidatesOf(tx, pep.id)
  const of = (party: string) => people.filter(one => one.party === party).map(one => one.personId)
  return {
    teachers: of('designated-teacher'),
    workers: of('social-worker'),
    advisers: await readAdvisers(tx, pep.authorityId, pep.childId)
  }
}

export const namedInPlan = (tx: Tx, pepId: string): Promise<string[]> => readNamedInPlan(tx, pepId)
export const advisersOf = (tx: Tx, of: Omit<Of, 'id'>): Promise<string[]> =>
  readAdvisers(tx, of.authorityId, of.childId)
export const stillWorks = (tx: Tx, person: string): Promise<boolean> => readWorks(tx, person)

/** Who holds a part that this role owns: the social worker their own, whoever leads the plan every other. */
export const holdersOfPart = (owner: string, leader: Role, { teachers, workers }: Holders): readonly string[] =>
  owner === 'social-worker' || leader === 'social-worker' ? workers : teachers

/**
 * Whether this person may answer for an answer's writer: the writer; whoever stands where the writer stands (a stand-in, a
 * colleague in the same post); and for a writer who works here no more, whoever leads the plan.
 */
export function answersFor(
  writer: { readonly id: string; readonly works: boolean },
  me: { readonly id: string; readonly standing: readonly Role[] },
  { teachers, workers }: Holders,
  leader: Role
): boolean {
  if (writer.id === me.id) return true
  const asWorker = me.standing.includes('social-worker') || me.standing.includes('team-manager')
  const asTeacher = me.standing.includes('designated-teacher')
  if (workers.includes(writer.id) && asWorker) return true
  if (teachers.includes(writer.id) && asTeacher) return true
  return !writer.works && (leader === 'social-worker' ? asWorker : asTeacher)
}
