import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { type RunningServer, startServer } from './server.ts'

let server: RunningServer
let browser: Browser
beforeAll(async () => {
  server = await startServer()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

it('warns two minutes before an idle session ends, keeps what was typed, and stays when asked', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 } })
  const [name = '', value = ''] = (await server.signIn('sw')).split('=')
  await context.addCookies([{ name, value, url: server.url }])
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${server.url}/account/password`)
  await page.fill('#new', 'lamp otter violin')
  const alert = page.getByRole('alert')

  await page.clock.fastForward('27:30')
  expect(await alert.count()).toBe(0)
  await page.clock.fastForward('01:00')
  await alert.waitFor()
  expect(await alert.textContent()).toContain('You will be signed out at')
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await alert.waitFor({ state: 'detached' })

  await page.clock.fastForward('30:30')
  await alert.waitFor()
  expect(await alert.textContent()).toContain('You are signed out')
  expect(await page.getByRole('link', { name: 'Sign in in a new tab' }).getAttribute('href')).toBe('/sign-in')
  expect(await page.inputValue('#new')).toBe('lamp otter violin')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

it('says when there is no connection, and tries again', async () => {
  const context = await browser.newContext()
  const [name = '', value = ''] = (await server.signIn('dt')).split('=')
  await context.addCookies([{ name, value, url: server.url }])
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${server.url}/account`)
  await page.clock.fastForward('28:30')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await page.getByText('There is no connection').waitFor()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await page.getByRole('alert').waitFor({ state: 'detached' })
})
