import type { Audience } from './words.ts'

/** Who can sit before the screen on the wall, as far as it matters for what they may read. */
export const inTheRoom = ['council', 'school', 'carer', 'parent', 'child', 'guest'] as const
export type InTheRoom = (typeof inTheRoom)[number]
export const isInTheRoom = (word: string): word is InTheRoom => (inTheRoom as readonly string[]).includes(word)

const readsAs: Readonly<Record<InTheRoom, readonly Audience[]>> = {
  council: ['full'],
  school: ['setting'],
  carer: ['carer'],
  parent: ['parent'],
  child: ['child'],
  // The next school, an interpreter, a professional: no copy is made for them, so only what every copy holds.
  guest: ['setting', 'carer', 'parent', 'child']
}

/** From the one that is told least. */
const byNarrowness: readonly Audience[] = ['child', 'parent', 'carer', 'setting', 'full']

/**
 * The audiences whose every one must be allowed to read what the screen shows, the narrowest first (2-form, Audiences). None
 * where nobody was named: then nothing is shown.
 */
export const shownTo = (present: readonly InTheRoom[]): readonly Audience[] => {
  const reading = new Set(present.flatMap(one => readsAs[one]))
  return byNarrowness.filter(one => reading.has(one))
}
