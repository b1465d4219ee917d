import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { type RunningServer, startServer } from './server.ts'

// How much a plan asks of people's hands. An action is a click, a choice, or one field filled; signing in is none.

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
  server = await startServer({ OPENPEP_TODAY: '2026-11-24' })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Somebody's hand, which counts what it does. */
class Hand {
  readonly did: string[] = []
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** The same screen in another's hands. */
  passedOn = (): Hand => new Hand(this.#page)

  get main(): Locator {
    return this.#page.getByRole('main')
  }

  async press(words: string | RegExp): Promise<void> {
    const named = { name: words, exact: typeof words === 'string' }
    await this.main.getByRole('button', named).or(this.main.getByRole('link', named)).first().click()
    await this.#page.waitForLoadState()
    this.did.push(`press ${words}`)
  }
  async write(label: string | RegExp, words: string, within = this.main): Promise<void> {
    await within.getByLabel(label).filter({ visible: true }).first().fill(words)
    this.did.push(`write ${label}`)
  }
  async choose(label: string | RegExp, within = this.main): Promise<void> {
    await within
      .getByLabel(label, { exact: typeof label === 'string' })
      .filter({ visible: true })
      .first()
      .check()
    this.did.push(`choose ${label}`)
  }
  async pick(label: string, option: string): Promise<void> {
    await this.main.getByLabel(label).first().selectOption({ label: option })
    this.did.push(`pick ${option}`)
  }
  async unfold(words: RegExp): Promise<void> {
    await this.main.locator('summary').filter({ hasText: words }).first().click()
    this.did.push(`unfold ${words}`)
  }
  /** By the trail at the top, to the plan. */
  async back(): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').last().click()
    await this.#page.waitForLoadState()
    this.did.push('back to the plan')
  }
  /** Three boxes are three fields. */
  async date(legend: RegExp, iso: string): Promise<void> {
    const [year = '', month = '', day = ''] = iso.split('-')
    const group = this.group(legend)
    await this.write('Day', String(Number(day)), group)
    await this.write('Month', String(Number(month)), group)
    await this.write('Year', year, group)
  }
  group = (legend: RegExp): Locator => this.main.getByRole('group', { name: legend }).first()
}

async function handOf(word: string): Promise<Hand> {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  page.setDefaultTimeout(10_000)
  await page.request.post(`${server.url}/demo/sign-in`, { form: { person: word }, maxRedirects: 0 })
  await page.goto(server.url)
  return new Hand(page)
}

const within = (hand: Hand, most: number) =>
  expect(hand.did.length, `${hand.did.length} actions:\n${hand.did.join('\n')}`).toBeLessThanOrEqual(most)

it('a social worker’s part: 12 at most', async () => {
  const sw = await handOf('sw')
  await sw.press(/Write your part for Kezia Thompson/)
  await sw.write('What do you think of their progress?', 'Kezia is settled and her reading has come on.')
  await sw.press('Save and next')
  await sw.main.getByText('Saved: Social worker').or(sw.main.getByText('Saved')).first().waitFor()
  within(sw, 12)
})

it('a carer’s part: 8 at most', async () => {
  const carer = await handOf('carer')
  await carer.press(/Change what you said for Ivy Pemberton/)
  for (const asked of [
    'What is going well?',
    'What worries you?',
    'routine and homework',
    'love doing',
    'helps at home'
  ])
    await carer.write(new RegExp(asked.replace('?', '\\?')), 'She reads to me each evening.')
  await carer.press('Send what I think')
  await carer.main.getByText('Thank you').first().waitFor()
  within(carer, 8)
})

it('a primary child’s part: 12 at most', async () => {
  const adult = await handOf('sw')
  await adult.press(/Record views for Bodhi Ashdown/)
  await adult.press('Hand over to the child now')
  await adult.write('Choose a code of four numbers', '4071')
  await adult.press('Hand over now')
  const child = adult.passedOn()
  await child.press('Start')
  await child.choose(/^Happy/)
  await child.press('Next')
  await child.write(/best bit/, 'Art with Mrs Bell')
  await child.press('Next')
  await child.write(/hardest bit/, 'Spelling')
  await child.press('That is all')
  await child.choose('Staff at my school')
  await child.press('Next')
  await child.choose('Yes, for part of it')
  await child.press('Next')
  await child.main.getByText('Thank you. You did it.').waitFor()
  within(child, 12)
})

it('a termly plan with nothing new, by the designated teacher from the meeting to the submit: 60 at most', async () => {
  await server.onDay('2027-01-08')
  const dt = await handOf('dt')
  await dt.press(/Record the meeting for Kezia Thompson/)
  for (const who of [/^Designated teacher/, /^Social worker/, /^The child/]) await dt.choose('Came', dt.group(who))
  await dt.choose('Was not invited', dt.group(/^Parent/))
  await dt.write(/Why did the parent not come/, 'The court has said no contact')
  await dt.unfold(/The date of next term/)
  await dt.date(/When do you meet next term/, '2027-04-29')
  await dt.press('Record the meeting as held')

  await dt.press('Back to the plan')

  await dt.press('School, nursery or college')
  await dt.press('All of this is still true')
  await dt.press(/Attendance figures/)
  await dt.date(/^From/, '2026-11-30')
  await dt.write('Sessions possible', '40')
  await dt.write('Sessions attended', '39')
  await dt.write('Missed, authorised', '1')
  await dt.press('Save attendance')
  await dt.back()
  await dt.press('Attendance and behaviour')
  await dt.write(/How are attendance and behaviour this term/, 'Steady, as last term.')
  await dt.press('All of this is still true')
  await dt.back()
  await dt.press('Progress and attainment')
  await dt.write(/In a sentence or two/, 'Working steadily, as last term.')
  await dt.press('Save and next')
  await dt.back()

  await dt.press(/Last term.s targets/)
  for (const one of await dt.main.getByRole('group', { name: /What came of it/ }).all())
    await dt.choose('Achieved', one)
  await dt.press('Save')
  await dt.back()
  await dt.press('Targets')
  await dt.press('Add a target')
  await dt.pick('What is it about?', 'Maths')
  await dt.write('Which need does it meet?', 'Gaps in number')
  await dt.write('Where are they now?', '55 % in the autumn test')
  await dt.write('What will they be able to do?', 'Scores 62 % in the maths test at the end of term')
  await dt.write('Who leads?', 'Mr Oak')
  await dt.date(/By when/, '2027-04-29')
  await dt.press('Save target')
  await dt.back()

  await dt.press('Teaching and support')
  await dt.press('All of this is still true')
  await dt.choose('No', dt.group(/Is a change of school/))
  await dt.press('Save and next')
  await dt.back()
  await dt.press('Submit')
  await dt.press('Submit the plan')
  await dt.main.getByText('The plan is submitted.').first().waitFor()
  within(dt, 60)
}, 90_000)
