import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { type TestDatabase, testDatabase } from '../../../db/testing/database.ts'
import { projectPath } from '../../../paths.ts'
import { seed } from '../../../seed/seed.ts'
import type { Tally } from '../../day.queries.ts'
import { runDay } from '../../day.ts'
import { testConfig, testJobService } from '../job-service.ts'
import { chance, People } from './people.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'

export interface YearPlan {
  readonly authorities: number
  readonly children: number
  readonly from: string
  readonly to: string
  /** Days on which nothing ran. */
  readonly down: readonly string[]
  /** Days on which the process that runs the jobs is killed, and begins again. */
  readonly killedOn: readonly string[]
  /** Days on which a child comes into care. */
  readonly arrivals: readonly string[]
  /** Whether each day is a process of its own: `./openpep day`. */
  readonly byCommand: boolean
}

const moments = ['before', 'after', 'any'] as const

export interface YearRun {
  readonly database: TestDatabase
  readonly owner: pg.Client
  readonly post: PostOffice
  /** What each day that ran to its end in one go said of itself. */
  readonly tallies: ReadonlyMap<string, Tally>
  readonly daysRun: readonly string[]
  readonly kills: number
  close(): Promise<void>
}

/** Lives a year: each day its jobs, by the real ones, and then what people do. */
export async function liveYear(plan: YearPlan, said: (words: string) => void = () => undefined): Promise<YearRun> {
  const [database, post] = [await testDatabase(), await openPostOffice()]
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query('set row_security = off')
  const from = Temporal.PlainDate.from(plan.from)
  await seed(
    database.ownerUrl,
    { authorities: plan.authorities, children: plan.children, years: 1 },
    from.subtract({ days: 1 })
  )
  const config = testConfig({ SMTP_URL: post.url })
  const service = await testJobService(database.appUrl, config)
  const people = new People(owner, `${plan.children} children`)
  const tallies = new Map<string, Tally>()
  const daysRun: string[] = []
  let kills = 0

  const command = (day: string) => {
    const child = spawn(projectPath('openpep'), ['day', '--today', day, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        SMTP_URL: post.url,
        OPENPEP_MODE: 'demo',
        OPENPEP_TODAY: '',
        OPENPEP_DATA: config.dataFolder,
        OPENPEP_BASE_URL: config.baseUrl,
        LOG_LEVEL: 'error'
      }
    })
    let out = ''
    child.stdout.on('data', part => {
      out += part
    })
    const ended = once(child, 'close').then(() => ({ code: child.exitCode, out }))
    return { child, ended }
  }
  async function finish(day: string): Promise<Tally> {
    if (!plan.byCommand) return runDay({ ...service, today: () => Temporal.PlainDate.from(day) }, database.ownerUrl)
    const { code, out } = await command(day).ended
    if (code !== 0) throw new Error(`The day ${day} ended with ${code}.`)
    return JSON.parse(out) as Tally
  }
  /** In the middle of a letter, when the server has it and the sender does not know; just after one; or at any moment. */
  async function killedDay(day: string): Promise<void> {
    const { child, ended } = command(day)
    const kill = () => child.kill('SIGKILL')
    const moment = moments[plan.killedOn.indexOf(day) % moments.length]
    const [sent, wait] = [post.letters.length, Math.floor(chance(`which letter ${day}`) * 5)]
    const timer = moment === 'any' ? setTimeout(kill, 300 + chance(`when ${day}`) * 2500) : undefined
    post.listen = (when, count) => {
      if (when === moment && count > sent + wait) kill()
    }
    const { code } = await ended
    clearTimeout(timer)
    post.listen = null
    if (code === null) kills++
  }

  for (let day = plan.from; day <= plan.to; day = Temporal.PlainDate.from(day).add({ days: 1 }).toString()) {
    if (!plan.down.includes(day)) {
      const killed = plan.killedOn.includes(day)
      if (killed) await killedDay(day)
      const tally = await finish(day)
      if (!killed) tallies.set(day, tally)
      daysRun.push(day)
      said(`${day} ${JSON.stringify(tally)}`)
    }
    for (const [number, on] of plan.arrivals.entries()) if (on === day) await people.comesIntoCare(number, on)
    await people.live(day)
  }
  const close = async () => {
    await service.mailer.close()
    await service.database.close()
    await owner.end()
    await post.close()
    await database.drop()
  }
  return { database, owner, post, tallies, daysRun, kills, close }
}
