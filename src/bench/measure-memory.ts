import { setTimeout as sleep } from 'node:timers/promises'
import { rounded } from './bars.ts'
import type { Measure } from './bench.ts'
import { countCopies, issueCopies, workersWithPlans } from './people.queries.ts'
import { serveBench } from './serving.ts'
import { answered, signedIn, visitor } from './visitor.ts'

/** memory: everything in one process, pages and jobs, with plans printed all along. */
export const measureMemory: Measure = async bench => {
  await bench.cluster.loaded('bench_one', { authorities: 1, children: 800, years: 3 })
  await (await bench.stand('one')).stop()
  const urls = await bench.cluster.copy('bench_memory', 'bench_one')
  const server = await serveBench('memory', urls, bench.cluster.folder, 'start')
  try {
    const own = await workersWithPlans(urls.owner, 10)
    const tokens = await signedIn(
      urls.owner,
      own.map(one => one.person)
    )
    const visitors = own.map((one, index) => ({ one, ...visitor(server.url, tokens[index] ?? '') }))
    const n = bench.count(10_000, 1_000)
    const samples: number[] = []
    for (let done = 0; done < n; ) {
      if (done % 500 === 0) {
        await issueCopies(urls.owner, done / 500, 2)
        samples.push(server.memory())
      }
      await Promise.all(
        visitors.map(async ({ one, get }, place) => {
          const paths = ['/', '/children', `/peps/${one.pep}`, `/peps/${one.pep}/sections/R`]
          const path = paths[(done / 10 + place) % paths.length] ?? '/'
          answered(await get(path), path)
        })
      )
      done += visitors.length
    }
    await sleep(2000)
    const copies = await countCopies(urls.owner)
    const last = server.memory()
    samples.push(last)
    const half = samples[Math.floor(samples.length / 2)] ?? last
    for (const one of visitors) one.close()
    return {
      memory: {
        value: rounded(Math.max(...samples)),
        n,
        also: last <= half * 1.1 && copies > 0,
        note: `the most of ${samples.length} samples; ${rounded(half)} MB half-way, ${rounded(last)} MB at the end (level: 10 % at most); ${copies} PDFs made meanwhile by the same process`
      }
    }
  } finally {
    await server.stop()
  }
}
