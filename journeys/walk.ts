import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Locator, Page, Response } from 'playwright-core'
import { expect } from 'vitest'
import type { RunningServer } from './server.ts'

/** How a journey is made: with or without JavaScript, on a screen of this width. */
export interface Means {
  readonly javaScript: boolean
  readonly width: number
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const token = /\/views\/[\w-]{20,}/

/**
 * Pages are found by the words that a person reads. Every page that is reached is looked at: axe (WCAG 2.2 A and AA),
 * nothing wider than the screen, no error in the console (which is where a breach of the CSP is told).
 */
export class Walk {
  /** Each page that was looked at: who, where, its title. */
  readonly visited: string[] = []
  readonly #browser: Browser
  readonly #server: Pick<RunningServer, 'url'>
  readonly #means: Means
  readonly #seen = new Set<string>()
  /** Kinds of page, with or without errors, whose colours were looked at: they are the same for everybody. */
  readonly #colours = new Set<string>()
  readonly #contexts: BrowserContext[] = []
  #inspector: Page | null = null

  constructor(browser: Browser, server: Pick<RunningServer, 'url'>, means: Means) {
    this.#browser = browser
    this.#server = server
    this.#means = means
  }

  /** Somebody with a browser of their own, signed in by their word of the demonstration; nobody without one. */
  async someone(word: string | null): Promise<Walker> {
    const { javaScript, width } = this.#means
    const context = await this.#context(javaScript, width)
    const page = await context.newPage()
    const walker = new Walker(word ?? 'somebody', page, this.#server.url, () => this.#look(word ?? 'somebody', page))
    page.on('console', message => {
      // The story restarts the server, and an open page that follows its plan tells the console so.
      if (message.type() === 'error' && !/status of (403|404|409|410|422)|ERR_CONNECTION_REFUSED/.test(message.text()))
        walker.errors.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', error => walker.errors.push(`${page.url()}: ${error.message}`))
    if (word) await walker.signIn(word)
    return walker
  }

  async end(): Promise<void> {
    for (const context of this.#contexts) await context.close()
  }

  async #context(javaScriptEnabled: boolean, width: number): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      javaScriptEnabled,
      viewport: { width, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/London'
    })
    context.setDefaultTimeout(10_000)
    this.#contexts.push(context)
    return context
  }

  /** Each kind of page once for each person and state: `/peps/…` of one child looks like that of another. */
  async #look(who: string, page: Page): Promise<void> {
    const path = new URL(page.url()).pathname
      .replaceAll(uuid, '…')
      .replace(token, '/views/…')
      .replace(/my-views\/\d+$/, 'my-views/…')
    const title = await page.title()
    const headings = path.endsWith('my-views/…') ? [] : await page.locator('main h1, main h2').allInnerTexts()
    const wrong = (await page.locator('.govuk-error-summary').allInnerTexts()).join(' ')
    const key = `${who} ${path} ${wrong} ${headings.slice(0, 3).join(' ')}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.visited.push(`${who} ${path} (${title})`)
    const where = `${who} at ${path}`
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide, `${where} is ${wide} pixels wider than the screen`).toBeLessThanOrEqual(0)
    const looked = this.#means.javaScript ? page : await this.#copyOf(page)
    const colours = `${path} ${wrong !== ''}`
    // Our pages have no frames of other origins, for which axe would open a page of its own each time.
    const { violations } = await new AxeBuilder({ page: looked })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] })
      .withTags(tags)
      .disableRules(this.#colours.has(colours) ? ['color-contrast'] : [])
      .analyze()
    this.#colours.add(colours)
    const found = violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 200)}`))
    expect(found, `axe at ${where}`).toEqual([])
  }

  /** axe needs scripts: what a browser without them shows is put, without its own scripts, before one that has them. */
  async #copyOf(page: Page): Promise<Page> {
    this.#inspector ??= await (await this.#context(true, this.#means.width)).newPage()
    const inspector = this.#inspector
    const body = (await page.content()).replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
    await inspector.route(page.url(), route => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }))
    await inspector.goto(page.url())
    await inspector.unroute(page.url())
    return inspector
  }
}

export class Walker {
  readonly errors: string[] = []
  readonly page: Page
  readonly #name: string
  readonly #url: string
  readonly #look: () => Promise<void>

  constructor(name: string, page: Page, url: string, look: () => Promise<void>) {
    this.#name = name
    this.page = page
    this.#url = url
    this.#look = look
  }

  async signIn(word: string): Promise<void> {
    await this.page.request.post(`${this.#url}/demo/sign-in`, { form: { person: word }, maxRedirects: 0 })
  }

  get main(): Locator {
    return this.page.getByRole('main')
  }

  /** The path of the page one is on. */
  get path(): string {
    return new URL(this.page.url()).pathname
  }

  /** Goes to an address; the page must be there. */
  async open(path: string): Promise<void> {
    const answer = await this.page.goto(new URL(path, this.#url).href)
    expect(answer?.status(), `${this.#name} opens ${path}`).toBe(200)
    await this.#look()
  }

  /** Tries an address, wherever that leads. */
  async tries(path: string): Promise<Response | null> {
    const answer = await this.page.goto(new URL(path, this.#url).href)
    await this.#look()
    return answer
  }

  /** Presses a button or follows a link by its words, and looks at where that leads. */
  async press(words: string | RegExp, within: Locator = this.main): Promise<void> {
    const named = { name: words, exact: typeof words === 'string' }
    const found = within.getByRole('button', named).or(within.getByRole('link', named))
    if ((await found.count()) === 0) await this.#unfoldFor(words, within)
    expect(await found.count(), `${this.#name} finds “${words}” at ${this.path}`).toBeGreaterThan(0)
    await found.first().click()
    await this.page.waitForLoadState()
    await this.#look()
  }

  /** What is looked for may lie in a folded part of the page: the parts that hold it are opened, as a person would. */
  async #unfoldFor(words: string | RegExp, within: Locator): Promise<void> {
    const holding = within
      .locator('details:not([open])')
      .filter({ has: this.page.locator('a, button').filter({ hasText: words }) })
    for (const part of await holding.all()) await part.locator('summary').first().click()
  }

  /** Opens what is folded under these words. */
  async unfold(words: string | RegExp, within: Locator = this.main): Promise<void> {
    await within.locator('summary').filter({ hasText: words }).first().click()
  }

  /** Types into the field with this label. */
  async write(label: string | RegExp, words: string, within: Locator = this.main): Promise<void> {
    await within
      .getByLabel(label, { exact: typeof label === 'string' })
      .filter({ visible: true })
      .first()
      .fill(words)
  }

  /** Ticks, or chooses, an answer; of the question `of` where several offer the same. */
  async choose(label: string | RegExp, of?: string | RegExp): Promise<void> {
    const within = of ? this.group(of) : this.main
    await within
      .getByLabel(label, { exact: typeof label === 'string' })
      .filter({ visible: true })
      .first()
      .check()
  }

  /** Chooses from a list. */
  async pick(list: string | RegExp, option: string): Promise<void> {
    await this.main
      .getByLabel(list, { exact: typeof list === 'string' })
      .first()
      .selectOption({ label: option })
  }

  /** A date into its three boxes; `date` is YYYY-MM-DD. */
  async date(legend: string | RegExp, date: string): Promise<void> {
    const [year = '', month = '', day = ''] = date.split('-')
    const group = this.group(legend)
    await group.getByLabel('Day').fill(String(Number(day)))
    await group.getByLabel('Month').fill(String(Number(month)))
    await group.getByLabel('Year').fill(year)
  }

  group(legend: string | RegExp): Locator {
    return this.main.getByRole('group', { name: legend }).first()
  }

  async reads(...words: ReadonlyArray<string | RegExp>): Promise<void> {
    const text = (await this.page.locator('body').innerText()).replaceAll(/\s+/g, ' ')
    for (const one of words) {
      const there = typeof one === 'string' ? text.includes(one) : one.test(text)
      expect(there, `${this.#name} at ${this.path} reads “${one}” in: ${text}`).toBe(true)
    }
  }

  /** The form came back: the summary says this, its link leads to the field, and the field says it too. */
  async isSentBack(field: Locator, words: string): Promise<void> {
    expect(await this.page.title(), `${this.#name} at ${this.path}`).toMatch(/^Error: /)
    const summary = this.main.getByRole('alert').filter({ hasText: 'There is a problem' })
    await summary.getByRole('link', { name: words, exact: true }).click()
    const there = await field.evaluate(one => one === document.activeElement || one.matches(':target'))
    expect(there, `${this.#name}: “${words}” leads to its field`).toBe(true)
    const beside = await field.evaluate(one => one.closest('.govuk-form-group--error')?.textContent ?? '')
    expect(beside).toContain(words)
  }

  /** Looks again until a job has done its work and the page says so; the words are then read as ever. */
  async comesToRead(...words: readonly string[]): Promise<void> {
    for (let turn = 0; turn < 60; turn++) {
      const text = await this.page.locator('body').innerText()
      if (words.every(one => text.includes(one))) break
      await this.page.waitForTimeout(250)
      await this.page.reload()
    }
    await this.reads(...words)
  }

  async readsNot(...words: readonly string[]): Promise<void> {
    const text = (await this.page.locator('body').innerText()).replaceAll(/\s+/g, ' ')
    for (const one of words) expect(text, `${this.#name} at ${this.path}`).not.toContain(one)
  }
}
