import { sql } from 'kysely'
import { record } from '../audit/audit.ts'
import { asService } from '../db/as-service.ts'
import type { Tx } from '../db/transaction.ts'
import type { Care, Place } from '../guidance/circumstances.ts'
import type { PlainDate } from '../guidance/dates.ts'
import type { Span } from '../guidance/succession.ts'
import type { Refusal, Role } from '../guidance/words.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import { nameOf } from '../people/who.ts'
import { followChild, type Turned } from '../peps/following.ts'
import {
  lockChild,
  readFacts,
  readKeepers,
  readSettingNames,
  readWatchers,
  type WatcherRow
} from './changes.queries.ts'

/** A child's dated facts, as a change of them is judged by. */
export interface ChildFacts {
  readonly childId: string
  readonly authorityId: number
  readonly name: string
  readonly born: PlainDate
  readonly yearGroup: number | null
  readonly places: ReadonlyArray<Place & { readonly name: string; readonly town: string }>
  readonly care: readonly Care[]
  readonly homes: ReadonlyArray<Span & { readonly type: string | null }>
  readonly tasks: ReadonlyArray<Span & { readonly role: Role; readonly personId: string; readonly name: string | null }>
  /** Died or adopted: nothing more is recorded. */
  readonly closed: boolean
}

const day = (iso: string): PlainDate => Temporal.PlainDate.from(iso)
const span = ({ id, starts, ends }: { id: string; starts: string; ends: string | null }): Span => ({
  id,
  starts: day(starts),
  ends: ends === null ? null : day(ends)
})

/** Null where there is no such child, or it is not theirs. */
export async function factsOf(tx: Tx, childId: string): Promise<ChildFacts | null> {
  const row = await readFacts(tx, childId)
  if (!row) return null
  return {
    childId: row.id,
    authorityId: row.authority_id,
    name: nameOf(row),
    born: day(row.date_of_birth),
    yearGroup: row.year_group_override,
    places: row.places.map(one => ({
      ...span(one),
      settingId: one.setting_id,
      main: one.main,
      name: one.name,
      town: one.town
    })),
    care: row.care.map(one => ({ ...span(one), shortBreaks: one.short_break })),
    homes: row.homes.map(one => ({ ...span(one), type: one.type })),
    tasks: row.tasks.map(one => ({ ...span(one), role: one.role as Role, personId: one.person_id, name: one.name })),
    closed: row.died_on !== null || row.adopted_on !== null
  }
}

/** Who asks for a change, and when. */
export interface Doing {
  readonly person: string
  readonly today: PlainDate
  readonly now: Temporal.Instant
  readonly origin: string
  /** `ask.seal`: makes the token of an invitation's link. */
  readonly seal: (words: string) => Buffer
}

export interface Watcher {
  readonly personId: string
  readonly name: string
  readonly role: Role
  readonly setting: string | null
  /** Keeps an open plan until it is signed off. */
  readonly keeps: boolean
}

/** What a change does: who sees the child from its day, and what becomes of the plans. */
export interface Carried {
  readonly on: PlainDate
  readonly gains: readonly Watcher[]
  readonly loses: readonly Watcher[]
  readonly turned: readonly Turned[]
  /** Kinds of the plans that were opened. */
  readonly opened: readonly string[]
  readonly settings: ReadonlyMap<string, string>
  /** What else happens, in words. */
  readonly also: readonly string[]
}

export interface Deed {
  readonly action: string
  /** The day from which the change holds. */
  readonly on: PlainDate
  readonly payload: unknown
  /** Writes the facts, as the authority's service person; returns what else happens, in words. */
  write(): Promise<readonly string[] | undefined>
}

/**
 * Carries a change out: the facts, the plans that follow them, the clocks, the record, and a word to whoever begins to see
 * the child. All in the caller's transaction. The facts are written as the service person, because a change may end the
 * sight of whoever records it.
 */
export async function carryOut(tx: Tx, facts: ChildFacts, doing: Doing, deed: Deed): Promise<Carried | Refusal> {
  const { childId, authorityId } = facts
  await lockChild(tx, childId)
  if (JSON.stringify(await factsOf(tx, childId)) !== JSON.stringify(facts))
    return {
      refused: 'Somebody else has just recorded a change for this child. Look at the page again, then say yours.'
    }
  const asTheService = <T>(work: () => Promise<T>) => asService(tx, authorityId, work)
  const before = await asTheService(() => readWatchers(tx, childId, deed.on.toString()))
  const also = (await asTheService(() => deed.write())) ?? []
  const { turned, opened } = await followChild(tx, { childId, authorityId }, doing.today)
  const { after, keepers, kinds } = await asTheService(async () => ({
    after: await readWatchers(tx, childId, deed.on.toString()),
    keepers: new Set(await readKeepers(tx, childId)),
    kinds:
      opened.length > 0
        ? await tx
            .selectFrom('pep')
            .select('kind')
            .where('id', 'in', [...opened])
            .execute()
        : []
  }))
  const settings = await readSettingNames(
    tx,
    turned.flatMap(({ before, after }) => [before.settingId, after.settingId].filter(id => id !== null))
  )
  await record(tx, {
    person: doing.person,
    action: deed.action,
    authorityId,
    childId,
    payload: { on: deed.on.toString(), ...(deed.payload as object), turned, opened }
  })
  const watcher = (row: WatcherRow): Watcher => ({
    personId: row.person_id,
    name: row.name,
    role: row.role as Role,
    setting: row.setting,
    keeps: keepers.has(row.person_id)
  })
  const gains = after.filter(one => !before.some(same(one))).map(watcher)
  const loses = before.filter(one => !after.some(same(one))).map(watcher)
  await tellNewcomers(tx, facts, doing, deed.on, gains)
  return { on: deed.on, gains, loses, turned, opened: kinds.map(({ kind }) => kind), settings, also }
}

const same = (one: WatcherRow) => (other: WatcherRow) =>
  one.person_id === other.person_id && one.role === other.role && one.setting === other.setting

const told: readonly Role[] = ['designated-teacher', 'social-worker', 'adviser', 'iro']

async function tellNewcomers(tx: Tx, facts: ChildFacts, doing: Doing, on: PlainDate, gains: readonly Watcher[]) {
  for (const { personId, role } of gains) {
    if (!told.includes(role) || personId === doing.person) continue
    await sendMessage(tx, {
      eventKey: `child begins ${facts.childId} ${personId} ${on}`,
      authorityId: facts.authorityId,
      childId: facts.childId,
      to: { person: personId },
      kind: 'child begins',
      ...texts['child begins']({ on, link: `${doing.origin}/children` }),
      origin: doing.origin
    })
  }
}

/** The same change, carried out and taken back: what it would do, told by doing it. */
export async function preview(tx: Tx, work: () => Promise<Carried | Refusal>): Promise<Carried | Refusal> {
  await sql`savepoint preview`.execute(tx)
  const found = await work()
  await sql`rollback to savepoint preview`.execute(tx)
  return found
}

/** Once a child has died or was adopted nothing more is recorded of them. */
export const refuseClosed = (facts: ChildFacts): Refusal | null =>
  facts.closed
    ? { refused: 'This record is closed. Ask the Virtual School head if something in it must be put right.' }
    : null
