import type { BrowserContext, Page } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import { type RunningServer, startServer } from './server.ts'

/** People who write one plan, each in a browser of their own, and what is stored of it. */

export interface Writer {
  readonly context: BrowserContext
  readonly page: Page
}
export interface Stored {
  readonly question: string
  readonly value: unknown
  readonly version: number
  readonly rivals: ReadonlyArray<{ readonly value: unknown }>
}
export interface Desk {
  readonly server: RunningServer
  readonly pep: string
  section(id: string): string
  writer(person: string, javaScriptEnabled?: boolean): Promise<Writer>
  answers(): Promise<Stored[]>
  /** What stands as an answer, then what was written against it. */
  texts(question: string): Promise<unknown[]>
  close(): Promise<void>
}

/** A server of its own, and the plan of the designated teacher's that is open. */
export async function openDesk(): Promise<Desk> {
  const server = await startServer()
  const browser = await launchChromium()
  const writer = async (person: string, javaScriptEnabled = true) => {
    const context = await browser.newContext({ javaScriptEnabled })
    context.setDefaultTimeout(15_000)
    await signInAs(server, context, person)
    return { context, page: await context.newPage() }
  }
  const dt = await writer('dt')
  await dt.page.goto(`${server.url}/children`)
  await dt.page.getByRole('link', { name: 'spring 2026-27' }).first().click()
  const pep = new URL(dt.page.url()).pathname.split('/')[2] ?? ''
  await dt.context.close()
  const answers = async () => JSON.parse((await server.command('answers', pep, '--json')).out) as Stored[]
  return {
    server,
    pep,
    section: id => `${server.url}/peps/${pep}/sections/${id}`,
    writer,
    answers,
    texts: async question => {
      const answer = (await answers()).find(one => one.question === question)
      return [answer?.value, ...(answer?.rivals ?? []).map(({ value }) => value)]
    },
    close: async () => {
      await browser.close()
      await server.stop()
    }
  }
}

export async function signInAs(server: RunningServer, context: BrowserContext, person: string) {
  const [name = '', value = ''] = (await server.signIn(person)).split('=')
  await context.addCookies([{ name, value, url: server.url }])
}

/** Ready: kept words are brought back, and each answer is saved as it is left. */
export async function open(page: Page, section: string) {
  await page.goto(section)
  await page.locator('form[data-writing=ready]').waitFor()
}
export const box = (page: Page, question: string) => page.locator(`[data-question="${question}"] textarea`)
/** At once, as a flat battery does: a page that is closed in order is let back into the network for its last moment. */
export async function breakOff(page: Page) {
  const gone = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  devtools.send('Page.crash').catch(() => undefined)
  await gone
  await page.close()
}
export async function type(page: Page, question: string, words: string) {
  await box(page, question).fill(words)
  await box(page, question).blur()
}
export const says = (page: Page, words: string) =>
  page
    .locator('[data-saved]')
    .filter({ hasText: new RegExp(words) })
    .waitFor()
