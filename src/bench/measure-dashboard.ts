import { percentile, rounded } from './bars.ts'
import type { Measure } from './bench.ts'
import { headsOfAuthorities } from './people.queries.ts'
import { answered, signedIn, visitor } from './visitor.ts'

/** An authority's figures as its head meets them. */
const pages = ['/']

/** dashboard: each of twenty heads opens theirs, one request after another. */
export const measureDashboard: Measure = async bench => {
  const stand = await bench.stand(bench.quick ? 'one' : 'national')
  const heads = await headsOfAuthorities(stand.urls.owner, 20)
  const tokens = await signedIn(stand.urls.owner, heads)
  const visitors = tokens.map(token => visitor(stand.url, token))
  const times: number[] = []
  const n = bench.count(200, 20)
  const warm = visitors.length
  for (let i = 0; i < warm + n; i++) {
    for (const path of pages) {
      const one = visitors[i % visitors.length]
      if (!one) throw new Error('The load has no head of a virtual school.')
      const { milliseconds } = answered(await one.get(path), path)
      if (i >= warm) times.push(milliseconds)
    }
  }
  for (const one of visitors) one.close()
  return {
    dashboard: {
      value: rounded(percentile(times, 0.95)),
      n: times.length,
      note: `${pages.join(', ')} of a head; p50 ${rounded(percentile(times, 0.5))} ms; ${bench.quick ? 'one authority' : 'national scale'}`
    }
  }
}
