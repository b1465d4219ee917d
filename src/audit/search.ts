import { contextOf } from '../authorities/authority.ts'
import { isUuid, type Tx } from '../db/transaction.ts'
import { searchable } from '../guidance/searchable.ts'
import { type UnusualReading, unusualReading } from '../guidance/unusual-reading.ts'
import type { Asking } from '../web/page.ts'
import { record } from './audit.ts'
import { deeds } from './deed-words.ts'
import {
  countRecord,
  type FoundDeed,
  findChildren,
  findPeople,
  type Named,
  readNames,
  readReadingHours,
  readRecord
} from './search.queries.ts'

export type { FoundDeed } from './search.queries.ts'

/** What is looked for in the record. Null or '': anything. */
export interface RecordSearch {
  readonly people: readonly string[] | null
  readonly children: readonly string[] | null
  /** A kind of deed, or the record's own word for one. */
  readonly deed: string
  readonly from: string | null
  readonly to: string | null
}

/** Kinds of deeds, as the form offers them, before each deed by itself. */
export const deedKinds = {
  looked: 'Anything looked at',
  changed: 'Anything done or changed',
  exported: 'Anything saved as a file',
  refused: 'Anything refused or not found',
  'signing in': 'Signing in, and one’s own account',
  posts: 'Posts, stand-ins and who is asked for sections'
} as const

/** Each deed once by its words: several words of the record may say the same. */
export const deedChoices: ReadonlyArray<{ readonly value: string; readonly text: string }> = Object.entries(deeds)
  .map(([value, text]) => ({ value, text }))
  .sort((a, b) => a.text.localeCompare(b.text, 'en'))

/** Without a first day: the last so many. */
const usualDays = 30
export const deedsAPage = 50
export const mostCounted = 10_000
export const mostInFile = 20_000
/** Of people or children who are called alike. */
const mostAlike = 20

const idsIn = (text = ''): readonly string[] | null => {
  const ids = text.split(',').filter(isUuid)
  return ids.length === 0 ? null : ids.slice(0, mostAlike)
}

function dayIn(text = ''): string | null {
  try {
    return text === '' ? null : Temporal.PlainDate.from(text, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}

/** The search of an address; what is no id, deed or day counts as not given. */
export function searchIn(query: Readonly<Record<string, string>>, today: Temporal.PlainDate): RecordSearch {
  const { person, child, deed = '', from = today.subtract({ days: usualDays }).toString(), to } = query
  return {
    people: idsIn(person),
    children: idsIn(child),
    deed: deed in deedKinds || deed in deeds ? deed : '',
    from: dayIn(from),
    to: dayIn(to)
  }
}

/** The same search as an address holds it: ids and days, no names. */
export const addressOf = ({ people, children, deed, from, to }: RecordSearch): string =>
  new URLSearchParams({
    person: (people ?? []).join(','),
    child: (children ?? []).join(','),
    deed,
    from: from ?? '',
    to: to ?? ''
  }).toString()

/** Whose record this person may search: where they are administrator or head. */
export const authorityOfRecord = ({ appointments }: Pick<Asking, 'appointments'>): number | null =>
  appointments.find(({ role }) => role === 'administrator' || role === 'virtual-school-head')?.authorityId ?? null

/** Who is meant by these words, or what is wrong with them. */
export async function peopleCalled(tx: Tx, authority: number, words: string) {
  return few(await findPeople(tx, authority, words.trim(), mostAlike + 1), 'Nobody of your authority')
}
export async function childrenCalled(tx: Tx, authority: number, words: string) {
  const asked = { name: searchable(words), number: words.trim() }
  return few(await findChildren(tx, authority, asked, mostAlike + 1), 'No child of your authority')
}
const few = (
  found: readonly Named[],
  nobody: string
): { readonly ids: readonly string[] } | { readonly problem: string } =>
  found.length === 0
    ? { problem: `${nobody} is found by this. Write part of the name` }
    : found.length > mostAlike
      ? { problem: `More than ${mostAlike} are found by this. Write more of the name` }
      : { ids: found.map(({ id }) => id) }

export interface FoundRecord {
  readonly search: RecordSearch
  readonly rows: readonly FoundDeed[]
  readonly names: { readonly people: readonly string[]; readonly children: readonly string[] }
  /** Up to `mostCounted`; one more means more. */
  readonly all: number
  readonly page: number
  readonly pages: number
  readonly unusual: readonly UnusualReading[]
}

interface Searching {
  readonly tx: Tx
  readonly who: Pick<Asking, 'id' | 'appointments'>
  readonly query: Readonly<Record<string, string>>
  readonly today: Temporal.PlainDate
}

/** One page of what is found. That it was looked for is on record too. */
export async function searchRecord({ tx, who, query, today }: Searching): Promise<FoundRecord | null> {
  const authority = authorityOfRecord(who)
  if (authority === null) return null
  const search = searchIn(query, today)
  const all = await countRecord(tx, authority, search, mostCounted + 1)
  const pages = Math.max(1, Math.ceil(Math.min(all, mostCounted) / deedsAPage))
  const page = Math.min(Math.max(1, Math.trunc(Number(query.page ?? 1)) || 1), pages)
  const rows = await readRecord(tx, authority, search, { offset: (page - 1) * deedsAPage, most: deedsAPage })
  const names = await readNames(tx, search)
  const unusual = await unusualLately(tx, authority, today)
  await putOnRecord(tx, who.id, authority, 'search the record', search, rows.length)
  return { search, rows, names, all, page, pages, unusual }
}

/** All that is found, for a file. */
export async function exportRecord({ tx, who, query, today }: Searching): Promise<readonly FoundDeed[] | null> {
  const authority = authorityOfRecord(who)
  if (authority === null) return null
  const search = searchIn(query, today)
  const rows = await readRecord(tx, authority, search, { offset: 0, most: mostInFile })
  await putOnRecord(tx, who.id, authority, 'export: the record', search, rows.length)
  return rows
}

/** A search for children is on record with them, so that it stands among who has looked at each. */
const putOnRecord = (
  tx: Tx,
  person: string,
  authorityId: number,
  action: string,
  search: RecordSearch,
  rows: number
): Promise<void> =>
  record(tx, { person, action, authorityId, ids: search.children ?? [], payload: { searched: search, rows } })

/** Reading of the last two weeks that somebody should ask about. */
async function unusualLately(tx: Tx, authority: number, today: Temporal.PlainDate): Promise<readonly UnusualReading[]> {
  const context = await contextOf(tx, authority, today)
  const hours = await readReadingHours(tx, authority, today.subtract({ days: 14 }).toString())
  return unusualReading(
    hours.map(row => ({ ...row, hour: Temporal.PlainDateTime.from(row.hour) })),
    context
  )
}
