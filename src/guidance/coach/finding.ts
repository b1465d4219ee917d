/** How far one letter of SMART is reached; `unknown`: there is nothing to judge it by. */
export type Letter = 'met' | 'weak' | 'missing' | 'unknown'

/** What the coach thinks of one letter, the words that made it think so, and one thing to do about it. */
export interface Finding {
  readonly letter: Letter
  readonly because: readonly string[]
  /** Null where it is met or unknown. */
  readonly advice: string | null
}

export const met = (...because: string[]): Finding => ({ letter: 'met', because, advice: null })
export const weak = (advice: string, ...because: string[]): Finding => ({ letter: 'weak', because, advice })
export const missing = (advice: string, ...because: string[]): Finding => ({ letter: 'missing', because, advice })
export const unknown: Finding = { letter: 'unknown', because: [], advice: null }
