import type pg from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { connectAsOwner } from './ledger.ts'
import { type RunningServer, startServer } from './server.ts'
import { Walk } from './walk.ts'

/*
 * The head opens a restricted record, the administrator reviews who has access and sees what a colleague sees: on a desk, and on
 * a narrow telephone without JavaScript.
 */

const today = '2026-10-12'
let server: RunningServer
let browser: Browser
let owner: pg.Client

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer({ OPENPEP_TODAY: today }), launchChromium()])
  owner = await connectAsOwner(server)
})
afterAll(async () => {
  await owner?.end()
  await browser?.close()
  await server?.stop()
})

const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows[0]
const nameOf = async (word: string): Promise<string> =>
  (await one('select name from person where demo_word = $1', [word])).name

describe.each([
  ['on a desk', { javaScript: true, width: 1280 }],
  ['on a telephone without JavaScript', { javaScript: false, width: 320 }]
])('%s', (_, means) => {
  it('given a restricted child for whom the head is not named, when the head opens the record, then they see it today, and the administrator reads why', async () => {
    const child = await one(
      `select c.id, r.care_system_id as care, c.last_name as last, c.date_of_birth::text as born from child c join child_record r on r.child_id = c.id
        where c.restricted and c.died_on is null and c.adopted_on is null limit 1`
    )
    await owner.query(
      `delete from restricted_reader where child_id = $1 and person_id = (select id from person where demo_word = 'head')`,
      [child.id]
    )
    await owner.query('update break_glass set closed_at = now()')
    const walk = new Walk(browser, server, means)
    const head = await walk.someone('head')
    expect((await head.tries(`/children/${child.id}`))?.status()).toBe(404)
    await head.open('/children')
    await head.press('Open a restricted record in an emergency')
    await head.write('Number or whole name', child.care)
    await head.date('Date of birth', child.born)
    await head.press('Find the record')
    await head.press('Open the record')
    expect(await head.main.innerText()).toContain('Say in a sentence why')
    await head.write('Why must you see it today?', 'The police ask tonight which school has to be told.')
    await head.press('Open the record')
    expect(head.path).toBe(`/children/${child.id}`)
    expect(await head.main.innerText()).toContain('until the end of Monday 12 October 2026')

    const admin = await walk.someone('admin')
    await admin.open('/messages')
    expect(await admin.main.innerText()).toContain('A restricted record was opened')
    await admin.open('/restricted')
    const told = await admin.main.innerText()
    expect(told).toContain('The police ask tonight')
    expect(told).not.toContain(child.last)
    await admin.press(/^Close now/)
    expect((await head.tries(`/children/${child.id}`))?.status()).toBe(404)
    expect([...head.errors, ...admin.errors]).toEqual([])
    await walk.end()
  })

  it('given this term’s review, when the administrator keeps some and ends one, then it says what is lost before it is', async () => {
    await owner.query('delete from access_answer')
    await owner.query('delete from access_review')
    await owner.query(
      `insert into access_review (id, authority_id, year, term, opened_on, due) select gen_random_uuid(), a.authority_id, '2026-27', 'autumn', '2026-09-02', '2026-10-23'
         from appointment a join person p on p.id = a.person_id where p.demo_word = 'admin'`
    )
    const walk = new Walk(browser, server, means)
    const admin = await walk.someone('admin')
    await admin.open('/')
    await admin.press('Review access')
    const [kept, ended] = [await nameOf('dt'), await nameOf(means.javaScript ? 'iro' : 'sw-no-school')]
    for (const [name, words] of [
      [kept, 'Keep the access of those chosen'],
      [ended, 'End the access of those chosen']
    ] as const) {
      while ((await admin.main.getByLabel(name, { exact: true }).count()) === 0) await admin.press(/Next/)
      await admin.choose(name)
      await admin.press(words)
    }
    expect(await admin.main.innerText()).toMatch(new RegExp(`${ended} loses \\d+ child`))
    await admin.press('End their access')
    await admin.press('2 done')
    const done = await admin.main.innerText()
    for (const words of [kept, ended, 'Kept', 'Ended', await nameOf('admin')]) expect(done).toContain(words)
    expect(admin.errors).toEqual([])
    await walk.end()
  })

  it('given a colleague, when the administrator sees as them, then each page says so, a press does nothing, and a button ends it', async () => {
    const walk = new Walk(browser, server, means)
    const admin = await walk.someone('admin')
    const name = await nameOf('sw')
    await admin.open(`/people?search=${encodeURIComponent(name)}`)
    await admin.press(`See as ${name}`)
    await admin.press('Begin')
    expect(await admin.main.innerText()).toContain(`You see what ${name} sees, as social worker.`)
    await admin.open('/children')
    await admin.page.locator('main table a[href^="/children/"]').first().click()
    await admin.page.waitForLoadState()
    expect(await admin.main.innerText()).toContain(`You see what ${name} sees`)
    await admin.tries('/account')
    expect(await admin.main.innerText()).toContain('Not in a preview')
    await admin.press('End the preview')
    expect(await admin.main.innerText()).toContain('The preview has ended')
    expect(await admin.main.innerText()).not.toContain('You see what')
    expect(admin.errors).toEqual([])
    await walk.end()
  })
})
