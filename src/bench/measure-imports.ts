import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Urls } from '../db/embedded/roles.ts'
import type { ImportReport } from '../imports/report.ts'
import { projectPath } from '../paths.ts'
import { type Measured, rounded } from './bars.ts'
import type { Bench, Measure } from './bench.ts'
import { benchToday } from './cluster.ts'
import { inventedEstablishments, inventedReturn } from './import-files.ts'

/** The whole command, from its start to its end. */
async function imported(
  bench: Bench,
  urls: Urls,
  kind: string,
  path: string
): Promise<{ seconds: number; report: ImportReport }> {
  const began = performance.now()
  const out = await output(['import', kind, path, '--apply', '--json'], {
    DATABASE_URL: urls.app,
    DATABASE_OWNER_URL: urls.owner,
    OPENPEP_DATA: join(bench.cluster.folder, 'imports'),
    OPENPEP_MODE: 'demo',
    OPENPEP_TODAY: benchToday.toString()
  })
  return { seconds: (performance.now() - began) / 1000, report: JSON.parse(out) as ImportReport }
}

function output(args: string[], env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(projectPath('openpep'), args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let text = ''
    child.stdout.on('data', part => {
      text += part
    })
    child.once('error', reject)
    child.once('exit', code =>
      code === 0 ? resolve(text) : reject(new Error(`${args.join(' ')} ended with ${code}.`))
    )
  })
}

function measured(
  { seconds, report }: { seconds: number; report: ImportReport },
  table: string,
  n: number,
  quick: boolean
): Measured {
  const made = report.tables[table]?.new ?? 0
  return {
    value: rounded(seconds),
    n,
    also: report.applied && made === n,
    note: `${made} ${table} new, ${report.refused.length} refused; the whole command${quick ? '; a quick run has fewer rows' : ''}`
  }
}

/** import-903, import-gias: into a new database. */
export const measureImports: Measure = async bench => {
  const urls = await bench.cluster.empty('bench_import')
  const folder = join(bench.cluster.folder, 'imports')
  const parts = join(folder, 'return')
  rmSync(parts, { recursive: true, force: true })
  mkdirSync(parts, { recursive: true })
  const [children, schools] = [bench.count(10_000, 500), bench.count(50_000, 2_000)]
  for (const [name, text] of Object.entries(inventedReturn(children))) writeFileSync(join(parts, name), text)
  const list = join(folder, 'establishments.csv')
  writeFileSync(list, inventedEstablishments(schools))
  const gias = await imported(bench, urls, 'gias', list)
  const care = await imported(bench, urls, 'ssda903', parts)
  return {
    'import-903': measured(care, 'header', children, bench.quick),
    'import-gias': measured(gias, 'settings', schools, bench.quick)
  }
}
