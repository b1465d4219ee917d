import type { Page, Response } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { box, breakOff, type Desk, open, openDesk, says, type } from './writers.ts'

/** Three people write one section at once, while the network of one, the server and PostgreSQL go. No typed word is lost. */

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

interface Heard {
  readonly question: string
  readonly words: unknown
  readonly status: number
}

/** What the service has said to a page, word by word: 200 is an answer acknowledged, 409 a clash. */
function listenTo(page: Page, heard: Heard[]) {
  page.on('response', (response: Response) => {
    const question = /\/answers\/([^/]+)$/.exec(new URL(response.url()).pathname)?.[1]
    const request = response.request()
    if (!question || request.method() !== 'PUT') return
    heard.push({
      question: decodeURIComponent(question),
      words: request.postDataJSON().value,
      status: response.status()
    })
  })
}

/** Every text that was ever stored as this answer. */
async function history(question: string, cookie: string): Promise<string> {
  const at = `${desk.server.url}/peps/${desk.pep}/answers/${question}/history`
  return (await fetch(at, { headers: { cookie } })).text()
}

const clashIn = (page: Page, question: string) =>
  page.locator(`[data-question="${question}"]`).getByText('here at the same time')

it('every acknowledged answer is stored, every unsent one arrives, every clash was shown to its writer', async () => {
  const people = ['dt', 'adviser', 'manager'] as const
  const [dt, adviser, manager] = await Promise.all([desk.writer('dt'), desk.writer('adviser'), desk.writer('manager')])
  const heard: Record<(typeof people)[number], Heard[]> = { dt: [], adviser: [], manager: [] }
  // Nobody is told what the others save: each goes on from what stood there when the page was opened.
  for (const { page } of [dt, adviser, manager]) await page.route('**/events', route => route.abort())
  listenTo(dt.page, heard.dt)
  listenTo(adviser.page, heard.adviser)
  listenTo(manager.page, heard.manager)
  const section = desk.section('N')
  await Promise.all([dt, adviser, manager].map(({ page }) => open(page, section)))

  // Different answers, one answer in different words, one in the same words.
  const answered = (page: Page, question: string) =>
    page.waitForResponse(response => response.url().endsWith(`/answers/${question}`))
  const write = async (page: Page, question: string, words: string) => {
    const answer = answered(page, question)
    await type(page, question, words)
    return (await answer).status()
  }
  const apart = [
    write(dt.page, 'N.clubs', 'Chess on Mondays'),
    write(adviser.page, 'N.leisure', 'Swims with a cousin'),
    write(manager.page, 'N.outOfSchool', 'Young carers on Fridays')
  ]
  expect(await Promise.all(apart)).toEqual([200, 200, 200])
  const against = [
    write(dt.page, 'N.strengths', 'Kind, says the teacher'),
    write(adviser.page, 'N.strengths', 'Patient, says the adviser')
  ]
  expect((await Promise.all(against)).sort()).toEqual([200, 409])
  const alike = [
    write(dt.page, 'N.achievements', 'Swam forty lengths'),
    write(adviser.page, 'N.achievements', 'Swam forty lengths')
  ]
  expect(await Promise.all(alike), 'the same words are no clash').toEqual([200, 200])

  // One has no network, and writes what another writes meanwhile.
  await manager.context.setOffline(true)
  await type(manager.page, 'N.barriers', 'Typed without a network')
  await type(manager.page, 'N.celebrations', 'An offline celebration')
  await says(manager.page, 'kept on this device')
  expect(await write(dt.page, 'N.celebrations', 'A celebration that was saved first')).toBe(200)

  // Server and database are killed while two go on writing; the third's battery ends.
  desk.server.killDatabase()
  const restart = desk.server.killServer()
  await type(dt.page, 'N.carersPart', 'Written into nothing by the teacher')
  await type(adviser.page, 'N.leisure', 'Swims with a cousin, and has a badge')
  await breakOff(manager.page)
  await restart
  await says(dt.page, '^Saved ')
  await says(adviser.page, '^Saved ')

  await manager.context.setOffline(false)
  const again = await manager.context.newPage()
  listenTo(again, heard.manager)
  await open(again, section)
  await clashIn(again, 'N.celebrations').waitFor()
  expect(await box(again, 'N.barriers').inputValue()).toBe('Typed without a network')

  // Sent when the page was opened, before or after what clashed.
  const cookie = await desk.server.signIn('dt')
  await expect.poll(() => history('N.barriers', cookie), { timeout: 30_000 }).toContain('Typed without a network')
  expect(await history('N.carersPart', cookie)).toContain('Written into nothing by the teacher')
  expect(await history('N.leisure', cookie)).toContain('Swims with a cousin, and has a badge')

  const pages = { dt: dt.page, adviser: adviser.page, manager: again }
  const waiting = (await desk.answers()).flatMap(({ question, rivals }) =>
    rivals.map(({ value }) => ({ question, words: value }))
  )
  for (const person of people) {
    const told = (status: number) => heard[person].filter(one => one.status === status)
    expect(told(200).length, `${person} was told that something is saved`).toBeGreaterThan(0)
    for (const { question, words } of told(200)) expect(await history(question, cookie)).toContain(words)
    for (const { question, words } of told(409)) {
      await clashIn(pages[person], question).waitFor()
      expect(waiting).toContainEqual({ question, words })
    }
  }
  const clashed = people.flatMap(person => heard[person].filter(({ status }) => status === 409))
  for (const { question, words } of waiting)
    expect(clashed, 'nothing waits that its writer was not told of').toContainEqual({ question, words, status: 409 })
  expect(waiting.map(({ question }) => question).sort()).toEqual(['N.celebrations', 'N.strengths'])

  // Whoever was told is sent to the page of both texts, one clash after the other.
  await clashIn(again, 'N.celebrations').getByRole('link', { name: 'See both and choose' }).click()
  await again.waitForURL('**/clashes')
  const shows = (words: string) => again.getByRole('main').getByText(words, { exact: true }).first().waitFor()
  await shows('Kind, says the teacher')
  await shows('Patient, says the adviser')
  await again.getByRole('button', { name: /^Keep/ }).first().click()
  await shows('An offline celebration')
  await shows('A celebration that was saved first')
  await Promise.all([dt, adviser, manager].map(({ context }) => context.close()))
})
