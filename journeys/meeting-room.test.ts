import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { type RunningServer, startServer } from './server.ts'
import { Walk } from './walk.ts'

/** G 2.2: the plan is written in the meeting, by several at once, with the screen on the wall before everybody. */

let server: RunningServer
let browser: Browser
let pep: string
beforeAll(async () => {
  server = await startServer()
  browser = await launchChromium()
  pep = await planOfBoth()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** A plan that the teacher and the social worker are both writing now. */
async function planOfBoth(): Promise<string> {
  const [dt, sw] = [await server.signIn('dt'), await server.signIn('sw')]
  const read = async (cookie: string, path: string) => (await fetch(server.url + path, { headers: { cookie } })).text()
  const plans = async (cookie: string) => (await read(cookie, '/children')).match(/\/peps\/[0-9a-f-]{36}/g) ?? []
  const theirs = new Set(await plans(sw))
  for (const path of (await plans(dt)).filter(one => theirs.has(one))) {
    const pages = [await read(dt, `${path}/sections/N`), await read(sw, `${path}/sections/N`)]
    if (pages.every(page => page.includes('data-writing'))) return path.split('/')[2] ?? ''
  }
  throw new Error('No plan is being written by both.')
}

async function pageOf(person: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context: BrowserContext = await browser.newContext(options)
  context.setDefaultTimeout(10_000)
  const [name = '', value = ''] = (await server.signIn(person)).split('=')
  await context.addCookies([{ name, value, url: server.url }])
  return context.newPage()
}
const box = (page: Page, question: string) => page.locator(`[data-question="${question}"] textarea`)
const at = (page: Page, question: string) => page.locator(`[data-question="${question}"]`)
async function open(page: Page, section: string) {
  await page.goto(`${server.url}/peps/${pep}/sections/${section}`)
  await page.locator('form[data-writing=ready]').waitFor()
}
const says = (page: Page, question: string, words: string) => at(page, question).filter({ hasText: words }).waitFor()
const holds = (page: Page, question: string, words: string) =>
  page.waitForFunction(
    ([id, text]) => document.querySelector<HTMLTextAreaElement>(`[data-question="${id}"] textarea`)?.value === text,
    [question, words] as const
  )

describe('two people write in one section at once', () => {
  it('each sees who writes where and reads the other’s words; nothing that is typed is written over', async () => {
    const [teacher, worker] = [await pageOf('dt'), await pageOf('sw')]
    await open(teacher, 'N')
    await open(worker, 'N')

    await box(worker, 'N.clubs').fill('Chess on Tuesdays')
    await says(teacher, 'N.clubs', 'is writing here')
    await box(worker, 'N.clubs').blur()
    await holds(teacher, 'N.clubs', 'Chess on Tuesdays')
    await at(teacher, 'N.clubs').filter({ hasNotText: 'is writing here' }).waitFor()

    // Both in one answer, and the worker is faster: the teacher's half sentence stays, and both texts are kept
    let release = () => {}
    const saved = new Promise<void>(resolve => {
      release = resolve
    })
    await teacher.route('**/answers/N.leisure', async route => {
      await saved
      await route.continue()
    })
    await box(teacher, 'N.leisure').fill('Drawing')
    await box(worker, 'N.leisure').fill('Swimming')
    await box(worker, 'N.leisure').blur()
    await says(teacher, 'N.leisure', 'Somebody else has changed this answer meanwhile')
    expect(await box(teacher, 'N.leisure').inputValue()).toBe('Drawing')
    release()
    await says(teacher, 'N.leisure', 'See both and choose')
    await teacher.goto(`${server.url}/peps/${pep}/clashes`)
    const both = await teacher.locator('main').innerText()
    expect(both).toContain('Drawing')
    expect(both).toContain('Swimming')
    await teacher.context().close()
    await worker.context().close()
  })
})

describe('the screen on the wall', () => {
  const words = 'Drums, each Monday'

  it('shows what somebody has just written elsewhere, to a room that may read it', async () => {
    const [wall, worker] = [await pageOf('dt'), await pageOf('sw')]
    await wall.goto(`${server.url}/peps/${pep}/meeting-room?in=school,council,carer&step=views`)
    await open(worker, 'N')
    await box(worker, 'N.outOfSchool').fill(words)
    await wall.getByText('Somebody is writing now').waitFor()
    await box(worker, 'N.outOfSchool').blur()
    await wall.getByRole('main').getByText(words).waitFor()
    await wall.context().close()
    await worker.context().close()
  })

  it.each([
    ['with JavaScript', true, 1280],
    ['at 320 px without JavaScript', false, 320]
  ])('goes from the plan through its agenda to the submit %s', async (_name, javaScript, width) => {
    const walk = new Walk(browser, server, { javaScript, width })
    const dt = await walk.someone('dt')
    await dt.open(`/peps/${pep}`)
    await dt.press('Open the meeting screen, for everybody in the room')
    for (const one of ['The child', 'A carer', 'A parent', 'Somebody else'])
      await dt.main.getByLabel(one, { exact: true }).uncheck()
    await dt.press('Show the plan to this room')
    await dt.reads('In the room: the council, the school.', 'My views')
    await dt.press('Next: Last term’s targets')
    await dt.press('Next: Attendance and progress')
    await dt.press('New targets')
    await dt.press('Read back')
    await dt.press('Check and submit')
    expect(dt.path).toBe(`/peps/${pep}/submit`)
    // The child is in the room: the adults' own parts are not on the wall
    await dt.open(`/peps/${pep}/meeting-room?in=school,child&step=money`)
    await dt.reads('Nothing is here that everybody in the room may read.')
    expect(dt.errors).toEqual([])
    await walk.end()
  })
})
