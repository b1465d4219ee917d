import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { WrongUsage } from '../cli.ts'
import { options } from '../commands/options.ts'
import type { Config } from '../config.ts'
import { projectPath, root } from '../paths.ts'
import { bars, type Measured, type Name, names, type Row, rowOf } from './bars.ts'
import { type Measure, openBench } from './bench.ts'
import { benchCluster } from './cluster.ts'
import { measureDashboard } from './measure-dashboard.ts'
import { measureImports } from './measure-imports.ts'
import { measureKills } from './measure-kills.ts'
import { measureLists } from './measure-lists.ts'
import { measureMemory } from './measure-memory.ts'
import { measurePages } from './measure-pages.ts'
import { measurePdf } from './measure-pdf.ts'
import { measureSaves } from './measure-saves.ts'
import { measureStarts } from './measure-starts.ts'
import { measureWeight } from './measure-weight.ts'
import { pace } from './pace.ts'

const notFound: Measured = { value: null, n: 0, note: 'not measured' }

/** Which measurement gives which rows; the servers are gone before memory and starts are measured. */
const measures: ReadonlyArray<readonly [readonly Name[], Measure]> = [
  [['first-page', 'caseload', 'section'], measurePages],
  [['list-1k', 'list-10k'], measureLists],
  [['save-1', 'save-16'], measureSaves],
  [['dashboard'], measureDashboard],
  [['pdf'], measurePdf],
  [['import-903', 'import-gias'], measureImports],
  [['weight-first', 'weight-later'], measureWeight],
  [['memory'], measureMemory],
  [['start-first', 'start-later'], measureStarts],
  [['kills'], measureKills]
]

/** `bench [--quick] [--only NAMES] [--write] [--json]`. Exit code 0 also where a bar is missed: the rows say it. */
export async function run(args: string[], _config: Config): Promise<number> {
  const { values } = options(args, {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    write: { type: 'boolean' }
  })
  const asked = values.only?.split(',') ?? names
  const unknown = asked.find(name => !(names as readonly string[]).includes(name))
  if (unknown !== undefined) throw new WrongUsage(`There is no row ${unknown}. They are ${names.join(', ')}.`)
  const said = (words: string) => console.error(words)
  const began = pace()
  const cluster = await benchCluster(said)
  const bench = openBench(cluster, values.quick ?? false)
  const found: Partial<Record<Name, Measured>> = {}
  const commit = commitNow()
  try {
    for (const [of, measure] of measures) {
      if (!of.some(name => asked.includes(name))) continue
      said(`measuring ${of.join(', ')}`)
      const some = await measure(bench).catch(error => failed(of, error))
      for (const name of of) said(line(rowOf(name, some[name] ?? notFound, commit)))
      Object.assign(found, some)
    }
  } finally {
    await bench.close()
    await cluster.close()
  }
  const rows = names.flatMap(name => {
    const one = found[name]
    return one && asked.includes(name) ? [rowOf(name, one, commit)] : []
  })
  const paces: [number, number] = [began, pace()]
  said(`a fixed piece of work took ${began} ms before, ${paces[1]} ms after`)
  console.log(values.json ? JSON.stringify(rows) : rows.map(line).join('\n'))
  if (values.write) writeFileSync(projectPath('docs', 'bench.md'), document(rows, args, paces))
  return 0
}

/** One measurement's failure is its rows', not the whole run's. */
function failed(of: readonly Name[], error: unknown): Partial<Record<Name, Measured>> {
  const note = `could not be measured: ${error instanceof Error ? error.message : String(error)}`
  return Object.fromEntries(of.map(name => [name, { value: null, n: 0, note }]))
}

function commitNow(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', 'src', 'migrations', 'forms', 'templates') ? '+' : ''}`
  } catch {
    return 'unknown'
  }
}

const sign = (name: Name) => (bars[name].is === 'most' ? '≤' : '≥')
const line = ({ name, value, unit, bar, pass, n, note }: Row): string =>
  `${pass ? 'pass' : 'MISS'}  ${name.padEnd(12)} ${String(value ?? '–').padStart(7)} ${unit.padEnd(8)} ${sign(name)} ${bar}  n ${n}  ${note}`

function document(rows: readonly Row[], args: readonly string[], [before, after]: readonly [number, number]): string {
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 1e9)} GB`
  const cells = rows.map(
    ({ name, value, unit, bar, pass, n, note }) =>
      `| ${name} | ${bars[name].what} | ${value ?? '–'} ${unit} | ${sign(name)} ${bar} | ${pass ? 'yes' : '**no**'} | ${n} | ${note} |`
  )
  return `# The bench

Measured on ${new Date().toISOString().slice(0, 10)} by \`npm run bench -- ${args.join(' ')}\` at commit ${rows[0]?.commit ?? 'unknown'} (a \`+\` means with changes),
on ${machine}.

- The machine’s pace, to compare runs by: a fixed piece of work took ${before} ms before and ${after} ms after (src/bench/pace.ts).
- The server (one process), PostgreSQL (embedded, \`fsync\` and \`synchronous_commit\` on) and the load generator share these cores.
- The load is synthetic (\`./openpep seed\`): 153 authorities, 84,000 children, three years of plans; one authority is 800 children.
  It is kept under \`data/bench\` until the schema or the seed changes.
- Pages are asked for over HTTP by signed-in people of the load, compressed as browsers ask for it. Ratios are of one run, turn by
  turn at both scales. Statements are counted in PostgreSQL's log, BEGIN and COMMIT among them; processor time is the server
  process's own, from the kernel.
- Each acknowledged save and each answer under kills is read back from the tables and compared.

| name | what | measured | bar | passed | n | beside it |
|---|---|---|---|---|---|---|
${cells.join('\n')}
`
}
