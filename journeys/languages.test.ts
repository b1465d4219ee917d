import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { type RunningServer, startServer } from './server.ts'
import { type Means, Walk, type Walker } from './walk.ts'

/** A child answers in their own language, on a telephone, and the school reads it with the interpreter's English beside it. */

let server: RunningServer
let browser: Browser
beforeAll(async () => {
  server = await startServer({ OPENPEP_TODAY: '2026-10-12' })
  browser = await launchChromium()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Zainab's open plan: her record asks for an interpreter for Dari. */
async function planOf(dt: Walker): Promise<string> {
  await dt.open('/children?search=Zainab')
  await dt.main
    .getByRole('link', { name: /Zainab/ })
    .first()
    .click()
  const href = await dt.page.locator('main a[href^="/peps/"]').first().getAttribute('href')
  return /^\/peps\/[0-9a-f-]+/.exec(href ?? '')?.[0] ?? 'no plan'
}

const htmlOf = async (walker: Walker) => {
  const html = walker.page.locator('html')
  return [await html.getAttribute('lang'), await html.getAttribute('dir')]
}

/** Where a thing stands, from the left. */
const leftOf = async (walker: Walker, selector: string) =>
  (await walker.page.locator(selector).first().boundingBox())?.x ?? Number.NaN

async function handOver(walker: Walker, pep: string): Promise<void> {
  await walker.open(`${pep}/hand-over`)
  expect(await walker.main.innerText()).toContain('The questions are in Farsi and Dari')
  await walker.page.getByLabel('Choose a code of four numbers').fill('4071')
  await walker.press('Hand over now')
}

async function giveBack(walker: Walker): Promise<void> {
  await walker.press('أعد الجهاز إلى الشخص الكبير', walker.page.locator('main .child-page__one'))
  await walker.page.getByLabel('For the adult: your code of four numbers').fill('4071')
  await walker.press('Come back')
}

const words = 'أحب الرسم مع صديقتي ليلى'

describe.each<Means>([
  { javaScript: false, width: 320 },
  { javaScript: true, width: 320 }
])('JavaScript: $javaScript, $width pixels', means => {
  let walk: Walk
  let dt: Walker
  beforeAll(async () => {
    walk = new Walk(browser, server, means)
    dt = await walk.someone('dt')
  })
  afterAll(() => walk?.end())

  it('a child answers in Arabic, from the right, and the school reads it with the interpreter’s English', async () => {
    const pep = await planOf(dt)
    await handOver(dt, pep)
    // As the record says, until she chooses.
    expect((await htmlOf(dt))[1]).toBe('rtl')
    await dt.page.locator('summary.language__now').click()
    await Promise.all([
      dt.page.waitForResponse(answer => answer.request().method() === 'POST'),
      dt.page.getByRole('button', { name: 'العربية' }).click()
    ])
    await dt.open(`${pep}/my-views`)
    expect(await htmlOf(dt)).toEqual(['ar', 'rtl'])
    expect(await dt.page.locator('footer').innerText()).toContain('0800 1111')
    await dt.press('ابدأ')
    await dt.page.getByRole('radio', { name: 'سعيد', exact: true }).check()
    await dt.press('التالي')
    const box = dt.page.getByRole('textbox')
    await box.fill(words)
    expect(await box.evaluate(element => getComputedStyle(element).direction)).toBe('rtl')
    await dt.press('التالي')
    // The first button stands to the right of the second.
    expect(await leftOf(dt, 'button[value=next].govuk-button')).toBeGreaterThanOrEqual(
      await leftOf(dt, 'button[value=skip].govuk-button')
    )
    await dt.press('هذا كل شيء')
    await dt.page.getByRole('checkbox', { name: 'العاملون في مدرستي' }).check()
    await dt.press('التالي')
    await dt.page.getByRole('radio', { name: 'نعم، الاجتماع كله' }).check()
    await dt.press('التالي')
    expect(await dt.main.innerText()).toContain('تم حفظ كلماتك')
    await giveBack(dt)
    expect(dt.path).toBe(`${pep}/views`)

    if (await dt.main.getByRole('link', { name: 'Write the interpreter’s English' }).isVisible())
      await dt.press('Write the interpreter’s English')
    await dt.page.getByLabel('Who interprets?').fill('Sara Haddad')
    const english = means.javaScript ? 'I love drawing with my friend Layla' : 'I like drawing'
    await dt.page.getByLabel('In English, from Arabic').first().fill(english)
    // The page keeps what is typed on the device before it sends it.
    await dt.main.getByRole('button', { name: 'Save the English' }).click()
    await dt.page.waitForURL(/\/views$/)
    await dt.open(`${pep}/sections/J`)
    const read = await dt.main.innerText()
    expect(read).toContain('by the interpreter Sara Haddad')
    expect(read).toContain(english)
    expect(await dt.page.getByRole('textbox', { name: /best/i }).first().inputValue()).toBe(words)
    expect(dt.errors).toEqual([])
  })
})

describe('by the keyboard alone', () => {
  it('a language is chosen, a question answered and Enter never changes the language', async () => {
    const walk = new Walk(browser, server, { javaScript: true, width: 320 })
    const dt = await walk.someone('dt')
    const { page } = dt
    const pep = await planOf(dt)
    await handOver(dt, pep)
    const focused = () =>
      page.evaluate(() => {
        const at = document.activeElement
        return `${at?.tagName.toLowerCase()} ${at?.textContent?.trim()} ${at?.getAttribute('value') ?? ''}`.trim()
      })
    const tabTo = async (wanted: RegExp) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab')
        if (wanted.test(await focused())) return
      }
      throw new Error(`Tab never comes to ${wanted}: it ends at ${await focused()}`)
    }
    await tabTo(/^summary .*(زبان|اللغة)/)
    await page.keyboard.press('Enter')
    await tabTo(/^button العربية/)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.documentElement.lang === 'ar')
    expect(await htmlOf(dt)).toEqual(['ar', 'rtl'])
    await dt.open(`${pep}/my-views/1`)
    await tabTo(/^input .* [1-5]$/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/my-views\/2$/)
    expect(await htmlOf(dt)).toEqual(['ar', 'rtl'])
    await tabTo(/^textarea/)
    await page.keyboard.type('الرسم')
    await tabTo(/^button التالي/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/my-views\/3$/)
    expect(dt.errors).toEqual([])
    await walk.end()
  })
})

describe('the letters', () => {
  it.each([
    ['ar', 'rtl', 'noto-sans-arabic'],
    ['fa', 'rtl', 'noto-sans-arabic'],
    ['ps', 'rtl', 'noto-sans-arabic'],
    ['ckb', 'rtl', 'noto-sans-arabic'],
    ['ti', 'ltr', 'noto-sans-ethiopic'],
    ['vi', 'ltr', 'noto-sans'],
    ['sq', 'ltr', null],
    ['uk', 'ltr', 'noto-sans'],
    ['pl', 'ltr', null],
    ['ro', 'ltr', null]
  ])('of %s are drawn by our own fonts, which an English page does not load', async (code, direction, font) => {
    const walk = new Walk(browser, server, { javaScript: true, width: 320 })
    const dt = await walk.someone('dt')
    const fetched: string[] = []
    dt.page.on('request', request => fetched.push(new URL(request.url()).pathname))
    const pep = await planOf(dt)
    await dt.open(`${pep}/hand-over`)
    expect(fetched.filter(path => path.includes('noto'))).toEqual([])
    await dt.page.getByLabel('Choose a code of four numbers').fill('4071')
    await dt.press('Hand over now')
    await dt.page.locator('summary.language__now').click()
    await Promise.all([
      dt.page.waitForResponse(answer => answer.request().method() === 'POST'),
      dt.page.locator(`button.language__name[value=${code}]`).click()
    ])
    await dt.open(`${pep}/my-views`)
    expect(await htmlOf(dt)).toEqual([code, direction])
    await dt.page.evaluate(() => document.fonts.ready)
    const loads = [...new Set(fetched.filter(path => /noto.*woff2/.test(path)))].map(
      path => path.split('/').at(-1) ?? ''
    )
    if (font)
      for (const weight of [400, 700]) expect(loads.some(name => name.startsWith(`${font}-${weight}-`))).toBe(true)
    const loaded = await dt.page.evaluate(() => [...document.fonts].every(({ status }) => status !== 'error'))
    expect(loaded).toBe(true)
    await walk.end()
  })
})
