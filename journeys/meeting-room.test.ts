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
  const page = await pageOf('dt')
  await page.goto(`${server.url}/children`)
  await page.getByRole('link', { name: 'spring 2026-27' }).first().click()
  pep = new URL(page.url()).pathname.split('/')[2] ?? ''
  await page.context().close()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

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

    await box(worker, 'N.clubs').pressSequentially('Chess on Tuesdays')
    await says(teacher, 'N.clubs', 'is writing here')
    await box(worker, 'N.clubs').blur()
    await holds(teacher, 'N.clubs', 'Chess on Tuesdays')
    await at(teacher, 'N.clubs').filter({ hasNotText: 'is writing here' }).waitFor()

    // Both in one answer: the teacher's half sentence stays, both texts are kept
    await box(teacher, 'N.leisure').pressSequentially('Drawing')
    await worker.waitForTimeout(100)
    await box(worker, 'N.leisure').fill('Swimming')
    await box(worker, 'N.leisure').blur()
    await teacher.waitForTimeout(100)
    await box(teacher, 'N.leisure').pressSequentially(' and horses')
    await says(teacher, 'N.leisure', 'See both and choose')
    expect(await box(teacher, 'N.leisure').inputValue()).toBe('Drawing and horses')
    await teacher.goto(`${server.url}/peps/${pep}/clashes`)
    const both = await teacher.locator('main').innerText()
    expect(both).toContain('Drawing and horses')
    expect(both).toContain('Swimming')
    await teacher.context().close()
    await worker.context().close()
  })
})
