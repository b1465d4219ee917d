import { type Measured, percentile, rounded } from './bars.ts'
import type { Bench, Measure, Stand } from './bench.ts'
import { type Own, workersWithPlans } from './people.queries.ts'
import { answered, signedIn, type Visitor, visitor } from './visitor.ts'

const pages = {
  'first-page': () => '/',
  caseload: () => '/children',
  section: ({ pep }: Own) => `/peps/${pep}/sections/R`
} as const

interface Person extends Visitor {
  readonly own: Own
}

/** Twenty people of a load, signed in. */
async function peopleAt(stand: Stand): Promise<Person[]> {
  const own = await workersWithPlans(stand.urls.owner, 20)
  const tokens = await signedIn(
    stand.urls.owner,
    own.map(one => one.person)
  )
  return own.map((one, index) => ({ own: one, ...visitor(stand.url, tokens[index] ?? '') }))
}

type PathOf = (own: Own) => string

/** One request after another, turn by turn at each scale, so that both meet the same machine. */
async function turns(n: number, path: PathOf, at: ReadonlyArray<readonly Person[]>): Promise<number[][]> {
  const times = at.map((): number[] => [])
  for (let i = 0; i < n; i++) {
    for (const [place, people] of at.entries()) {
      const person = people[i % people.length]
      if (!person) throw new Error('The load has nobody with an open plan.')
      const reply = answered(await person.get(path(person.own)), path(person.own))
      times[place]?.push(reply.milliseconds)
    }
  }
  return times
}

/** Statements that one page sends, BEGIN and COMMIT included: the middle of twenty. */
async function statementsOf(bench: Bench, path: PathOf, people: readonly Person[]): Promise<number> {
  const counts: number[] = []
  for (const person of people.slice(0, bench.count(5, 2))) {
    const log = await bench.cluster.counting(async () => {
      answered(await person.get(path(person.own)), path(person.own))
    })
    counts.push(
      (log.match(/^@bench_\S+ LOG: {2}(statement|execute)/gm) ?? []).length +
        (log.match(/LOG: {2}statement: begin; /g) ?? []).length
    )
  }
  return percentile(counts, 0.5)
}

async function cpuOf(stand: Stand, n: number, path: PathOf, people: readonly Person[]): Promise<number> {
  const before = stand.cpu()
  await turns(n, path, [people])
  return (stand.cpu() - before) / n
}

/** first-page, caseload, section. */
export const measurePages: Measure = async bench => {
  const one = await bench.stand('one')
  const small = await peopleAt(one)
  const stand = bench.quick ? one : await bench.stand('national')
  const large = bench.quick ? small : await peopleAt(stand)
  const measured: Record<string, Measured> = {}
  const n = bench.count(400, 60)
  for (const [name, path] of Object.entries<PathOf>(pages)) {
    const at = bench.quick ? [small] : [small, large]
    await turns(bench.count(100, 20), path, at)
    const [near = [], far = near] = await turns(n, path, at)
    const cpu = await cpuOf(stand, n, path, large)
    const statements = [await statementsOf(bench, path, small), await statementsOf(bench, path, large)] as const
    const ratio = percentile(far, 0.95) / percentile(near, 0.95)
    measured[name] = {
      value: rounded(percentile(far, 0.95)),
      n,
      also: ratio <= 1.25 && cpu <= 3 && statements[1] <= 12 && statements[0] === statements[1],
      note:
        `p50 ${rounded(percentile(far, 0.5))} ms; ` +
        (bench.quick ? 'one authority only; ' : `${rounded(ratio)} of one authority's (bar 1.25); `) +
        `server's CPU ${rounded(cpu)} ms a page (bar 3); ${statements[1]} statements (bar 12; one authority ${statements[0]})`
    }
  }
  for (const person of new Set([...small, ...large])) person.close()
  return measured
}
