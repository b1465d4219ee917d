import { copiesOf } from '../documents/copies.ts'
import type { Value } from '../forms/definition.ts'
import { formatAnswer } from '../forms/value.ts'
import type { PlainDate } from '../guidance/dates.ts'
import type { Key } from '../languages/english.ts'
import { type Coming, comingMeetings } from '../meetings/coming.tsx'
import { actionsOf } from '../meetings/held.ts'
import { candidatesOf, isParty, type Party } from '../meetings/meeting.ts'
import { answersOf } from '../peps/answers.ts'
import { findPep, formOf, type Pep } from '../peps/pep.ts'
import { targetsOf } from '../targets/target.ts'
import type { Ask } from '../web/page.ts'
import { readPlanInForce } from './plan.queries.ts'
import { helperPhrase, partyPhrase } from './said-to-the-child.ts'
import { isReasonWhyNone } from './views-words.ts'

/** A plan as the child reads it: their words first, and what came of them. */
export interface OwnPlan {
  readonly pep: Pep
  readonly saidDid: ReadonlyArray<{ readonly said: string; readonly did: string }>
  /** What they said, question by question. */
  readonly words: ReadonlyArray<{ readonly asked: string; readonly said: string; readonly chosen: boolean }>
  readonly aims: readonly Aim[]
  readonly promises: readonly Doing[]
  readonly helpers: readonly Doing[]
  readonly coming: Coming | null
  /** There is a page to keep. */
  readonly toKeep: boolean
}

/** Who does what: a phrase of the languages where it is somebody by their part, else a name. */
export interface Doing {
  readonly who: Key | null
  readonly name: string | null
  readonly what: string | null
}

export interface Aim {
  readonly id: string
  /** In the child's wording where there is one. */
  readonly words: string
  readonly mine: readonly string[]
  readonly others: readonly Doing[]
  readonly due: PlainDate | null
}

/** The newest plan in force, through the child's own rows. Null: there is none yet. */
export async function ownPlan({ tx, today }: Pick<Ask, 'tx' | 'today'>, childId: string): Promise<OwnPlan | null> {
  const id = await readPlanInForce(tx, childId)
  const pep = id && (await findPep(tx, id, today))
  if (!pep) return null
  const answers = await answersOf(tx, pep.id)
  const saidDid = pairsIn(answers.get('T.saidDid')?.value)
  const asked = formOf(pep).sections.find(section => section.id === 'J')?.questions ?? []
  const words = asked.flatMap(question => {
    const said = isReasonWhyNone(question.id) ? '' : formatAnswer(question, answers.get(question.id)?.value)
    return said ? [{ asked: question.label, said, chosen: question.options !== undefined }] : []
  })
  return {
    pep,
    saidDid,
    words,
    aims: (await targetsOf(tx, pep.id)).map(target => ({
      id: target.id,
      words: target.childWords || target.words,
      mine: target.actions.flatMap(({ who, what }) => (who === 'child' ? [what] : [])),
      others: target.actions.flatMap(({ who, what }) =>
        who === 'child' ? [] : [{ who: helperPhrase[who] ?? 'who.other', name: null, what }]
      ),
      due: target.due
    })),
    promises: (await actionsOf(tx, pep.id)).map(({ ownerParty, ownerName, words: what }) =>
      ownerName || !isParty(ownerParty)
        ? { who: null, name: ownerName ?? ownerParty, what }
        : { who: partyPhrase[ownerParty], name: null, what }
    ),
    helpers: helpersAmong(await candidatesOf(tx, pep.id)),
    coming: (await comingMeetings(tx))(childId, 'child'),
    toKeep: pep.state === 'signed-off' && (await copiesOf(tx, pep.id)).some(({ audience }) => audience === 'child')
  }
}

/** Pairs with both halves: what was said, and what was done because of it. */
export function pairsIn(value: Value | null | undefined): OwnPlan['saidDid'] {
  const rows = Array.isArray(value) ? value : []
  return rows.flatMap(row => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return []
    const [said, did] = [String(row.said ?? '').trim(), String(row.did ?? '').trim()]
    return said || did ? [{ said, did }] : []
  })
}

const helping: readonly Party[] = ['designated-teacher', 'social-worker', 'carer']

/** Those whose work it is, by name where the child may read it. */
const helpersAmong = (people: ReadonlyArray<{ readonly party: Party; readonly name: string | null }>): Doing[] =>
  helping.flatMap(party =>
    people.filter(one => one.party === party).map(({ name }) => ({ who: partyPhrase[party], name: null, what: name }))
  )
