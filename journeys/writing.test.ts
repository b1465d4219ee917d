import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { type RunningServer, startServer } from './server.ts'

/** G 3.1: the plan is written on-line, in a school office, by several people. No typed word is lost. */

let server: RunningServer
let browser: Browser
let pep: string
beforeAll(async () => {
  server = await startServer()
  browser = await launchChromium()
  const dt = await writer('dt')
  await dt.page.goto(`${server.url}/children`)
  await dt.page.getByRole('link', { name: 'spring 2026-27' }).first().click()
  pep = new URL(dt.page.url()).pathname.split('/')[2] ?? ''
  await dt.context.close()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

interface Writer {
  readonly context: BrowserContext
  readonly page: Page
}

async function writer(person: string, javaScriptEnabled = true): Promise<Writer> {
  const context = await browser.newContext({ javaScriptEnabled })
  context.setDefaultTimeout(15_000)
  await signIn(context, person)
  return { context, page: await context.newPage() }
}
async function signIn(context: BrowserContext, person: string) {
  const [name = '', value = ''] = (await server.signIn(person)).split('=')
  await context.addCookies([{ name, value, url: server.url }])
}

const section = (id: string) => `${server.url}/peps/${pep}/sections/${id}`
/** Ready: kept words are brought back, and each answer is saved as it is left. */
async function open(page: Page) {
  await page.goto(section('R'))
  await page.locator('form[data-writing=ready]').waitFor()
}
const box = (page: Page, question: string) => page.locator(`[data-question="${question}"] textarea`)
const standing = (page: Page) => page.locator('[data-saved]')
/** At once, as a flat battery does: a page that is closed in order is let back into the network for its last moment. */
async function breakOff(page: Page) {
  const gone = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  devtools.send('Page.crash').catch(() => undefined)
  await gone
  await page.close()
}
async function type(page: Page, question: string, words: string) {
  await box(page, question).fill(words)
  await box(page, question).blur()
}
const says = (page: Page, words: string) =>
  standing(page)
    .filter({ hasText: new RegExp(words) })
    .waitFor()

interface Stored {
  readonly question: string
  readonly value: unknown
  readonly version: number
  readonly rivals: ReadonlyArray<{ readonly value: unknown }>
}
async function stored(question: string): Promise<Stored | undefined> {
  const { out } = await server.command('answers', pep, '--json')
  return (JSON.parse(out) as Stored[]).find(one => one.question === question)
}
const texts = async (question: string) => {
  const answer = await stored(question)
  return [answer?.value, ...(answer?.rivals ?? []).map(({ value }) => value)]
}

describe('one writer', () => {
  it('saves each answer as it is left, and says when', async () => {
    const { context, page } = await writer('dt')
    await open(page)
    await type(page, 'R.teaching', 'A seat at the side')
    await says(page, '^Saved ')
    expect((await stored('R.teaching'))?.value).toBe('A seat at the side')
    await context.close()
  })

  it('a lid that closes without a network keeps the words, and sends them later', async () => {
    const { context, page } = await writer('dt')
    await open(page)
    await context.setOffline(true)
    await type(page, 'R.teaching', 'Words without a network')
    await says(page, 'kept on this device')
    await page.getByRole('button', { name: 'Save and next' }).click()
    await page.waitForTimeout(300)
    expect(page.url(), 'the page stays').toBe(section('R'))
    await breakOff(page)
    expect((await stored('R.teaching'))?.value).toBe('A seat at the side')

    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto(section('R'))
    await says(again, '^Saved ')
    expect(await box(again, 'R.teaching').inputValue()).toBe('Words without a network')
    expect((await stored('R.teaching'))?.value).toBe('Words without a network')
    await context.close()
  })

  it('what is kept on the device is not readable there, and another person who signs in sees nothing of it', async () => {
    const { context, page } = await writer('dt')
    await open(page)
    await context.setOffline(true)
    await type(page, 'R.teaching', 'Zephyrine keeps a hamster')
    await says(page, 'kept on this device')
    const kept = await page.evaluate(
      () =>
        new Promise<string>(resolve => {
          const opening = indexedDB.open('openpep')
          opening.onsuccess = () => {
            const all = opening.result.transaction('drafts').objectStore('drafts').getAll()
            all.onsuccess = () =>
              resolve(JSON.stringify(all.result.map(one => new TextDecoder('latin1').decode(one.sealed))))
          }
        })
    )
    expect(kept.length).toBeGreaterThan(20)
    expect(kept).not.toContain('hamster')
    await breakOff(page)
    await context.setOffline(false)
    await signIn(context, 'sw')
    const other = await context.newPage()
    await other.goto(section('M'))
    await other.waitForTimeout(500)
    expect(await other.content()).not.toContain('hamster')
    expect(await texts('R.teaching')).not.toContain('Zephyrine keeps a hamster')

    await signIn(context, 'dt')
    const back = await context.newPage()
    await back.goto(section('R'))
    await says(back, '^Saved ')
    expect(await box(back, 'R.teaching').inputValue()).toBe('Zephyrine keeps a hamster')
    await context.close()
  })

  it('a session that ran out asks to sign in beside the page and loses nothing', async () => {
    const { context, page } = await writer('dt')
    await open(page)
    await context.clearCookies({ name: 'openpep' })
    await type(page, 'R.teaching', 'After the session')
    await says(page, 'Sign in again in a new tab')
    await signIn(context, 'sw')
    const beside = await context.newPage()
    const asked = page.waitForResponse(/answers/)
    await beside.goto(server.url)
    expect((await asked).status(), 'words are sent as nobody else’s').toBe(401)
    await says(page, 'Sign in again in a new tab')
    await signIn(context, 'dt')
    await beside.goto(server.url)
    await says(page, '^Saved ')
    expect((await stored('R.teaching'))?.value).toBe('After the session')
    await context.close()
  })

  it('signing out with unsent words asks first, and takes the key of what it leaves behind', async () => {
    const { context, page } = await writer('dt')
    await open(page)
    await page.route('**/answers/**', route => route.abort())
    await type(page, 'R.teaching', 'Never sent')
    await says(page, 'kept on this device')
    page.once('dialog', dialog => dialog.dismiss())
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForTimeout(300)
    expect(page.url()).toBe(section('R'))
    page.once('dialog', dialog => dialog.accept())
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    await signIn(context, 'dt')
    await page.unroute('**/answers/**')
    await open(page)
    expect(await box(page, 'R.teaching').inputValue()).toBe('After the session')
    await context.close()
  })
})

it('three write one plan at once, one loses the network, server and database are killed: nothing acknowledged or typed is lost', async () => {
  const [one, two, three] = await Promise.all([writer('dt'), writer('dt'), writer('dt')])
  const { page: first } = one
  const { page: second } = two
  const { page: third } = three
  // The second is told nothing of what the others save.
  await second.route('**/events', route => route.abort())
  await Promise.all([first, second, third].map(open))

  await type(first, 'R.teaching', 'First, acknowledged')
  await says(first, '^Saved ')
  await three.context.setOffline(true)
  await type(third, 'R.adjustments', 'Third, without a network')
  await says(third, 'Not saved yet')

  server.killDatabase()
  await type(second, 'R.academic', 'Second, while the database is gone')
  await says(second, '^Saved ')
  const restart = server.killServer()
  await type(first, 'R.semh', 'First, while the server is gone')
  await restart
  await says(first, '^Saved ')
  await three.context.setOffline(false)
  await says(third, '^Saved ')

  // The second never saw what the first wrote: both texts are kept and it is told.
  await type(second, 'R.teaching', 'Second, on an old version')
  await second.getByText('wrote here at the same time').waitFor()

  expect(await texts('R.teaching')).toEqual(['First, acknowledged', 'Second, on an old version'])
  expect((await stored('R.adjustments'))?.value).toBe('Third, without a network')
  expect((await stored('R.academic'))?.value).toBe('Second, while the database is gone')
  expect((await stored('R.semh'))?.value).toBe('First, while the server is gone')

  await second.getByRole('link', { name: 'See both and choose' }).click()
  await second
    .getByRole('heading', { name: 'Somebody else changed this' })
    .or(second.getByRole('heading').first())
    .waitFor()
  expect(await second.getByRole('main').innerText()).toContain('First, acknowledged')
  expect(await second.getByRole('main').innerText()).toContain('Second, on an old version')
  await Promise.all([one, two, three].map(({ context }) => context.close()))
})
