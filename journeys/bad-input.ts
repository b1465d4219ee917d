import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { launchChromium } from './chromium.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { type RunningServer, startServer } from './server.ts'
import { type Means, Walk, type Walker } from './walk.ts'

/** What bad input is tried on: a server, a browser, the database behind, and files to choose. */
export class Stage {
  readonly server: RunningServer
  readonly browser: Browser
  readonly ledger: Ledger
  readonly #folder = mkdtempSync(join(tmpdir(), 'openpep-files-'))

  constructor(server: RunningServer, browser: Browser, ledger: Ledger) {
    this.server = server
    this.browser = browser
    this.ledger = ledger
  }

  static async open(today: string): Promise<Stage> {
    const [browser, server] = await Promise.all([launchChromium(), startServer({ OPENPEP_TODAY: today })])
    const ledger = await openLedger(server)
    await quiet(ledger)
    return new Stage(server, browser, ledger)
  }

  async close(): Promise<void> {
    await this.ledger.close()
    await this.browser.close()
    await this.server.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** A file on disk, as somebody would choose it. */
  file(name: string, content: string | Buffer): string {
    const path = join(this.#folder, name)
    writeFileSync(path, content)
    return path
  }

  /** The plan of a child of the demonstration: the open one, where there is one. */
  async planOf(firstName: string): Promise<string> {
    const { rows } = await this.ledger.owner.query(
      `select p.id from pep p join child c on c.id = p.child_id
        where c.first_name = $1 order by p.state in ('planned', 'in-progress') desc, p.id`,
      [firstName]
    )
    return rows[0].id
  }

  /** Does what must change nothing: not a row of any table but the audit log, not a file. Gives what that says was refused. */
  async changesNothing(doing: () => Promise<unknown>) {
    const before = [await this.ledger.state(), this.#kept()]
    const n = await this.ledger.newest()
    await doing()
    expect([await this.ledger.state(), this.#kept()]).toEqual(before)
    return this.ledger.refusedSince(n)
  }

  /** How many files the service keeps. */
  #kept(): number {
    const store = join(this.server.dataFolder, 'files')
    if (!existsSync(store)) return 0
    return readdirSync(store, { recursive: true, withFileTypes: true }).filter(one => one.isFile()).length
  }
}

/** Who is on the stage, by one means: an administrator, and a teacher with the plan of a child whose meeting is not arranged. */
export interface Scene {
  readonly stage: Stage
  readonly walk: Walk
  readonly admin: Walker
  readonly dt: Walker
  readonly pep: string
}

export async function openScene(stage: Stage, means: Means): Promise<Scene> {
  const walk = new Walk(stage.browser, stage.server, means)
  const [admin, dt] = [await walk.someone('admin'), await walk.someone('dt')]
  return { stage, walk, admin, dt, pep: await stage.planOf('Zainab') }
}

/** The next post or put of the page goes out twice, as when the first reply is lost; gives what the first was answered. */
export async function sendTwice(page: Page, address: RegExp): Promise<() => number> {
  let first = 0
  await page.route(address, async route => {
    if (first > 0 || route.request().method() === 'GET') return route.continue()
    const answer = await route.fetch({ maxRedirects: 0 })
    first = answer.status()
    await route.continue()
  })
  return () => first
}

/** The demonstration's own jobs (copies, the hour's round) are done: what changes from here on is our doing. */
async function quiet({ owner }: Ledger): Promise<void> {
  for (let still = 0, until = Date.now() + 120_000; still < 4 && Date.now() < until; ) {
    const { rows } = await owner.query('select count(*)::int as n from graphile_worker.jobs where run_at <= now()')
    still = rows[0].n === 0 ? still + 1 : 0
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}
