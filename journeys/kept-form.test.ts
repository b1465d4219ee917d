import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breakOff, type Desk, openDesk, signInAs } from './writers.ts'

/** What is saved by its button, a target above all, is not lost either: by a flat battery, a dead network, a session's end. */

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

const address = () => `${desk.server.url}/peps/${desk.pep}/targets/new`
const words = (page: Page) => page.getByLabel('What will they be able to do?')
const offer = (page: Page) => page.getByRole('button', { name: 'Put it back' })
const says = (page: Page, said: string) => page.getByText(said).first().waitFor()
const settled = (page: Page) => page.waitForTimeout(400)

describe('a target that is being written', () => {
  it('is offered again after the battery went flat, and no more once it is saved', async () => {
    const { context, page } = await desk.writer('dt')
    await page.goto(address())
    await words(page).fill('Reads a page aloud to Mr Hale')
    await page.getByLabel('Where are they now?').fill('Half a page')
    await page.getByLabel('Where are they now?').blur()
    await settled(page)
    await says(page, 'Not saved yet, kept on this device')
    await breakOff(page)

    const again = await context.newPage()
    await again.goto(address())
    expect(await words(again).inputValue()).toBe('')
    await offer(again).click()
    expect(await words(again).inputValue()).toBe('Reads a page aloud to Mr Hale')
    expect(await again.getByLabel('Where are they now?').inputValue()).toBe('Half a page')
    await again.getByRole('button', { name: 'Save target' }).click()
    await again.getByText('There is a problem').waitFor()

    // The form came back for what is still missing: its words go on waiting, and are not offered beside themselves.
    await settled(again)
    expect(await offer(again).count()).toBe(0)
    await breakOff(again)
    const third = await context.newPage()
    await third.goto(address())
    await offer(third).click()
    expect(await words(third).inputValue()).toBe('Reads a page aloud to Mr Hale')
    await third.close()
    await context.close()
  })

  it('that was thrown away is gone', async () => {
    const { context, page } = await desk.writer('dt')
    await page.goto(address())
    await words(page).fill('Not this one')
    await says(page, 'Not saved yet, kept on this device')
    await page.goto(address())
    await page.getByRole('button', { name: 'Throw it away' }).click()
    await settled(page)
    await page.goto(address())
    await settled(page)
    expect(await offer(page).count()).toBe(0)
    await context.close()
  })

  it('stays on the page where there is no network, and is kept for its writer where the session has ended', async () => {
    const { context, page } = await desk.writer('dt')
    await page.goto(`${desk.server.url}/peps/${desk.pep}/attendance/suspension`)
    const before = page.getByLabel('What led up to it')
    await before.fill('A fire drill that nobody had told him of')
    await says(page, 'Not saved yet, kept on this device')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Save suspension' }).click()
    await says(page, 'when the connection is back')
    expect(await before.inputValue()).toBe('A fire drill that nobody had told him of')
    await context.setOffline(false)
    await context.clearCookies({ name: 'openpep' })
    // The button takes no second press within a second.
    await page.waitForTimeout(1_100)
    await page.getByRole('button', { name: 'Save suspension' }).click()
    await says(page, 'You were signed out before this was saved')
    await signInAs(desk.server, context, 'sw')
    const other = await context.newPage()
    await other.goto(`${desk.server.url}/peps/${desk.pep}`)
    expect(await other.content()).not.toContain('fire drill')
    await context.close()
  })

  it('that arrived is not offered again', async () => {
    const { context, page } = await desk.writer('dt')
    await page.goto(`${desk.server.url}/peps/${desk.pep}/attendance/suspension`)
    await page.getByLabel('Day').fill('5')
    await page.getByLabel('Month').fill('10')
    await page.getByLabel('Year').fill('2026')
    await page.getByLabel('Sessions missed').fill('2')
    await page.getByLabel('Reason').selectOption({ index: 1 })
    await page.getByLabel('What led up to it').fill('A quarrel at the bus')
    await says(page, 'Not saved yet, kept on this device')
    await page.getByRole('button', { name: 'Save suspension' }).click()
    await page.getByText('A quarrel at the bus').waitFor()
    await settled(page)
    await page.goto(`${desk.server.url}/peps/${desk.pep}/attendance/suspension`)
    await settled(page)
    expect(await offer(page).count()).toBe(0)
    await context.close()
  })
})
