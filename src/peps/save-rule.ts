import type { Value } from '../forms/definition.ts'
import type { Typed } from '../forms/typed.ts'
import { sameValue } from '../forms/value.ts'

/** What an answer says: a value, or what was typed where it could not be taken. */
export interface Said {
  readonly value: Value | null
  readonly raw: Typed | null
}

export interface Standing extends Said {
  readonly version: number
}

/**
 * What becomes of a save, whoever saves. A writer who leaves a text as it was at their base has changed nothing, even where
 * somebody else has; the same text is never a clash; a change on an older base is a clash, and both texts are kept.
 */
export function judgeSave(
  incoming: Said & { readonly base: number },
  standing: Standing | null,
  atBase: Said | null
): 'unchanged' | 'store' | 'clash' {
  const now = standing ?? { value: null, raw: null, version: 0 }
  if (same(incoming, now)) return 'unchanged'
  if (incoming.base === now.version) return 'store'
  if (atBase && same(incoming, atBase)) return 'unchanged'
  if (incoming.base === 0 && says(incoming) === false) return 'unchanged'
  return 'clash'
}

const says = (said: Said): boolean => said.value !== null || said.raw !== null

const same = (a: Said, b: Said): boolean =>
  sameValue(a.value, b.value) && JSON.stringify(a.raw ?? null) === JSON.stringify(b.raw ?? null)
