/** The same choice for the same child, term and question on every load: a demonstration is never a throw of dice. */
export function chance(seed: string): number {
  let hash = 2_166_136_261
  for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507)
  return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296
}

export function choose<T>(from: readonly T[], seed: string): T {
  const chosen = from[Math.floor(chance(seed) * from.length)]
  if (chosen === undefined) throw new Error(`There is nothing to choose from for ${seed}.`)
  return chosen
}
