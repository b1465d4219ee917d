import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { isAnswered } from '../forms/condition.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import type { Answer } from '../peps/answers.ts'
import { projectClocks } from '../peps/clocks.ts'
import { type Pep, startPep } from '../peps/pep.ts'
import {
  clearReason,
  readAdults,
  readChildPerson,
  readParentAgreed,
  readViews,
  storeReaders,
  upsertViews
} from './views.queries.ts'
import { isReasonWhyNone } from './views-words.ts'

export const viewParties = ['child', 'carer', 'parent', 'social-worker'] as const
export type ViewParty = (typeof viewParties)[number]
export const isViewParty = (word: string): word is ViewParty => (viewParties as readonly string[]).includes(word)
/** Where each party's own words stand in the form. */
export const sectionOf = { child: 'J', carer: 'K', parent: 'L', 'social-worker': 'M' } as const

export const partyOf = (section: string): ViewParty | undefined =>
  viewParties.find(party => sectionOf[party] === section)

export const hows = ['in-person', 'hand-over', 'link', 'telephone', 'typed-by-adult', 'meeting'] as const
export type How = (typeof hows)[number]
export const isHow = (word: string): word is How => (hows as readonly string[]).includes(word)

export const readers = ['setting', 'carer', 'parent'] as const
export type Reader = (typeof readers)[number]
export const isReader = (word: string): word is Reader => (readers as readonly string[]).includes(word)

export const wishes = ['all', 'part', 'no', 'unsure'] as const
export type Wish = (typeof wishes)[number]
export const isWish = (word: string): word is Wish => (wishes as readonly string[]).includes(word)

export interface Views {
  readonly recordedOn: PlainDate | null
  readonly how: How | null
  readonly recordedBy: string | null
  readonly reasonNone: string | null
  /** The child's choice; null: not chosen yet. */
  readonly readers: readonly Reader[] | null
  readonly wish: Wish | null
  readonly withWhom: string | null
  readonly readBy: string | null
  /** They came by link and nobody has marked them read. */
  readonly unread: boolean
}

/** What is known of each party's views in this pep. */
export async function viewsOf(tx: Tx, pepId: string): Promise<ReadonlyMap<ViewParty, Views>> {
  const rows = await readViews(tx, pepId)
  return new Map(
    rows.flatMap(row =>
      isViewParty(row.party)
        ? [
            [
              row.party,
              {
                recordedOn: row.recorded_on === null ? null : Temporal.PlainDate.from(row.recorded_on),
                how: row.how !== null && isHow(row.how) ? row.how : null,
                recordedBy: row.recorded_by,
                reasonNone: row.reason_none,
                readers: row.readers?.filter(isReader) ?? null,
                wish: row.wants_to_come !== null && isWish(row.wants_to_come) ? row.wants_to_come : null,
                withWhom: row.with_whom,
                readBy: row.read_by,
                unread: row.how === 'link' && row.recorded_on !== null && row.read_at === null
              }
            ] as const
          ]
        : []
    )
  )
}

/**
 * Whether a party's own words stand in this plan: words of last term that nobody has confirmed are not theirs of this term, and
 * a reason why there is nothing is not a word of theirs.
 */
export const hasWordsOf = (
  party: ViewParty,
  answers: ReadonlyMap<string, Pick<Answer, 'value' | 'carried'>>
): boolean =>
  [...answers].some(
    ([question, { value, carried }]) =>
      question.startsWith(`${sectionOf[party]}.`) && !isReasonWhyNone(question) && !carried && isAnswered(value)
  )

type Of = Pick<Pep, 'id' | 'authorityId' | 'childId'>
interface Doing {
  readonly person: string
  readonly today: PlainDate
  readonly origin: string
}

const log = (tx: Tx, pep: Of, person: string, action: string, payload: unknown) =>
  record(tx, { person, action, authorityId: pep.authorityId, childId: pep.childId, pepId: pep.id, payload })

/** A party has been heard, which withdraws a reason why not. What comes by link is told to the social worker and the designated teacher at once, to be marked read. */
export async function recordViews(
  tx: Tx,
  pep: Of,
  party: ViewParty,
  heard: { readonly how: How; readonly by: string },
  doing: Doing
): Promise<void> {
  await upsertViews(tx, pep, party, {
    recorded_on: doing.today.toString(),
    how: heard.how,
    recorded_by: heard.by,
    reason_none: null,
    none_on: null,
    ...(heard.how === 'link' ? { read_at: null, read_by: null } : {})
  })
  await startPep(tx, pep.id)
  await projectClocks(tx, [pep.id], doing.today)
  await log(tx, pep, doing.person, 'record views', { party, how: heard.how, by: heard.by })
  if (heard.how !== 'link') return
  for (const { person_id } of await readAdults(tx, pep.id)) {
    await sendMessage(tx, {
      eventKey: `views received ${pep.id} ${party} ${doing.today} ${person_id}`,
      authorityId: pep.authorityId,
      childId: pep.childId,
      pepId: pep.id,
      to: { person: person_id },
      kind: 'views received',
      ...texts['views received']({ link: `${doing.origin}/peps/${pep.id}/views` }),
      origin: doing.origin
    })
  }
}

/** Why there are none, which withdraws that they were heard. It goes when they are heard after all, or words of theirs are written down. */
export async function recordNoViews(
  tx: Tx,
  pep: Of,
  party: ViewParty,
  reason: string,
  doing: Pick<Doing, 'person' | 'today'>
): Promise<void> {
  const { person, today } = doing
  await upsertViews(tx, pep, party, {
    reason_none: reason,
    none_on: today.toString(),
    recorded_on: null,
    how: null,
    recorded_by: person
  })
  await startPep(tx, pep.id)
  await projectClocks(tx, [pep.id], today)
  await log(tx, pep, person, 'record why there are no views', { party, reason })
}

/** Words of theirs were written down: the reason why there were none goes. Whether there was one. */
export async function withdrawReason(
  tx: Tx,
  pep: Of,
  party: ViewParty,
  { person, today }: Pick<Doing, 'person' | 'today'>
): Promise<boolean> {
  if (!(await clearReason(tx, pep.id, party))) return false
  await projectClocks(tx, [pep.id], today)
  await log(tx, pep, person, 'withdraw why there are no views', { party })
  return true
}

export async function markViewsRead(
  tx: Tx,
  pep: Of,
  party: ViewParty,
  person: string,
  now: Temporal.Instant
): Promise<void> {
  await upsertViews(tx, pep, party, { read_at: now.toString(), read_by: person })
  await log(tx, pep, person, 'mark views read', { party })
}

/** The child chooses who may read: carer, parent, school. Never the social worker, the adviser or the head, who always may. */
export async function chooseReaders(tx: Tx, pep: Of, chosen: readonly Reader[], person: string): Promise<void> {
  await upsertViews(tx, pep, 'child', { readers: [...chosen] })
  await storeReaders(tx, pep.id, chosen)
  await log(tx, pep, person, 'choose readers', { readers: chosen })
}

export async function recordWish(
  tx: Tx,
  pep: Of,
  wish: { readonly wish: Wish | null; readonly withWhom: string | null },
  person: string
): Promise<void> {
  await upsertViews(tx, pep, 'child', { wants_to_come: wish.wish, with_whom: wish.withWhom })
  await log(tx, pep, person, 'say whether to come', wish)
}

/** The person row that the child speaks as; made the first time. Null: the pep is not this person's to hand over. */
export const childPersonOf = (tx: Tx, pepId: string): Promise<string | null> => readChildPerson(tx, pepId, newId())

/** Whether the social worker has said yes to the parent for this pep. */
export const parentAgreed = (tx: Tx, pepId: string): Promise<boolean> => readParentAgreed(tx, pepId)
