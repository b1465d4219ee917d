import { bars, percentile, rounded } from './bars.ts'
import type { Bench, Measure, Stand } from './bench.ts'
import { type Follower, follow } from './follower.ts'
import { keepersOf, storedAnswers, teachersWithPlans } from './people.queries.ts'
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

/** Fifty open pages over these plans, at most five of one person, as the service allows. */
async function followersOf(stand: Stand, peps: readonly string[]): Promise<Follower[]> {
  const keepers = await keepersOf(stand.urls.owner, peps)
  const pages = [...keepers, ...keepers, ...keepers].filter(
    ({ person }, place, all) => all.slice(0, place).filter(one => one.person === person).length < 5
  )
  if (pages.length < 50) throw new Error(`The load has ${pages.length} pages to follow; 50 are needed.`)
  const fifty = pages.slice(0, 50)
  const tokens = await signedIn(
    stand.urls.owner,
    fifty.map(one => one.person)
  )
  return Promise.all(fifty.map(({ pep }, place) => follow(stand.url, tokens[place] ?? '', pep)))
}

interface Pace {
  /** Milliseconds of each save of one writer alone. */
  readonly times: readonly number[]
  readonly saves: number
  /** Saves a second of all writers together. */
  readonly rate: number
}

async function paceOf(bench: Bench, writers: readonly Writer[]): Promise<Pace> {
  const [alone] = writers
  if (!alone) throw new Error('There is no writer.')
  for (let i = 0; i < 50; i++) await alone.save()
  const times: number[] = []
  for (let i = 0; i < bench.count(500, 100); i++) times.push(await alone.save())
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
  return { times, ...(await together(bench.count(10, 3))) }
}

/** save-1, save-16: the plans open on nobody's screen, then on fifty. */
export const measureSaves: Measure = async bench => {
  const stand = await bench.stand(bench.quick ? 'one' : 'national')
  const writers = await writersAt(stand, 16)
  const unseen = await paceOf(bench, writers)
  const followers = await followersOf(
    stand,
    writers.map(writer => writer.pep)
  )
  const followed = await paceOf(bench, writers)
  const open = followers.filter(one => one.isOpen() && one.told() > 1).length
  for (const one of followers) one.close()
  const wrong = await lost(stand, writers)
  const all = writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0)
  for (const writer of writers) writer.close()
  const scale = bench.quick ? 'one authority' : 'national scale'
  const p95 = percentile(followed.times, 0.95)
  return {
    'save-1': {
      value: rounded(percentile(unseen.times, 0.95)),
      n: unseen.times.length,
      also: p95 <= bars['save-1'].bar && open === 50,
      note: `p50 ${rounded(percentile(unseen.times, 0.5))} ms; with ${open} open pages that follow: p95 ${rounded(p95)} ms; ${scale}`
    },
    'save-16': {
      value: rounded(unseen.rate),
      n: unseen.saves,
      also: wrong === 0 && followed.rate >= bars['save-16'].bar && open === 50,
      note: `${all} acknowledged and read back, ${wrong} lost or different; with ${open} open pages that follow: ${rounded(followed.rate)} a second; ${scale}`
    }
  }
}
