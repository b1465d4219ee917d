import { spawnSync } from 'node:child_process'
import { chownSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * As whom PostgreSQL runs, for it refuses to be root. `self`: we are not root. `account`: root steps down to it.
 * `namespace`: that user in a user namespace without a mapping, which PostgreSQL sees as `nobody` while files stay the
 * user's: the way out in root's own home, and for an owner without an account, whom initdb would not accept.
 */
export type Identity = { as: 'self' } | { as: 'account' | 'namespace'; uid: number; gid: number }

/** The identity and the binaries it can run. */
export type Runner = { identity: Identity; native: string }

export type Command = { file: string; args: string[]; options: { uid?: number; gid?: number } }

const root = { as: 'namespace', uid: 0, gid: 0 } as const

export function commandAs({ identity }: { identity: Identity }, file: string, args: string[]): Command {
  if (identity.as === 'self') return { file, args, options: {} }
  const options = identity.uid === 0 ? {} : { uid: identity.uid, gid: identity.gid }
  return identity.as === 'account'
    ? { file, args, options }
    : { file: 'unshare', args: ['--user', file, ...args], options }
}

/** Whom to try for a cluster that exists: its owner, who alone may run it. */
export function ownerOf(dataDir: string): Identity[] {
  if (process.getuid?.() !== 0) return [{ as: 'self' }]
  const { uid, gid } = statSync(dataDir)
  return uid === 0 ? [root] : [{ as: 'account', uid, gid }]
}

/** Whom to try for a new cluster: whose folder it is, then the most separate from root first. */
export function candidatesFor(dataDir: string): Identity[] {
  if (process.getuid?.() !== 0) return [{ as: 'self' }]
  const accounts = knownAccounts()
  const named = (name: string) => accounts.filter(account => account.name === name).map(asAccount)
  const owners = ownersAbove(dataDir).map(({ uid, gid }) =>
    accounts.some(account => account.uid === uid) ? asAccount({ uid, gid }) : { as: 'namespace' as const, uid, gid }
  )
  return [...owners, ...named('postgres'), root, ...named('nobody')]
}

export function giveTo(identity: Identity, path: string): void {
  if (identity.as !== 'self') chownSync(path, identity.uid, identity.gid)
}

/** Tried for real, since modes, mounts, containers and missing libraries all have a say. */
export function canRun(runner: Runner, folder: string): boolean {
  const script = 'cd "$1" && : > .probe && rm .probe && exec "$2" --version'
  const postgres = join(runner.native, 'bin', 'postgres')
  const { file, args, options } = commandAs(runner, '/bin/sh', ['-c', script, 'probe', folder, postgres])
  return spawnSync(file, args, { ...options, cwd: '/', stdio: 'ignore' }).status === 0
}

type Ids = { uid: number; gid: number }

function asAccount({ uid, gid }: Ids): Identity {
  return { as: 'account', uid, gid }
}

/** The owners, other than root, of the folders that lead to a path: in a closed home only its owner gets there. */
function ownersAbove(path: string): Ids[] {
  const above = dirname(path)
  if (above === path) return []
  const { uid, gid } = statSync(above)
  const further = ownersAbove(above)
  return uid === 0 || further.some(owner => owner.uid === uid) ? further : [{ uid, gid }, ...further]
}

function knownAccounts(): (Ids & { name: string })[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid >= 0)
}
