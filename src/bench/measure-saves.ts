import { percentile, rounded } from './bars.ts'
import type { Measure, Stand } from './bench.ts'
import { storedAnswers, teachersWithPlans } from './people.queries.ts'
import { signedIn, visitor } from './visitor.ts'
import { question, Writer } from './writer.ts'

async function writersAt(stand: Stand, most: number): Promise<Writer[]> {
  const own = await teachersWithPlans(stand.urls.owner, most)
  if (own.length < most) throw new Error(`The load has ${own.length} teachers with an open plan; ${most} are needed.`)
  const peps = own.map(one => one.pep)
  const tokens = await signedIn(
    stand.urls.owner,
    own.map(one => one.person)
  )
  const { now } = await storedAnswers(stand.urls.owner, peps, question)
  return own.map((one, index) => {
    const base = now.find(row => row.pep === one.pep)?.version ?? 0
    return new Writer(visitor(stand.url, tokens[index] ?? ''), one.pep, base)
  })
}

/** How many acknowledged answers are not stored as they were sent. */
async function lost(stand: Stand, writers: readonly Writer[]): Promise<number> {
  const { now, versions } = await storedAnswers(
    stand.urls.owner,
    writers.map(writer => writer.pep),
    question
  )
  const missing = writers.flatMap(writer =>
    writer.acknowledged.filter(({ mutation, value, version }) => {
      const row = versions.get(mutation)
      return row?.value !== value || row.version !== version
    })
  )
  const notNewest = writers.filter(
    writer => now.find(row => row.pep === writer.pep)?.value !== writer.acknowledged.at(-1)?.value
  )
  return missing.length + notNewest.length
}

/** save-1, save-16. */
export const measureSaves: Measure = async bench => {
  const stand = await bench.stand(bench.quick ? 'one' : 'national')
  const writers = await writersAt(stand, 16)
  const [alone] = writers
  if (!alone) throw new Error('There is no writer.')
  for (let i = 0; i < 50; i++) await alone.save()
  const times: number[] = []
  const n = bench.count(500, 100)
  for (let i = 0; i < n; i++) times.push(await alone.save())

  const together = async (seconds: number) => {
    const before = writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0)
    const began = performance.now()
    await Promise.all(
      writers.map(async writer => {
        while (performance.now() - began < seconds * 1000) await writer.save()
      })
    )
    const saves = writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0) - before
    return { saves, rate: saves / ((performance.now() - began) / 1000) }
  }
  await together(bench.count(5, 1))
  const { saves, rate } = await together(bench.count(10, 3))
  const wrong = await lost(stand, writers)
  const all = writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0)
  for (const writer of writers) writer.close()
  const scale = bench.quick ? 'one authority' : 'national scale'
  return {
    'save-1': {
      value: rounded(percentile(times, 0.95)),
      n,
      note: `p50 ${rounded(percentile(times, 0.5))} ms; ${scale}`
    },
    'save-16': {
      value: rounded(rate),
      n: saves,
      also: wrong === 0,
      note: `${all} acknowledged and read back, ${wrong} lost or different; ${scale}`
    }
  }
}
