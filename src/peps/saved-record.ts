import { createHash } from 'node:crypto'
import { text } from '../web/forms.ts'
import type { Problem, Shown } from '../web/page.ts'

/** A record as it stands, and whose words those are. */
export interface Standing<Content> {
  readonly content: Content
  readonly by: string | null
  readonly at: Temporal.Instant | null
}

/** The version of a record: a digest of what it says, so that the same words are the same version. Nothing yet: empty. */
export const versionOf = (content: unknown): string =>
  content === null ? '' : createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)

/**
 * What becomes of a save of a whole record that was read at `base`: the rule of answers (`judgeSave`). The same words are never
 * a clash; who leaves it as it was has changed nothing, even where somebody else has; a change on another version is a clash.
 */
export function judgeRecord(mine: unknown, base: string, standing: unknown): 'unchanged' | 'store' | 'clash' {
  const [incoming, now] = [versionOf(mine), versionOf(standing)]
  if (incoming === now || incoming === base) return 'unchanged'
  return now === '' || base === now ? 'store' : 'clash'
}

type Body = Readonly<Record<string, string | string[]>>

/** The field that carries the version which record `key` of a form was read at. */
export const baseField = (key: string): string => `base-${key}`

/** Records of which this person chose the other version, by key. */
export function theirsIn(body: Body): ReadonlySet<string> {
  const before = text(body, 'theirs').split(' ')
  return new Set([...before, ...(text(body, 'keep') === 'theirs' ? [text(body, 'at')] : [])].filter(key => key !== ''))
}

/** Judges record `key` of a posted form. Of one where the other version was chosen nothing is taken. */
export const judgePosted = (body: Body, key: string, mine: unknown, standing: unknown) =>
  theirsIn(body).has(key) ? 'unchanged' : judgeRecord(mine, text(body, baseField(key)), standing)

const metAnother = 'Somebody else saved this while you were writing'
export const clashOf = (key: string): Problem => ({ field: baseField(key), what: metAnother })

/** The first record of the form that met another version; null: none did. */
export const clashIn = ({ problems }: Shown, keys: readonly string[]): string | null =>
  keys.find(key => problems.some(({ field, what }) => field === baseField(key) && what === metAnother)) ?? null
