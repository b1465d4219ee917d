import { brotliDecompressSync } from 'node:zlib'
import { rounded } from './bars.ts'
import type { Bench, Measure, ScaleName } from './bench.ts'
import { oneOf200 } from './people.queries.ts'
import { answered, signedIn, type Visitor, visitor } from './visitor.ts'

const inParallel = 10

/** Ten browsers of the one who has 200 children among those of this scale. */
async function listersAt(bench: Bench, scale: ScaleName): Promise<{ visitors: Visitor[]; bytes: number }> {
  const stand = await bench.stand(scale)
  const person = await oneOf200(stand.urls.owner, 'social-worker')
  const tokens = await signedIn(
    stand.urls.owner,
    Array.from({ length: inParallel }, () => person)
  )
  const visitors = tokens.map(token => visitor(stand.url, token))
  const first = answered(await (visitors[0] ?? visitor(stand.url, '')).get('/children'), '/children')
  if (first.type !== 'br' || !brotliDecompressSync(first.bytes).toString().includes('200 children'))
    throw new Error('The list is not one of 200 children.')
  return { visitors, bytes: first.bytes.length }
}

interface Round {
  readonly pages: number
  readonly seconds: number
}

async function roundOf(visitors: readonly Visitor[], seconds: number): Promise<Round> {
  const began = performance.now()
  const until = began + seconds * 1000
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
  return { pages: done.reduce((sum, some) => sum + some, 0), seconds: (performance.now() - began) / 1000 }
}

function measuredOf(rounds: readonly Round[], bytes: number) {
  const pages = rounds.reduce((sum, one) => sum + one.pages, 0)
  const seconds = rounds.reduce((sum, one) => sum + one.seconds, 0)
  return { value: rounded(pages / seconds), n: pages, note: `${bytes} bytes each as served (br)` }
}

/** list-1k, list-10k, turn by turn: flat means that the larger keeps nine tenths of the smaller's pace. */
export const measureLists: Measure = async bench => {
  const scales: ScaleName[] = bench.quick ? ['thousand'] : ['thousand', 'tenthousand']
  const at = []
  for (const scale of scales) at.push({ ...(await listersAt(bench, scale)), rounds: [] as Round[] })
  for (const { visitors } of at) await roundOf(visitors, bench.count(5, 1))
  for (let turn = 0; turn < bench.count(4, 1); turn++)
    for (const { visitors, rounds } of at) rounds.push(await roundOf(visitors, bench.count(4, 3)))
  for (const { visitors } of at) for (const one of visitors) one.close()
  const [small, large] = at.map(({ rounds, bytes }) => measuredOf(rounds, bytes))
  const none = { value: null, n: 0, note: 'not in a quick run' }
  if (!small || !large) return { 'list-1k': small ?? none, 'list-10k': none }
  const share = large.value / small.value
  return {
    'list-1k': small,
    'list-10k': {
      ...large,
      also: share >= 0.9,
      note: `${rounded(share)} of list-1k (flat: 0.9 or more); ${large.note}`
    }
  }
}
