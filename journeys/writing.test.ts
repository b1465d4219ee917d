import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { box, breakOff, type Desk, open, openDesk, says, signInAs, type } from './writers.ts'

/** G 3.1: the plan is written on-line, in a school office. No typed word is lost. */

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

const writer = (person: string, javaScriptEnabled?: boolean) => desk.writer(person, javaScriptEnabled)
const signIn = (context: BrowserContext, person: string) => signInAs(desk.server, context, person)
const section = (id: string) => desk.section(id)
const texts = (question: string) => desk.texts(question)
const stored = async (question: string) => (await desk.answers()).find(one => one.question === question)

describe('one writer', () => {
  it('saves each answer as it is left, and says when', async () => {
    const { context, page } = await writer('dt')
    await open(page, section('R'))
    await type(page, 'R.teaching', 'A seat at the side')
    await says(page, '^Saved ')
    expect((await stored('R.teaching'))?.value).toBe('A seat at the side')
    await context.close()
  })

  it('a lid that closes without a network keeps the words, and sends them later', async () => {
    const { context, page } = await writer('dt')
    await open(page, section('R'))
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
    await open(page, section('R'))
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
    await open(page, section('R'))
    await context.clearCookies({ name: 'openpep' })
    await type(page, 'R.teaching', 'After the session')
    await says(page, 'Sign in again in a new tab')
    await signIn(context, 'sw')
    const beside = await context.newPage()
    const asked = page.waitForResponse(/answers/)
    await beside.goto(desk.server.url)
    expect((await asked).status(), 'words are sent as nobody else’s').toBe(401)
    await says(page, 'Sign in again in a new tab')
    await signIn(context, 'dt')
    await beside.goto(desk.server.url)
    await says(page, '^Saved ')
    expect((await stored('R.teaching'))?.value).toBe('After the session')
    await context.close()
  })

  it('signing out with unsent words asks first, and takes the key of what it leaves behind', async () => {
    const { context, page } = await writer('dt')
    await open(page, section('R'))
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
    await open(page, section('R'))
    expect(await box(page, 'R.teaching').inputValue()).toBe('After the session')
    await context.close()
  })
})

describe('without scripts', () => {
  it('a section sent after the session ran out is parked, and saved after signing in again', async () => {
    const { context, page } = await writer('dt', false)
    await page.goto(section('R'))
    await box(page, 'R.adjustments').fill('Written on an ended session')
    await context.clearCookies({ name: 'openpep' })
    await page.getByRole('button', { name: 'Save and next' }).click()
    await page.getByText('What you wrote is kept for 24 hours').waitFor()
    expect((await stored('R.adjustments'))?.value).not.toBe('Written on an ended session')

    await signIn(context, 'sw')
    await page.goto(`${desk.server.url}/parked`)
    await page.getByRole('heading', { name: 'Nothing of yours waits here' }).waitFor()
    expect(await page.content()).not.toContain('Written on an ended session')

    await signIn(context, 'dt')
    await page.goto(`${desk.server.url}/parked`)
    await page.getByText('Written on an ended session').waitFor()
    await page.getByRole('button', { name: 'Save it now' }).click()
    await page.getByText('Saved: ').waitFor()
    expect((await stored('R.adjustments'))?.value).toBe('Written on an ended session')
    await context.close()
  })
})
