/** One piece of the seed: its SQL, with at most one value as JSON. */
export interface Step {
  readonly what: string
  readonly sql: string
  readonly value?: unknown
}
