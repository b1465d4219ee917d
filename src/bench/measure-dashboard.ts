import { percentile, rounded } from './bars.ts'
import type { Bench, Measure, Stand } from './bench.ts'
import { headsOfAuthorities, oneOf200 } from './people.queries.ts'
import { answered, signedIn, visitor } from './visitor.ts'

/** What is asked of an adviser's first page: the bar of anybody's own work. */
const adviserBar = 25

/** How long the first page took each time, one request after another, each person once before it counts. */
async function firstPages(bench: Bench, stand: Stand, people: readonly string[]): Promise<number[]> {
  const tokens = await signedIn(stand.urls.owner, people)
  const visitors = tokens.map(token => visitor(stand.url, token))
  const times: number[] = []
  for (let i = 0; i < visitors.length + bench.count(200, 20); i++) {
    const one = visitors[i % visitors.length]
    if (!one) throw new Error('The load has nobody of that role.')
    const { milliseconds } = answered(await one.get('/'), '/')
    if (i >= visitors.length) times.push(milliseconds)
  }
  for (const one of visitors) one.close()
  return times
}

/** dashboard: twenty heads open theirs, then an adviser of 200 children their work. */
export const measureDashboard: Measure = async bench => {
  const stand = await bench.stand(bench.quick ? 'one' : 'national')
  const heads = await firstPages(bench, stand, await headsOfAuthorities(stand.urls.owner, 20))
  const adviser = await firstPages(bench, stand, [await oneOf200(stand.urls.owner, 'adviser')])
  const p95 = percentile(adviser, 0.95)
  return {
    dashboard: {
      value: rounded(percentile(heads, 0.95)),
      n: heads.length,
      also: p95 <= adviserBar,
      note:
        `/ of a head; p50 ${rounded(percentile(heads, 0.5))} ms; ${bench.quick ? 'one authority' : 'national scale'}; ` +
        `/ of an adviser of 200 children: p50 ${rounded(percentile(adviser, 0.5))}, p95 ${rounded(p95)} ms (bar ${adviserBar})`
    }
  }
}
