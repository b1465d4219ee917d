import { spawnSync } from 'node:child_process'
import { chownSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * As whom PostgreSQL runs, for it refuses to be root. `self`: we are not root. `account`: root steps down to it.
 * `namespace`: root in a user namespace without a mapping, which PostgreSQL sees as `nobody` while files stay root's;
 * the way out in a home that no other account may enter.
 */
export type Identity = { as: 'self' } | { as: 'account'; uid: number; gid: number } | { as: 'namespace' }

/** The identity and the binaries it can run. */
export type Runner = { identity: Identity; native: string }

export type Command = { file: string; args: string[]; options: { uid?: number; gid?: number } }

export function commandAs({ identity }: { identity: Identity }, file: string, args: string[]): Command {
  if (identity.as === 'namespace') return { file: 'unshare', args: ['--user', file, ...args], options: {} }
  if (identity.as === 'account') return { file, args, options: { uid: identity.uid, gid: identity.gid } }
  return { file, args, options: {} }
}

/** Whom to try for a cluster that exists: its owner, who alone may run it. */
export function ownerOf(dataDir: string): Identity[] {
  if (process.getuid?.() !== 0) return [{ as: 'self' }]
  const { uid, gid } = statSync(dataDir)
  return uid === 0 ? [{ as: 'namespace' }] : [{ as: 'account', uid, gid }]
}

/** Whom to try for a new cluster, the most separate from root first. */
export function candidatesFor(dataDir: string): Identity[] {
  if (process.getuid?.() !== 0) return [{ as: 'self' }]
  const { uid, gid } = statSync(dirname(dataDir))
  const owner: Identity[] = uid === 0 ? [] : [{ as: 'account', uid, gid }]
  return [...owner, ...account('postgres'), { as: 'namespace' }, ...account('nobody')]
}

export function giveTo(identity: Identity, path: string): void {
  if (identity.as === 'account') chownSync(path, identity.uid, identity.gid)
  if (identity.as === 'namespace') chownSync(path, 0, 0)
}

/** Tried for real, since modes, mounts, containers and missing libraries all have a say. */
export function canRun(runner: Runner, folder: string): boolean {
  const script = 'cd "$1" && : > .probe && rm .probe && exec "$2" --version'
  const postgres = join(runner.native, 'bin', 'postgres')
  const { file, args, options } = commandAs(runner, '/bin/sh', ['-c', script, 'probe', folder, postgres])
  return spawnSync(file, args, { ...options, cwd: '/', stdio: 'ignore' }).status === 0
}

function account(name: string): Identity[] {
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(([login]) => login === name)
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])]
  return uid > 0 && gid >= 0 ? [{ as: 'account', uid, gid }] : []
}
