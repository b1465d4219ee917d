/** One bar of the service: what is measured, in which unit, and the least or most it may be. */
export interface Bar {
  readonly what: string
  readonly unit: string
  readonly bar: number
  /** `most`: the value may not lie above; `least`: not below. */
  readonly is: 'most' | 'least'
}

export const bars = {
  'first-page': { what: '/ at national scale, p95', unit: 'ms', bar: 25, is: 'most' },
  caseload: { what: '/children at national scale, p95', unit: 'ms', bar: 25, is: 'most' },
  section: { what: 'a section of a plan at national scale, p95', unit: 'ms', bar: 25, is: 'most' },
  'list-1k': { what: 'lists of 25 of 200, ten at a time, among 1,000', unit: 'pages/s', bar: 390, is: 'least' },
  'list-10k': { what: 'the same among 10,000', unit: 'pages/s', bar: 390, is: 'least' },
  'save-1': { what: 'one answer, p95', unit: 'ms', bar: 15, is: 'most' },
  'save-16': { what: '16 writers on 16 plans, each read back', unit: 'saves/s', bar: 500, is: 'least' },
  dashboard: { what: "an authority's, national scale, p95", unit: 'ms', bar: 150, is: 'most' },
  pdf: { what: 'a full plan of 8 pages, warm, p50', unit: 'ms', bar: 40, is: 'most' },
  'import-903': { what: '10,000 children', unit: 's', bar: 20, is: 'most' },
  'import-gias': { what: '50,000 rows', unit: 's', bar: 15, is: 'most' },
  'start-first': { what: 'npm start to ready, with the demonstration', unit: 's', bar: 15, is: 'most' },
  'start-later': { what: 'the same again', unit: 's', bar: 3, is: 'most' },
  'weight-first': { what: 'HTML, CSS, scripts, compressed', unit: 'kB', bar: 45, is: 'most' },
  'weight-later': { what: 'a later page', unit: 'kB', bar: 12, is: 'most' },
  memory: { what: 'the server after 10,000 requests', unit: 'MB', bar: 300, is: 'most' },
  kills: { what: 'lost under 50 × kill -9 of the server or of PostgreSQL', unit: 'lost', bar: 0, is: 'most' }
} as const satisfies Record<string, Bar>

export type Name = keyof typeof bars
export const names = Object.keys(bars) as Name[]

/** What a measurement found. */
export interface Measured {
  /** Null where it could not be measured; `note` then says why. */
  readonly value: number | null
  readonly n: number
  /** Whether what the bar asks beside its figure (a ratio, a level) holds too. */
  readonly also?: boolean
  readonly note: string
}

export interface Row {
  readonly name: Name
  readonly value: number | null
  readonly unit: string
  readonly bar: number
  readonly pass: boolean
  readonly n: number
  readonly commit: string
  readonly note: string
}

/** A row is passed by its figure and by all that is asked beside it; what was not measured is not passed. */
export function rowOf(name: Name, { value, n, also = true, note }: Measured, commit: string): Row {
  const { unit, bar, is } = bars[name]
  const within = value !== null && (is === 'most' ? value <= bar : value >= bar)
  return { name, value, unit, bar, pass: within && also, n, commit, note }
}

/** The value below which this share of them lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const rounded = (value: number): number => Number(value.toPrecision(value >= 100 ? 4 : 3))
