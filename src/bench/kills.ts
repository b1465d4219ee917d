import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../db/database.ts'
import { asPerson } from '../db/transaction.ts'
import { sendMessage } from '../messages/outbox.ts'
import { projectPath } from '../paths.ts'
import { jobsLeft, plansToWrite, storedAnswers, storedRivals, undelivered } from './people.queries.ts'
import { freePort, ready } from './serving.ts'
import { signedIn, visitor } from './visitor.ts'
import { question, Writer } from './writer.ts'

/** What stood after the last kill, when everything had come to rest. */
export interface KillReport {
  readonly kills: { readonly server: number; readonly database: number }
  readonly acknowledged: number
  /** Acknowledged answers that are not stored as they were sent, or that a later one of the same writer did not follow. */
  readonly lost: number
  readonly clashes: number
  /** Clashes of which one of the two texts is not kept. */
  readonly clashesLost: number
  readonly events: number
  readonly undelivered: number
  /** Mails beyond one an event, each with the Message-ID of the first. */
  readonly repeats: number
  /** Mails of one event under another Message-ID. */
  readonly renamed: number
  readonly jobsLeft: number
}

/** What may never be: 0 of all of these. */
export const broken = ({ lost, clashesLost, undelivered, renamed, jobsLeft }: KillReport): number =>
  lost + clashesLost + undelivered + renamed + jobsLeft

const alone = 14
const today = Temporal.PlainDate.from('2026-11-23')

/** `./openpep start` on a folder of its own, started again whenever it was killed. */
class Killable {
  readonly folder: string
  readonly port: number
  #server: ChildProcess | null = null

  constructor(folder: string, port: number) {
    this.folder = folder
    this.port = port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get env(): NodeJS.ProcessEnv {
    const { DATABASE_URL: _, DATABASE_OWNER_URL: __, OPENPEP_MODE: ___, SMTP_URL: ____, ...env } = process.env
    const own = {
      PORT: String(this.port),
      OPENPEP_DATA: this.folder,
      OPENPEP_TODAY: today.toString(),
      LOG_LEVEL: 'silent'
    }
    return { ...env, ...own }
  }

  async start(): Promise<void> {
    const server = spawn(projectPath('openpep'), ['start'], { env: this.env, stdio: ['ignore', 'ignore', 'inherit'] })
    this.#server = server
    await ready(this.url, () => server.exitCode !== null)
  }

  async killServer(): Promise<void> {
    const server = this.#server
    if (!server) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
    await this.start()
  }

  /** Who uses it starts it again by themselves. */
  async killDatabase(): Promise<void> {
    process.kill(await this.#postmaster(), 'SIGKILL')
    await sleep(200)
    await ready(this.url, () => this.#server?.exitCode != null)
  }

  /** While it is being started again there is none to kill yet. */
  async #postmaster(): Promise<number> {
    const file = join(this.folder, 'postgres', 'postmaster.pid')
    for (let tries = 0; !existsSync(file) && tries < 100; tries++) await sleep(50)
    return Number(readFileSync(file, 'utf8').split('\n')[0])
  }

  async stop(): Promise<void> {
    const server = this.#server
    if (!server || server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    await ended
  }

  async databaseUrl(role: 'app' | 'owner'): Promise<string> {
    const child = spawn(projectPath('openpep'), ['database-url', '--as', role], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let out = ''
    child.stdout.on('data', part => {
      out += part
    })
    await once(child, 'close')
    return out.trim()
  }
}

/** Kills the server or PostgreSQL, turn by turn, while sixteen write and messages are put on their way; then looks. */
export async function underKills(folder: string, kills: number, said: (words: string) => void = () => undefined) {
  const service = new Killable(folder, await freePort())
  await service.start()
  try {
    const [app, owner] = [await service.databaseUrl('app'), await service.databaseUrl('owner')]
    const writers = await writersAt(service.url, owner)
    let over = false
    const writing = writers.map(async writer => {
      while (!over) await writer.saveThroughout(() => false)
    })
    const sending = sendUntil(app, () => over)
    const counts = { server: 0, database: 0 }
    for (let n = 0; n < kills; n++) {
      await saved(writers, 48)
      await sleep(Math.random() * 400)
      const of = n % 2 === 0 ? 'server' : 'database'
      await (of === 'server' ? service.killServer() : service.killDatabase())
      counts[of]++
      said(
        `kill ${n + 1} of ${kills} (${of}): ${writers.reduce((sum, one) => sum + one.acknowledged.length, 0)} acknowledged`
      )
    }
    await sleep(300)
    over = true
    await Promise.all(writing)
    const events = await sending
    await atRest(owner)
    return await reportOf({ owner, folder, writers, events, counts })
  } finally {
    await service.stop()
  }
}

/** Fourteen with a plan each; and two browsers of one person who write in the same place, and so clash. */
async function writersAt(url: string, owner: string): Promise<Writer[]> {
  const plans = await plansToWrite(owner, question, alone + 1)
  const shared = plans.at(-1)
  if (plans.length <= alone || !shared)
    throw new Error(`There are ${plans.length} plans to write in; ${alone + 1} are needed.`)
  const all = [...plans, shared]
  const tokens = await signedIn(
    owner,
    all.map(({ person }) => person)
  )
  const { now } = await storedAnswers(
    owner,
    all.map(({ pep }) => pep),
    question
  )
  return all.map(({ pep }, index) => {
    const base = now.find(row => row.pep === pep)?.version ?? 0
    return new Writer(visitor(url, tokens[index] ?? ''), pep, base)
  })
}

/** Until so many more are acknowledged, some seconds at most: a kill between two restarts would meet nobody writing. */
async function saved(writers: readonly Writer[], more: number): Promise<void> {
  const count = () => writers.reduce((sum, one) => sum + one.acknowledged.length, 0)
  const [before, until] = [count(), performance.now() + 4_000]
  while (count() < before + more && performance.now() < until) await sleep(20)
}

/** Puts one message after another into the outbox; the subjects of those whose transaction was committed for sure. */
async function sendUntil(appUrl: string, over: () => boolean): Promise<string[]> {
  const database = openDatabase(appUrl, { max: 1, name: 'openpep bench' })
  const sent: string[] = []
  try {
    for (let n = 0; !over(); n++) {
      const subject = `Event ${n}`
      await asPerson(database, { person: null, today }, tx =>
        sendMessage(tx, {
          eventKey: `kill test ${n}`,
          authorityId: 990,
          to: { email: `event-${n}@load.example` },
          kind: 'returned',
          subject,
          words: 'Something waits for you.',
          origin: 'http://localhost'
        })
      ).then(
        () => sent.push(subject),
        () => undefined
      )
      await sleep(40)
    }
  } finally {
    await database.close()
  }
  return sent
}

/** Until no job waits or is held, a minute at most. */
async function atRest(owner: string): Promise<void> {
  const until = performance.now() + 60_000
  while (performance.now() < until && (await jobsLeft(owner)) > 0) await sleep(200)
}

interface Found {
  readonly owner: string
  readonly folder: string
  readonly writers: readonly Writer[]
  readonly events: readonly string[]
  readonly counts: KillReport['kills']
}

async function reportOf({ owner, folder, writers, events, counts }: Found): Promise<KillReport> {
  const peps = writers.map(({ pep }) => pep)
  const { now, versions } = await storedAnswers(owner, peps, question)
  const rivals = await storedRivals(owner, peps, question)
  const acknowledged = writers.flatMap(writer => writer.acknowledged)
  const stored = acknowledged.filter(({ clash }) => !clash)
  const clashes = acknowledged.filter(({ clash }) => clash)
  const lost = stored.filter(({ mutation, value, version }) => {
    const row = versions.get(mutation)
    return row?.value !== value || row.version !== version
  })
  const overtaken = writers.slice(0, alone).filter(writer => {
    const last = writer.acknowledged.findLast(({ clash }) => !clash)
    return now.find(row => row.pep === writer.pep)?.value !== last?.value
  })
  const mails = mailsIn(join(folder, 'inbox'))
  const ids = Map.groupBy(mails, mail => mail.subject)
  return {
    kills: counts,
    acknowledged: acknowledged.length,
    lost: lost.length + overtaken.length,
    clashes: clashes.length,
    clashesLost: clashes.filter(({ mutation, value }) => rivals.get(mutation) !== value).length,
    events: events.length,
    undelivered: events.filter(subject => !ids.has(subject)).length + (await undelivered(owner)),
    repeats: [...ids.values()].reduce((sum, some) => sum + some.length - 1, 0),
    renamed: [...ids.values()].filter(some => new Set(some.map(mail => mail.id)).size > 1).length,
    jobsLeft: await jobsLeft(owner)
  }
}

const header = (text: string, name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim() ?? ''

/** The development inbox's files: each is what a mail server took. Ours alone. */
const mailsIn = (inbox: string) =>
  readdirSync(inbox)
    .filter(file => file.endsWith('.eml'))
    .map(file => readFileSync(join(inbox, file), 'utf8'))
    .map(text => ({ subject: header(text, 'Subject'), id: header(text, 'Message-ID') }))
    .filter(({ subject }) => subject.startsWith('Event '))
