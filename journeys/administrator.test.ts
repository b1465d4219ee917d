import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { simpleParser } from 'mailparser'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inventedEstablishments, inventedReturn } from '../src/bench/import-files.ts'
import { type Embedded, startEmbedded } from '../src/db/embedded/launcher.ts'
import { ensureRoles, ownerRole } from '../src/db/embedded/roles.ts'
import { launchChromium } from './chromium.ts'
import { type RunningServer, startServer } from './server.ts'
import { Walk, type Walker } from './walk.ts'

/*
 * A council begins: an empty database of the production kind, real SMTP, and one administrator, who brings in the calendar, the
 * register of schools, a 903 of 2,675 children, their table and 200 people by files, opens the round, and invites a teacher, a
 * social worker and an adviser. Each signs in by e-mail and sees exactly theirs. The day is today's, whenever this runs.
 */

const authority = 937
const children = 2_675
const schools = 5_000
const workers = 80
const folder = mkdtempSync(join(tmpdir(), 'openpep-council-'))
const today = Temporal.Now.plainDateISO('Europe/London')
const long = { timeout: 120_000 }

/** Schools that are open, of the invented register. */
const school = (n: number): number => 200_001 + 3 * (n % 100)
const [theirSchool, theirWorker] = [7, 11]
const teacher = { name: 'Thea Chalk', email: 'thea.chalk@school.example' }
const worker = { name: 'Wanda Bridge', email: 'wanda.bridge@council.example' }
const adviser = { name: 'Ada Vize', email: 'ada.vize@council.example' }
const emailOf = (n: number) => (n === theirWorker ? worker.email : `worker.${n}@council.example`)

const csv = (...rows: string[]) => `${rows.join('\r\n')}\r\n`
const people = csv(
  'name,email,role,setting_urn,team',
  ...Array.from(
    { length: workers },
    (_, n) => `Worker No${n},worker.${n}@council.example,social-worker,,Team ${n % 8}`
  ),
  ...Array.from(
    { length: 100 },
    (_, n) => `Teacher No${n},teacher.${n}@school.example,designated-teacher,${school(n)},`
  ),
  ...Array.from({ length: 20 }, (_, n) => `Adviser No${n},adviser.${n}@council.example,adviser,,`)
)
const table = csv(
  'care_system_id,child_id_903,first_name,last_name,date_of_birth,setting_urn,enrolled_from,social_worker_email,adviser_email',
  ...Array.from({ length: children }, (_, n) =>
    [
      `M${n}`,
      100_000 + n,
      `Child${n}`,
      `Invented${n}`,
      `${2010 + (n % 9)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`,
      school(n),
      `${today.year - 1}-09-02`,
      emailOf(n % workers),
      `adviser.${n % 20}@council.example`
    ].join(',')
  )
)

/** Three plausible terms of a school year, on working days. */
function calendar(): string {
  const began = today.month >= 8 ? today.year : today.year - 1
  const onWeekday = (date: string, weekday: number) => {
    const day = Temporal.PlainDate.from(date)
    return day.add({ days: (weekday - day.dayOfWeek + 7) % 7 })
  }
  const term = (start: string, half: string, end: string) => {
    const monday = onWeekday(half, 1)
    return {
      start: onWeekday(start, 3).toString(),
      halfTerm: [monday.toString(), monday.add({ days: 4 }).toString()],
      end: onWeekday(end, 5).toString()
    }
  }
  const year = (from: number) => ({
    autumn: term(`${from}-09-02`, `${from}-10-24`, `${from}-12-15`),
    spring: term(`${from + 1}-01-06`, `${from + 1}-02-13`, `${from + 1}-03-22`),
    summer: term(`${from + 1}-04-14`, `${from + 1}-05-26`, `${from + 1}-07-17`)
  })
  const name = (from: number) => `${from}-${String(from + 1).slice(2)}`
  const years = Object.fromEntries([began - 1, began, began + 1].map(from => [name(from), year(from)]))
  return JSON.stringify({ years })
}

interface Mail {
  readonly to: string
  readonly text: string
}
const mails: Mail[] = []
const post = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  onData: (stream, { envelope }, done) => {
    simpleParser(stream).then(mail => {
      for (const { address } of envelope.rcptTo) mails.push({ to: address, text: mail.text ?? '' })
      done()
    }, done)
  }
})

let postgres: Embedded
let database: pg.Client
let server: RunningServer
let browser: Browser
let walk: Walk
let admin: Walker

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

beforeAll(async () => {
  postgres = await startEmbedded({ dataDir: join(folder, 'postgres') })
  const urls = await ensureRoles(postgres.adminUrl, join(folder, 'secrets'))
  const asAdmin = new pg.Client({ connectionString: postgres.adminUrl })
  await asAdmin.connect()
  await asAdmin.query(`create database council owner ${ownerRole}`)
  await asAdmin.end()
  const at = (url: string) => Object.assign(new URL(url), { pathname: '/council' }).href
  const listening = post.listen(0, '127.0.0.1')
  await new Promise<void>(resolve => listening.once('listening', resolve))
  const address = listening.address()
  if (!address || typeof address === 'string') throw new Error('The post has no port.')
  server = await startServer({
    OPENPEP_MODE: 'production',
    OPENPEP_SECRET: 'a secret of thirty-two characters or more',
    DATABASE_URL: at(urls.app),
    DATABASE_OWNER_URL: at(urls.owner),
    SMTP_URL: `smtp://127.0.0.1:${address.port}`
  })
  database = new pg.Client({ connectionString: at(urls.owner) })
  await database.connect()
  browser = await launchChromium()
  walk = new Walk(browser, server, { javaScript: true, width: 1280 })
})
afterAll(async () => {
  await walk?.end()
  await browser?.close()
  await database?.end()
  await server?.stop()
  await new Promise<void>(resolve => post.close(() => resolve()))
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The newest link in an e-mail to this address that has come after so many. */
async function linkTo(email: string, already: number): Promise<string> {
  for (const until = Date.now() + 20_000; Date.now() < until; ) {
    const mail = mails.slice(already).findLast(one => one.to === email && one.text.includes('/sign-in/link/'))
    const [link] = /http:\S+\/sign-in\/link\/\S+/.exec(mail?.text ?? '') ?? []
    if (link) return new URL(link).pathname
    await new Promise(resolve => setTimeout(resolve, 150))
  }
  throw new Error(`No link came to ${email}.`)
}

async function signedIn(email: string): Promise<Walker> {
  const one = await walk.someone(null)
  const already = mails.length
  await one.open('/sign-in')
  await one.write('Your e-mail address', email)
  await one.press('E-mail me a link')
  await one.open(await linkTo(email, already))
  await one.press('Sign in')
  return one
}

const count = async (text: string, values: unknown[] = []): Promise<number> =>
  (await database.query(`select count(*)::int as n ${text}`, values)).rows[0].n

async function bringsIn(kind: string, path: string, done: string) {
  await admin.open('/imports')
  await admin.choose(kind)
  await admin.page.getByLabel('The file').setInputFiles(path)
  await admin.press('Check the file')
  await admin.press('Import this file')
  await admin.comesToRead('The file is imported.')
  await admin.reads(done)
}

it('begins with nobody: the first administrator comes by command, and signs in by e-mail', async () => {
  expect(await count('from person where email is not null')).toBe(0)
  const first = file('first.csv', csv('name,email,role', 'Grace Keys,grace.keys@council.example,administrator'))
  const { code, error } = await server.command('import', 'people', first, '--authority', `${authority}`, '--apply')
  expect(code, error).toBe(0)
  admin = await signedIn('grace.keys@council.example')
  // An import of the whole register is answered when it is done.
  admin.page.setDefaultTimeout(60_000)
  await admin.open('/')
  await admin.reads('Grace Keys')
})

it('brings in the calendar, the register and the 903 by files', long, async () => {
  await bringsIn('Term dates', file('terms.json', calendar()), 'terms')
  await bringsIn(
    'Schools and colleges (GIAS)',
    file('edubasealldata.csv', inventedEstablishments(schools)),
    '5,000 new'
  )
  const tables = Object.entries(inventedReturn(children)).map(([name, text]) => [name, Buffer.from(text)] as const)
  const zip = zipSync(Object.fromEntries(tables))
  await bringsIn('The yearly return on children in care (SSDA903)', file('return.zip', zip), '2,675 children new')
  expect(await count('from setting')).toBeGreaterThanOrEqual(schools)
  expect(await count('from child where authority_id = $1', [authority])).toBe(children)
})

it('invites a teacher, a social worker and an adviser by page, and 200 people by file', long, async () => {
  for (const [{ name, email }, role, where] of [
    [teacher, 'Designated teacher', `${school(theirSchool)}`],
    [worker, 'Social worker', ''],
    [adviser, 'Adviser', '']
  ] as const) {
    await admin.open('/people/new')
    await admin.write('Name', name)
    await admin.write('Work e-mail address', email)
    await admin.choose(new RegExp(`^${role}`))
    if (where) await admin.write(/^School/, where)
    await admin.press('See what they will see')
    await admin.press(/^Add/)
    await admin.reads(`${name} is added.`)
    // The letter may wait for the morning: a sign-in link never does.
    expect(await count(`from outbox o join person p on p.id = o.to_person where p.email = $1`, [email]), email).toBe(1)
  }
  await bringsIn('People', file('people.csv', people), '200 new')
})

it('brings in the table of children, with schools and people, and opens the round', long, async () => {
  await bringsIn('Children', file('children.csv', table), '2,675 changed')
  expect(await count('from enrolment where authority_id = $1 and main', [authority])).toBe(children)
  await admin.open('/rounds')
  const open = admin.main.getByRole('button', { name: /^Open / })
  if (await open.count()) {
    await open.first().click()
    await admin.reads('plans are open')
  } else await admin.reads('Every child who needs a plan for this term and the next has one')
  expect(await count('from pep where authority_id = $1', [authority])).toBeGreaterThan(children / 2)
})

it('each of the three signs in and sees exactly theirs', long, async () => {
  const theirs = {
    [teacher.email]: `select child_id as id from enrolment e join setting s on s.id = e.setting_id where s.urn = ${school(theirSchool)}`,
    [worker.email]: `select a.child_id as id from allocation a join person p on p.id = a.person_id where p.email = '${worker.email}'`,
    [adviser.email]: `select id from child where authority_id = ${authority}`
  }
  for (const [email, of] of Object.entries(theirs)) {
    const ids = (await database.query(of)).rows.map(row => row.id as string).sort()
    expect(ids.length, email).toBeGreaterThan(20)
    const { rows } = await database.query('select id from person where email = $1', [email])
    const { out } = await server.command('visible', rows[0].id, '--json')
    expect(JSON.parse(out).sort(), email).toEqual(ids)
    const one = await signedIn(email)
    await one.open('/children')
    await one.reads(new RegExp(`${ids.length.toLocaleString('en-GB')} children`))
    const [foreign] = (await database.query('select id from child where not (id = any($1)) order by id limit 1', [ids]))
      .rows
    if (foreign) expect((await one.tries(`/children/${foreign.id}`))?.status(), email).toBe(404)
    expect(one.errors).toEqual([])
  }
})
