import type { Tx } from '../db/transaction.ts'
import type { Role } from '../guidance/words.ts'
import { type Action, actionsOf } from '../meetings/held.ts'
import { type ActionOwner, type Target, targetsOf } from './target.ts'

/** What a plan asks of one person. */
export interface NamedParts {
  /** Targets with what this person does for each: those that name them. */
  readonly targets: ReadonlyArray<{ readonly target: Target; readonly mine: readonly string[] }>
  readonly actions: readonly Action[]
}

const asOwner: Partial<Record<Role, ActionOwner>> = {
  child: 'child',
  carer: 'carer',
  'social-worker': 'social-worker',
  'team-manager': 'social-worker',
  'designated-teacher': 'school',
  delegate: 'school'
}

/** The role by which somebody has a part, of those in which they stand to the child. */
export const roleWithPart = (standing: readonly Role[]): Role | undefined =>
  standing.find(one => asOwner[one]) ?? standing[0]

/** Every target is the child's own; to anybody else belong those that name them or that they lead. */
export async function namedParts(
  tx: Tx,
  pepId: string,
  { id, name, role }: { readonly id: string; readonly name: string; readonly role: Role }
): Promise<NamedParts> {
  const named = (await targetsOf(tx, pepId)).map(target => ({
    target,
    mine: target.actions.filter(({ who }) => who === asOwner[role]).map(({ what }) => what)
  }))
  return {
    targets: named.filter(({ target, mine }) => mine.length > 0 || role === 'child' || leads(target, name)),
    actions: (await actionsOf(tx, pepId)).filter(
      ({ ownerParty, ownerPersonId }) => ownerPersonId === id || (!ownerPersonId && ownerParty === role)
    )
  }
}

const leads = ({ leadName }: Target, name: string): boolean =>
  leadName.trim().toLowerCase() === name.trim().toLowerCase()
