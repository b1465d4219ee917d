import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { completeBinaries, copiedBinaries, installedBinaries } from './binaries.ts'
import { candidatesFor, canRun, commandAs, giveTo, type Identity, ownerOf, type Runner } from './identity.ts'

export const passwordFile = 'superuser-password'

export function isInitialised(dataDir: string): boolean {
  return existsSync(join(dataDir, 'PG_VERSION'))
}

/** Who runs the cluster that exists. */
export function runnerOf(dataDir: string): Runner {
  return firstAble(ownerOf(dataDir), dataDir)
}

/** Makes a new cluster beside and renames it, so that a killed or doubled first start leaves no half of one. */
export function initialise(dataDir: string, durable: boolean): void {
  const stage = `${dataDir}.new-${process.pid}`
  const cluster = join(stage, 'cluster')
  mkdirSync(dirname(dataDir), { recursive: true, mode: 0o711 })
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(stage, { mode: 0o700 })
  try {
    const runner = firstAble(candidatesFor(dataDir), stage)
    mkdirSync(cluster, { mode: 0o700 })
    writeFileSync(join(stage, passwordFile), randomBytes(24).toString('base64url'), { mode: 0o600 })
    for (const path of [stage, cluster, join(stage, passwordFile)]) giveTo(runner.identity, path)
    initdb(runner, stage, cluster, durable)
    renameSync(join(stage, passwordFile), join(cluster, passwordFile))
    renameSync(cluster, dataDir)
  } catch (error) {
    if (!isInitialised(dataDir)) throw error
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}

/** Sorting and case rules are PostgreSQL's own C.UTF-8, the same on every machine; ICU collations stand beside by name. */
function initdb(runner: Runner, stage: string, cluster: string, durable: boolean): void {
  const wanted = ['-D', cluster, '-U', 'postgres', '-A', 'scram-sha-256', '--no-instructions', '-E', 'UTF8']
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const args = [...wanted, ...locale, `--pwfile=${join(stage, passwordFile)}`, ...(durable ? [] : ['--no-sync'])]
  const withLetters = run(runner, [...args, '--lc-ctype=C.UTF-8'])
  if (withLetters.status === 0) return
  const plain = run(runner, args)
  if (plain.status !== 0) throw new Error(`PostgreSQL could not make its data folder:\n${plain.stderr}`)
}

function run(runner: Runner, args: string[]) {
  const command = commandAs(runner, join(runner.native, 'bin', 'initdb'), args)
  return spawnSync(command.file, command.args, {
    ...command.options,
    cwd: '/',
    env: plainEnvironment(),
    encoding: 'utf8'
  })
}

/** Nothing of ours but the path: PG* variables and locales of the shell must not steer the server. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: 'UTC' }
}

function firstAble(identities: Identity[], folder: string): Runner {
  const native = installedBinaries()
  if (completeBinaries(native)) {
    for (const identity of identities) if (able(identity, native, folder)) return { identity, native }
  }
  const copy = copiedBinaries(native, dirname(folder))
  for (const identity of identities) if (able(identity, copy, folder)) return { identity, native: copy }
  throw new Error(
    `PostgreSQL cannot run on ${dirname(folder)}: it does not run as root, and no other account can use that folder. ` +
      'Start as an ordinary user, set OPENPEP_DATA to a folder that others may enter, or set DATABASE_URL.'
  )
}

function able(identity: Identity, native: string, folder: string): boolean {
  if (!isInitialised(folder)) giveTo(identity, folder)
  return canRun({ identity, native }, folder)
}
