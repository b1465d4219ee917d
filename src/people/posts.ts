import { record } from '../audit/audit.ts'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { isBefore, later } from '../guidance/dates.ts'
import { workAddress } from '../guidance/email-address.ts'
import { isRefusal, type Refusal, type Role } from '../guidance/words.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import type { Asking } from '../web/page.ts'
import { closeSessionsOf } from './credentials.queries.ts'
import { isSuspended, readmit } from './dormant.queries.ts'
import {
  countReach,
  findSettings,
  type Holding,
  holdsPost,
  insertColleague,
  insertPost,
  type PostRow,
  readAddressee,
  readHolders,
  readPost,
  readTeamsOf,
  updatePost
} from './posts.queries.ts'
import { type ReachChange, reachChange } from './reach.ts'

/** The posts that an administrator gives; families and those who are asked on a plan come in elsewhere. */
export const givenRoles = [
  'designated-teacher',
  'social-worker',
  'team-manager',
  'iro',
  'adviser',
  'virtual-school-head',
  'administrator'
] as const satisfies readonly Role[]
export type GivenRole = (typeof givenRoles)[number]

export interface WantedPost {
  readonly name: string
  readonly email: string
  readonly role: string
  /** A URN, or part of a name. */
  readonly setting: string
  readonly team: string
  readonly from: Temporal.PlainDate
  /** The last day; null: no end. */
  readonly until: Temporal.PlainDate | null
}

/** A post as it would be given, and what it would open. */
export interface PlannedPost {
  readonly holding: Holding & { readonly role: GivenRole }
  /** The account that the address has already; null: a new one. */
  readonly colleague: { readonly id: string; readonly name: string } | null
  readonly name: string
  readonly email: string
  readonly place: string | null
  readonly children: number
  /** What it would open to this person, beside what they see already. */
  readonly change: ReachChange
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate | null
}

/** The authorities in which this person is administrator: theirs to give posts in. */
export const administeredBy = (who: Asking): number[] =>
  who.appointments.filter(({ role }) => role === 'administrator').map(({ authorityId }) => authorityId)

const at = (where: string, what: string): Refusal => ({ refused: what, problems: [{ where, what }] })

async function placeFor(tx: Tx, role: GivenRole, wanted: WantedPost, authorityId: number) {
  const none = { settingId: null, teamId: null, place: null }
  if (role === 'designated-teacher') {
    if (wanted.setting === '') return at('setting', 'Enter the URN of the school, six figures, or part of its name.')
    const found = await findSettings(tx, wanted.setting)
    const exact = found.filter(({ name }) => name.toLowerCase() === wanted.setting.toLowerCase())
    const [one, other] = exact.length === 1 ? exact : found
    if (!one)
      return at('setting', `No open school is found by “${wanted.setting}”. Look it up in GIAS and enter its URN.`)
    if (other) {
      const named = found.slice(0, 5).map(({ name, town, urn }) => `${name}, ${town ?? 'no town'} (${urn ?? 'no URN'})`)
      return at('setting', `Several schools are found. Enter the URN of one: ${named.join('; ')}.`)
    }
    return { settingId: one.id, teamId: null, place: one.name }
  }
  if (role !== 'social-worker' && role !== 'team-manager') return none
  const team = (await readTeamsOf(tx, authorityId)).find(({ id }) => id === wanted.team)
  if (team) return { settingId: null, teamId: team.id, place: team.name }
  return role === 'team-manager' ? at('team', 'Choose the team that they manage.') : none
}

/** What giving this post would come to, or what must be mended first. Changes nothing. */
export async function planPost(
  tx: Tx,
  who: Asking,
  wanted: WantedPost,
  today: Temporal.PlainDate
): Promise<PlannedPost | Refusal> {
  const [authorityId] = administeredBy(who)
  if (authorityId === undefined) return { refused: 'You give no posts in any council.' }
  const role = givenRoles.find(one => one === wanted.role)
  if (!role) return at('role', 'Choose what they do.')
  if (wanted.name.trim() === '') return at('name', 'Enter their name.')
  const address = workAddress(wanted.email.trim())
  if ('reason' in address) return at('email', `“${wanted.email}” ${address.reason}.`)
  const place = await placeFor(tx, role, wanted, authorityId)
  if (isRefusal(place)) return place
  if (isBefore(wanted.from, today))
    return at(
      'from',
      'The first day cannot be in the past: nobody can have seen before today what they see from today.'
    )
  if (wanted.until && isBefore(wanted.until, wanted.from))
    return at('until', 'The last day must not be before the first.')
  const { person, family } = await readAddressee(tx, address.value)
  if (family) return at('email', 'This address belongs to somebody who is not staff. Use their work address.')
  if (person?.ended)
    return at('email', 'This account has ended. Use another address, or ask for it to be opened again.')
  const holding = { person: person?.id ?? null, role, authorityId, settingId: place.settingId, teamId: place.teamId }
  if (await holdsPost(tx, holding)) return at('email', `${person?.name ?? 'This person'} has this post already.`)
  const planned = {
    holding,
    colleague: person && { id: person.id, name: person.name },
    name: wanted.name.trim(),
    email: address.value,
    place: place.place,
    children: await countReach(tx, holding),
    from: wanted.from,
    until: wanted.until
  }
  const somebody = person?.id ?? newId()
  const change = await reachChange(tx, { person: somebody, authorityId, day: wanted.from }, () =>
    storePost(tx, planned, somebody)
  )
  return { ...planned, change }
}

type Wanted = Omit<PlannedPost, 'change'>

/** The post, and the account where the address has none yet. */
async function storePost(tx: Tx, { holding, colleague, name, email, from, until }: Wanted, person: string) {
  if (!colleague) await insertColleague(tx, { id: person, kind: 'professional', name, email })
  const row = {
    id: newId(),
    person_id: person,
    role: holding.role,
    authority_id: holding.authorityId,
    setting_id: holding.settingId,
    team_id: holding.teamId,
    starts: from.toString(),
    ends: until?.add({ days: 1 }).toString() ?? null
  }
  await insertPost(tx, row)
  return row
}

/** Gives it: from its first day this person sees what the post shows. A mail tells them that they may sign in. */
export async function givePost(tx: Tx, who: Asking, planned: PlannedPost, origin: string): Promise<void> {
  const { holding, colleague } = planned
  const person = colleague?.id ?? newId()
  const row = await storePost(tx, planned, person)
  await closeSessionsOf(tx, person)
  await record(tx, {
    person: who.id,
    action: 'give a post',
    authorityId: holding.authorityId,
    ids: [person],
    payload: { before: null, after: row }
  })
  await sendMessage(tx, {
    eventKey: `post given ${row.id}`,
    authorityId: holding.authorityId,
    to: { person },
    kind: 'post given',
    ...texts['post given']({ on: planned.from, link: `${origin}/sign-in` }),
    origin
  })
}

export interface Post {
  readonly id: string
  readonly person: { readonly id: string; readonly name: string; readonly email: string | null }
  readonly role: Role
  readonly authorityId: number
  readonly place: string
  readonly from: Temporal.PlainDate
  /** The last day; null: no end. */
  readonly until: Temporal.PlainDate | null
  readonly own: boolean
  /** How many children it shows today. */
  readonly children: number
  /** What its end would close to this person, whatever else they hold. */
  readonly change: ReachChange
  /** Their account was not used for long, and is suspended. */
  readonly suspended: boolean
}

const toPost = (row: PostRow, who: Asking, more: Pick<Post, 'children' | 'change' | 'suspended'>): Post => ({
  id: row.id,
  person: { id: row.person_id, name: row.name, email: row.email },
  role: row.role as Role,
  authorityId: row.authority_id,
  place: row.place,
  from: Temporal.PlainDate.from(row.starts),
  until: row.ends === null ? null : Temporal.PlainDate.from(row.ends).subtract({ days: 1 }),
  own: row.person_id === who.id,
  ...more
})

/** Null where there is no such post in an authority of theirs, or it has been ended. */
export async function postFor(tx: Tx, who: Asking, id: string, today: Temporal.PlainDate): Promise<Post | null> {
  const row = await readPost(tx, id, administeredBy(who))
  if (!row) return null
  const holding = { person: row.person_id, role: row.role, authorityId: row.authority_id }
  const day = later(today, Temporal.PlainDate.from(row.starts))
  return toPost(row, who, {
    children: await countReach(tx, { ...holding, settingId: row.setting_id, teamId: row.team_id }),
    change: await reachChange(tx, { ...holding, day }, () => updatePost(tx, id, { revoked_at: day.toString() })),
    suspended: await isSuspended(tx, row.person_id)
  })
}

/** Lets somebody in again whose account is suspended. */
export async function letIn(tx: Tx, who: Asking, post: Post): Promise<Refusal | null> {
  if (!(await readmit(tx, post.person.id))) return { refused: 'This account is not suspended any more.' }
  await record(tx, {
    person: who.id,
    action: 'let somebody in again',
    authorityId: post.authorityId,
    ids: [post.person.id]
  })
  return null
}

/** Ends a post: this minute (null), or with a last day. Their sessions end, so that no open page goes on. */
export async function endPost(
  tx: Tx,
  who: Asking,
  post: Post,
  until: Temporal.PlainDate | null,
  { today, now }: { today: Temporal.PlainDate; now: Temporal.Instant }
): Promise<Refusal | null> {
  if (post.own && post.role === 'administrator')
    return { refused: 'You cannot end your own post as administrator. Ask another administrator, so that one is left.' }
  if (until && isBefore(until, today))
    return at('until', 'The last day cannot be in the past. To end it now, choose “now”.')
  if (until && isBefore(until, post.from)) return at('until', 'The last day must not be before the first.')
  const changes = until ? { ends: until.add({ days: 1 }).toString() } : { revoked_at: now.toString() }
  await updatePost(tx, post.id, changes)
  await closeSessionsOf(tx, post.person.id)
  await record(tx, {
    person: who.id,
    action: 'end a post',
    authorityId: post.authorityId,
    ids: [post.person.id],
    payload: { before: { until: post.until?.toString() ?? null }, after: changes }
  })
  return null
}

/** Who holds one of these roles over an authority today, by id. */
export const holdersOf = (tx: Tx, authorityId: number, held: readonly Role[]): Promise<string[]> =>
  readHolders(tx, authorityId, held)

export const teamsFor = async (tx: Tx, who: Asking): Promise<Array<{ id: string; name: string }>> => {
  const [authorityId] = administeredBy(who)
  return authorityId === undefined ? [] : readTeamsOf(tx, authorityId)
}
