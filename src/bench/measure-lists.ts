import { type Measured, rounded } from './bars.ts'
import type { Bench, Measure, ScaleName } from './bench.ts'
import { workerOf200 } from './people.queries.ts'
import { answered, signedIn, visitor } from './visitor.ts'

const inParallel = 10

async function pagesASecond(bench: Bench, scale: ScaleName): Promise<Measured> {
  const stand = await bench.stand(scale)
  const person = await workerOf200(stand.urls.owner)
  const tokens = await signedIn(
    stand.urls.owner,
    Array.from({ length: inParallel }, () => person)
  )
  const visitors = tokens.map(token => visitor(stand.url, token))
  const first = answered(await (visitors[0] ?? visitor(stand.url, '')).get('/children'), '/children')
  const round = async (seconds: number) => {
    const until = performance.now() + seconds * 1000
    const began = performance.now()
    const done = await Promise.all(
      visitors.map(async (one, place) => {
        let pages = 0
        for (; performance.now() < until; pages++) {
          const path = `/children?page=${1 + ((place + pages) % 8)}`
          answered(await one.get(path), path)
        }
        return pages
      })
    )
    const pages = done.reduce((sum, some) => sum + some, 0)
    return { pages, rate: pages / ((performance.now() - began) / 1000) }
  }
  await round(bench.count(5, 1))
  const { pages, rate } = await round(bench.count(10, 3))
  for (const one of visitors) one.close()
  return {
    value: rounded(rate),
    n: pages,
    note: `${first.bytes.length} bytes each as served (${first.type || 'plain'})`
  }
}

/** list-1k, list-10k: flat means that the larger keeps nine tenths of the smaller's pace. */
export const measureLists: Measure = async bench => {
  const small = await pagesASecond(bench, 'thousand')
  if (bench.quick) {
    return { 'list-1k': small, 'list-10k': { value: null, n: 0, note: 'not in a quick run' } }
  }
  const large = await pagesASecond(bench, 'tenthousand')
  const share = (large.value ?? 0) / (small.value ?? 1)
  return {
    'list-1k': small,
    'list-10k': {
      ...large,
      also: share >= 0.9,
      note: `${rounded(share)} of list-1k (flat: 0.9 or more); ${large.note}`
    }
  }
}
