import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Visitor } from './browserless.ts'
import { launchChromium } from './chromium.ts'
import { mailTo } from './inbox.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { type RunningServer, startServer } from './server.ts'
import { Walk, type Walker } from './walk.ts'

/**
 * What cannot be taken is said where it is, with how to mend it; nothing is lost, nothing is half done, and each refusal is
 * on record. At a desk with JavaScript, and on a telephone without.
 */

let server: RunningServer
let browser: Browser
let ledger: Ledger
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openpep-files-'))
  ;[browser, server] = await Promise.all([launchChromium(), startServer({ OPENPEP_TODAY: '2026-11-10' })])
  ledger = await openLedger(server)
})
afterAll(async () => {
  await ledger?.close()
  await browser?.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const children = (...rows: string[]) =>
  ['care_system_id,first_name,last_name,date_of_birth,sex,setting_urn,enrolled_from', ...rows].join('\r\n')

/** A file on disk, as somebody would choose it. */
function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(510)])
/** The files in the service's store. */
const kept = () => {
  const store = join(server.dataFolder, 'files')
  if (!existsSync(store)) return 0
  return readdirSync(store, { recursive: true, withFileTypes: true }).filter(one => one.isFile()).length
}

/** The plan of a child of the demonstration: the open one, where there is one. */
async function planOf(firstName: string): Promise<string> {
  const { rows } = await ledger.owner.query(
    `select p.id from pep p join child c on c.id = p.child_id
      where c.first_name = $1 order by p.state in ('planned', 'in-progress') desc, p.id`,
    [firstName]
  )
  return rows[0].id
}

/** Does what must change nothing: not a row of any table but the audit log, not a file. Gives what that says was refused. */
async function changesNothing(doing: () => Promise<unknown>) {
  const before = [await ledger.state(), kept()]
  const n = await ledger.newest()
  await doing()
  expect([await ledger.state(), kept()]).toEqual(before)
  return ledger.refusedSince(n)
}

/** The next post or put of the page goes out twice, as when the first reply is lost; gives what the first was answered. */
async function sendTwice(page: Page, address: RegExp): Promise<() => number> {
  let first = 0
  await page.route(address, async route => {
    if (first > 0 || route.request().method() === 'GET') return route.continue()
    const answer = await route.fetch({ maxRedirects: 0 })
    first = answer.status()
    await route.continue()
  })
  return () => first
}

describe.each([
  { means: { javaScript: true, width: 1280 }, where: 'at a desk' },
  { means: { javaScript: false, width: 320 }, where: 'on a telephone without JavaScript' }
])('$where', ({ means }) => {
  let walk: Walk
  let admin: Walker
  let dt: Walker
  let pep: string
  beforeAll(async () => {
    walk = new Walk(browser, server, means)
    admin = await walk.someone('admin')
    dt = await walk.someone('dt')
    pep = await planOf('Zainab')
  })
  afterAll(async () => {
    expect([...admin.errors, ...dt.errors]).toEqual([])
    await walk?.end()
  })
  const own = <T>(desk: T, telephone: T): T => (means.javaScript ? desk : telephone)

  async function upload(path: string): Promise<void> {
    await admin.open('/imports')
    await admin.choose('Children')
    await admin.page.getByLabel('The file').setInputFiles(path)
    await admin.press('See what it would do')
  }
  const theFile = () => admin.main.getByLabel('The file')

  describe('a file to import', () => {
    const notATable =
      '“children.csv” is not a CSV file. It is a PDF. A CSV file is expected: one row of headings, then one row for each record.'
    const lacksColumns =
      '“lacks.csv” cannot be read, because of its columns: care_system_id (missing), date_of_birth (missing). Its headings are: first_name, last_name, born. Add what is missing, or give the column that means it this heading. Then import the file again.'
    it.each([
      ['is another thing altogether', 'children.csv', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n', notATable],
      ['lacks columns', 'lacks.csv', 'first_name,last_name,born\nBea,Quick,2014-05-12\n', lacksColumns]
    ])('that %s is refused by what it is, and the choice stays', async (_, name, content, words) => {
      const refused = await changesNothing(async () => {
        await upload(file(name, content))
        await admin.isSentBack(theFile(), words)
        expect(await admin.main.getByLabel('Children', { exact: true }).isChecked()).toBe(true)
      })
      expect(refused).toMatchObject([{ who: 'admin', action: 'imports', outcome: 'refused', reason: words }])
    })

    it('of more than 20 MB is refused before anything is read of it', async () => {
      const words = `“${own('a', 'b')}.csv” is larger than 20 MB. Save it smaller, or split it, and choose it again.`
      const refused = await changesNothing(async () => {
        await upload(file(`${own('a', 'b')}.csv`, Buffer.alloc((own(20, 30) << 20) + 1, 'a,b\n')))
        await admin.isSentBack(theFile(), words)
        expect(await admin.main.getByLabel('Children', { exact: true }).isChecked()).toBe(true)
      })
      expect(refused).toMatchObject([{ who: 'admin', outcome: 'refused', reason: words }])
    })

    it('is refused row by row: born in the future, a URN that nobody has; the sound rows go in, and once', async () => {
      const sound = own('GOOD-1,Bea,Quick,2014-05-12', 'GOOD-2,Ned,Quick,2015-05-12')
      const path = file(
        'rows.csv',
        children(
          'BAD-1,Ada,Early,2027-03-01,F,900030,2025-09-03',
          'BAD-2,Ben,Astray,2013-03-01,M,899999,2025-09-03',
          `${sound},F,900030,2025-09-03`
        )
      )
      const before = await ledger.state()
      await upload(path)
      await admin.reads(
        '3 rows: 0 unchanged, 1 new, 0 changed, 2 refused.',
        'children, row 2, date_of_birth',
        '2027-03-01',
        'is a date of birth in the future (today is 2026-11-10): look for a slip in the year',
        'children, row 3, setting_urn',
        '899999',
        'is not the URN of any setting here: look it up, or import a newer GIAS',
        'Correct these cells in your own file and upload it again.'
      )
      // Tried: nothing but the record of the trial
      const tried = await ledger.state()
      expect(Object.keys(tried).filter(table => tried[table] !== before[table])).toEqual(['import_run'])
      const { rows: deeds } = await ledger.owner.query(
        "select payload from audit_event where action = 'try import children' order by n desc limit 1"
      )
      expect(deeds[0].payload.tables.children).toMatchObject({ rows: 3, new: 1, refused: 2 })

      // Imported, with the button's message sent twice: one child more
      const count = async () => (await ledger.owner.query('select count(*)::int as n from child')).rows[0].n
      const children_ = await count()
      const firstAnswer = await sendTwice(admin.page, /\/imports\/[0-9a-f-]{36}$/)
      await admin.press('Import it')
      await admin.reads('The file is imported.')
      expect(firstAnswer()).toBe(303)
      expect(await count()).toBe(children_ + 1)
      const { rows: astray } = await ledger.owner.query(
        "select 1 from child where last_name in ('Early', 'Astray') union all select 1 from child_record where care_system_id in ('BAD-1', 'BAD-2')"
      )
      expect(astray).toEqual([])
      await admin.page.unrouteAll()
    })
  })

  it.each([
    ['in the past', '2026-11-02', 'Monday 2 November 2026 has passed. Choose today or a day to come.'],
    [
      'on a bank holiday',
      '2026-12-25',
      'Friday 25 December 2026 is a bank holiday (Christmas Day). Choose another day.'
    ]
  ])('a meeting %s is refused; what was typed stays, and nobody is told', async (_, day, words) => {
    const refused = await changesNothing(async () => {
      await dt.open(`/peps/${pep}/meeting`)
      await dt.date('Date of the meeting', day)
      await dt.write('Time it starts', '14:30')
      await dt.write('Place', 'Room 4, by the library')
      await dt.press('Save and send the invitations')
      await dt.isSentBack(dt.group('Date of the meeting').getByLabel('Day'), words)
      expect(await dt.main.getByLabel('Place', { exact: true }).inputValue()).toBe('Room 4, by the library')
      const boxes = await dt.group('Date of the meeting').getByRole('textbox').all()
      expect(await Promise.all(boxes.map(box => box.inputValue()))).toEqual(
        day
          .split('-')
          .reverse()
          .map(part => String(Number(part)))
      )
    })
    expect(refused).toMatchObject([
      { who: 'dt', action: 'arrange meeting', outcome: 'refused', reason: words, pep_id: pep }
    ])
  })

  describe('a document', () => {
    const attach = async (path: string) => {
      await dt.open(`/peps/${pep}/documents/new`)
      await dt.main.getByLabel('What is it?').selectOption({ index: 1 })
      await dt.write('Title', 'The plan of the school before')
      await dt.main.getByLabel('File', { exact: true }).setInputFiles(path)
      await dt.press('Attach')
    }
    it.each([
      [
        'that is not what it says',
        'plan.pdf',
        () => program,
        'This file says it is a PDF but its content is a Windows program. Save it again as a PDF.'
      ],
      [
        'of more than 20 MB',
        'scan.pdf',
        () => Buffer.alloc((20 << 20) + 1, '%PDF-1.7\n'),
        '“scan.pdf” is larger than 20 MB. Save it smaller, or split it, and choose it again.'
      ]
    ])('%s is refused; what was typed beside it stays', async (_, name, content, words) => {
      const refused = await changesNothing(async () => {
        await attach(file(name, content()))
        await dt.isSentBack(dt.main.getByLabel('File', { exact: true }), words)
        expect(await dt.main.getByLabel('Title').inputValue()).toBe('The plan of the school before')
        expect(await dt.main.getByLabel('What is it?').inputValue()).not.toBe('')
      })
      expect(refused).toMatchObject([
        { who: 'dt', action: 'new document', outcome: 'refused', reason: words, pep_id: pep }
      ])
    })
  })

  describe('one answer', () => {
    const asked = own({ clash: 'R.adjustments', twice: 'R.academic' }, { clash: 'R.semh', twice: 'R.teaching' })
    const box = (page: Page, question: string): Locator => page.locator(`textarea[name="q:${question}"]`)
    const versions = async (question: string) => {
      const { rows } = await ledger.owner.query(
        'select version, value from answer_version where pep_id = $1 and question = $2 order by version',
        [pep, question]
      )
      return rows.map(row => [row.version, row.value])
    }

    it('sent twice counts once', async () => {
      const firstAnswer = await sendTwice(dt.page, means.javaScript ? /\/answers\// : /\/sections\/R$/)
      const written = "select count(*)::int as n from audit_event where action = 'write answers' and pep_id = $1"
      const before = (await ledger.owner.query(written, [pep])).rows[0].n
      await dt.open(`/peps/${pep}/sections/R`)
      await box(dt.page, asked.twice).fill('Reads aloud with Mr Oakes')
      if (means.javaScript) {
        await box(dt.page, asked.twice).blur()
        await dt.page
          .locator('[data-saved]')
          .filter({ hasText: /^Saved / })
          .waitFor()
      } else {
        await dt.press('Save and go back to the plan')
        await dt.reads('Saved: ')
      }
      expect(firstAnswer()).toBe(own(200, 303))
      expect(await versions(asked.twice)).toEqual([[1, 'Reads aloud with Mr Oakes']])
      expect((await ledger.owner.query(written, [pep])).rows[0].n).toBe(before + 1)
      await dt.page.unrouteAll()
    })

    it('saved from two tabs: the second sees both texts and chooses; the other stays in the history', async () => {
      await dt.open(`/peps/${pep}/sections/R`)
      const second = await dt.page.context().newPage()
      await second.goto(dt.page.url())
      const save = async (page: Page, words: string, then: () => Promise<unknown>) => {
        await box(page, asked.clash).fill(words)
        if (means.javaScript) await box(page, asked.clash).blur()
        else await page.getByRole('button', { name: 'Save and go back to the plan' }).click()
        await then()
      }
      await save(dt.page, 'A seat by the door', () =>
        means.javaScript
          ? dt.page
              .locator('[data-saved]')
              .filter({ hasText: /^Saved / })
              .waitFor()
          : dt.page.getByText('Saved: ').waitFor()
      )
      await save(second, 'A seat at the front', async () => {
        if (!means.javaScript) return
        await second
          .getByText('In another tab or on another device, you wrote here at the same time. Both texts are kept.')
          .waitFor()
        await second.getByRole('link', { name: 'See both and choose' }).click()
      })
      await second.waitForURL(/\/clashes$/)
      await second.close()

      await dt.open(`/peps/${pep}/clashes`)
      expect(await dt.main.getByRole('heading', { level: 1 }).innerText()).toBe('You wrote this twice, on two pages')
      await dt.reads('What you wrote first A seat by the door', 'What you wrote second A seat at the front')
      // Nothing is chosen yet: the first stands, the second waits
      expect(await versions(asked.clash)).toEqual([[1, 'A seat by the door']])

      await dt.press(own('Keep the second', 'Keep the first'))
      await dt.reads(
        'Your choice is saved. The other text stays in the history.',
        'A seat by the door',
        'A seat at the front'
      )
      expect(await versions(asked.clash)).toEqual(
        own(
          [
            [1, 'A seat by the door'],
            [2, 'A seat at the front']
          ],
          [[1, 'A seat by the door']]
        )
      )
      await dt.press(/^Bring this text back/)
      await dt.open(`/peps/${pep}/sections/R`)
      expect(await box(dt.page, asked.clash).inputValue()).toBe(own('A seat by the door', 'A seat at the front'))
      await dt.open(`/peps/${pep}/clashes`)
      await dt.reads('Nothing to choose')
    })
  })

  describe('a link that has expired', () => {
    const expire = () => ledger.owner.query("update app.one_time_link set expires_at = now() - interval '1 second'")

    it('to sign in: says so, and leads to a new one that goes on where one was going', async () => {
      const who = own('sw', 'dt-elsewhere')
      const { rows } = await ledger.owner.query('select email from person where demo_word = $1', [who])
      const asking = new Visitor(server.url)
      await asking.post('/sign-in', { email: rows[0].email, next: '/messages' })
      const { text } = await mailTo(server, rows[0].email, /sign in/i)
      const link = /\/sign-in\/link\/[\w-]+/.exec(text)?.[0] ?? ''
      const visitor = await walk.someone(null)
      await visitor.open(link)
      await visitor.reads('Sign in to Open PEP')
      await expire()
      const refused = await changesNothing(async () => {
        // pressed too late, and looked at again
        await visitor.press('Sign in')
        await visitor.reads('This link does not work', 'This link is too old. A link works for 15 minutes.')
        expect((await visitor.tries(link))?.status()).toBe(410)
      })
      expect(refused).toMatchObject([
        { action: 'sign in by link', outcome: 'refused', reason: 'This link is too old. A link works for 15 minutes.' },
        { action: 'sign in by link', outcome: 'refused', reason: 'This link is too old. A link works for 15 minutes.' }
      ])
      await visitor.press('Ask for a new link')
      expect(visitor.page.url()).toBe(`${server.url}/sign-in?next=%2Fmessages`)
      expect(visitor.errors).toEqual([])
    })

    it(`${own('of a carer', 'of a child')}, to say what they think: says so and whom to ask; nothing opens`, async () => {
      const plan = await planOf('Kezia')
      const sw = await walk.someone('sw')
      await sw.open(`/peps/${plan}/views`)
      await sw.press('E-mail a private link', sw.main.getByRole('region', { name: own(/The carer/, /The child/) }))
      const { rows } = await ledger.owner.query(
        `select p.email from app.one_time_link l join person p on p.id = l.person_id
          where l.pep_id = $1 order by l.made_at desc`,
        [plan]
      )
      const { text } = await mailTo(server, rows[0].email, /think|views|say/i)
      const link = /\/views\/[\w-]{20,}/.exec(text)?.[0] ?? ''
      const carer = await walk.someone(null)
      await carer.open(link)
      await expire()
      const refused = await changesNothing(async () => {
        await carer.press('Start')
        await carer.reads('This link has ended', 'A link works until 14 days after the meeting')
        expect((await carer.tries(link))?.status()).toBe(410)
        await carer.reads('ask Grace Adeyemi at Arden and Vale', 'for a new link')
        await carer.tries(`/peps/${plan}/my-part`)
        expect(carer.path).toBe('/sign-in')
      })
      expect(refused.map(one => [one.action, one.outcome])).toEqual([
        ['private link', 'refused'],
        ['private link', 'refused']
      ])
      for (const one of refused) expect(one).toMatchObject({ reason: 'This link has ended', pep_id: plan })
      expect([...carer.errors, ...sw.errors]).toEqual([])
    })
  })

  it('a section of a child that is not yours is not there, whatever is tried, and the attempt is on record', async () => {
    const theirs = `/peps/${await planOf('Rosie')}/sections/R`
    const refused = await changesNothing(async () => {
      expect((await dt.tries(theirs))?.status()).toBe(404)
      await dt.reads('Page not found', 'may not be yours to see')
      await dt.readsNot('Rosie', 'Bickerstaff')
      await dt.open(`/peps/${pep}/sections/R`)
      const _csrf = await dt.page.locator('main input[name=_csrf]').inputValue()
      const posted = await dt.page.request.post(server.url + theirs, {
        form: { _csrf, 'q:R.teaching': 'Not mine to say', 'base:R.teaching': '0', mutation: crypto.randomUUID() }
      })
      expect(posted.status()).toBe(404)
      const put = await dt.page.request.put(`${server.url}${theirs.replace('sections/R', 'answers/R.teaching')}`, {
        data: { value: 'Not mine to say', base: 0, mutation: crypto.randomUUID() }
      })
      expect([put.status(), await put.json()]).toEqual([
        404,
        { problem: 'There is no such question, or the plan is not yours.' }
      ])
    })
    expect(refused).toMatchObject([
      { who: 'dt', action: 'section of a plan', outcome: 'not-found', payload: { address: theirs } },
      { who: 'dt', action: 'section of a plan', outcome: 'not-found', payload: { address: theirs } },
      { who: 'dt', action: 'write answers', outcome: 'not-found' }
    ])
  })
})

it('what says that it is larger than all files together may be is not read at all', async () => {
  const answer = await new Promise<number>((resolve, reject) => {
    const asking = request(`${server.url}/imports`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 300 << 20 }
    })
    asking.on('response', reply => resolve(reply.statusCode ?? 0)).on('error', reject)
    asking.write('--x\r\n')
    setTimeout(() => asking.destroy(), 5_000).unref()
  })
  expect(answer).toBe(413)
})
