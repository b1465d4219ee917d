import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { mailTo } from './inbox.ts'
import { type RunningServer, startServer } from './server.ts'
import { Walk, type Walker } from './walk.ts'

/**
 * A meeting from the first thought of a date to its being called off (G 2.2, 5), on a telephone without JavaScript: the
 * school's closed days, the dates that suit, invitations answered without an account, the actions of last time, the year.
 */
describe('a meeting', () => {
  const psychologist = 'ed.psych@practice.example'
  let server: RunningServer
  let browser: Browser
  let walk: Walk
  let dt: Walker
  let pep: string

  beforeAll(async () => {
    browser = await launchChromium()
    server = await startServer({ OPENPEP_TODAY: '2026-11-24' })
    walk = new Walk(browser, server, { javaScript: false, width: 320 })
    dt = await walk.someone('dt')
  })
  afterAll(async () => {
    await walk?.end()
    await browser?.close()
    await server?.stop()
  })

  it('is not offered on the days of the school’s exams, and says why', async () => {
    await dt.open('/closed-days')
    await dt.date('First day', '2027-01-11')
    await dt.date('Last day', '2027-01-15')
    await dt.write('In your words (optional)', 'year 11 mocks')
    await dt.press('Mark these days')
    await dt.reads('The days are marked.', 'exams, year 11 mocks')

    await dt.open('/children?q=Harry')
    await dt.press(/Harry/)
    const [plan] = await dt.main
      .locator('a[href^="/peps/"]')
      .evaluateAll(links => links.map(link => link.getAttribute('href')))
    pep = plan?.split('/')[2] ?? ''
    await dt.open(`/peps/${pep}/meeting`)
    await dt.press('See which dates it can be')
    await dt.reads('Monday 11 January 2027 to Friday 15 January 2027: not possible, exams (year 11 mocks)')
    await dt.press('Wednesday 20 January 2027')
    expect(await dt.group('Date of the meeting').getByLabel('Day').inputValue()).toBe('20')
  })

  it('is answered without an account, by somebody who sends their views instead', async () => {
    await dt.write('Time it starts', '14:30')
    await dt.write('Place', 'Room 4, by the library')
    await dt.unfold('Invite somebody else')
    const other = dt.group('Person 1')
    await dt.write('Name', 'Efe Obi', other)
    await dt.write('E-mail', psychologist, other)
    await dt.press('Save and send the invitations')
    await dt.reads('The meeting is saved.', 'Efe Obi, somebody else No answer yet')

    const mail = await mailTo(server, psychologist, /You are invited to a meeting on Wednesday 20 January 2027/)
    const link = /\/invitations\/\S+/.exec(mail.text)?.[0] ?? ''
    const guest = await walk.someone(null)
    await guest.open(link)
    await guest.readsNot('Harry')
    await guest.reads('Wednesday 20 January 2027 at 14:30', 'Room 4, by the library')
    await guest.press('Send my answer')
    await guest.reads('There is a problem', 'Choose one of the three answers.')
    await guest.choose('I will send my views instead')
    await guest.write('If you send your views: what should the meeting hear?', 'Short tasks and a quiet table help.')
    await guest.press('Send my answer')
    await guest.reads('Thank you. You said that you send your views instead of coming.')
    expect(guest.errors).toEqual([])

    await dt.open(`/peps/${pep}/meeting`)
    await dt.reads('Sends their views instead Short tasks and a quiet table help.')
    await mailTo(server, 'priya.raman@ardenbury.example', /Somebody cannot come to a PEP meeting/)
  })

  it('looks again at what the last meeting agreed', async () => {
    await dt.open(`/peps/${pep}/last-actions`)
    const open = await dt.main.getByRole('group', { name: 'What became of it?' }).count()
    expect(open).toBeGreaterThan(0)
    await dt.choose('Not done yet: it goes on', 'What became of it?')
    await dt.press('Save')
    await dt.reads('There is a problem', 'Say why it is not done yet.')
    await dt.main.getByLabel('What came of it, or why not?').first().fill('The club was full')
    await dt.date('If it goes on: done by', '2027-02-05')
    await dt.press('Save')
    await dt.reads('What became of the actions is saved.')
    await dt.press('Who came, and what was agreed')
    expect(await dt.main.getByLabel('What will be done').first().inputValue()).not.toBe('')
  })

  it('the year’s dates are settled in one go', async () => {
    await dt.open(`/peps/${pep}/meeting/year`)
    await dt.reads('This term’s meeting is on Wednesday 20 January 2027.')
    await dt.date(/summer term/, '2027-05-12')
    await dt.date(/autumn term/, '2027-10-06')
    await dt.press('Save the dates')
    await dt.reads('The dates are saved.')
    await dt.open(`/peps/${pep}/meeting/held`)
    await dt.unfold('The date of next term')
    expect(await dt.group('When do you meet next term?').getByLabel('Month').inputValue()).toBe('5')
  })

  it('is in the teacher’s own calendar, by an address that only they know', async () => {
    await dt.open('/account')
    await dt.press(/Set up or stop/)
    await dt.press('Make my calendar address')
    await dt.reads('Your calendar address is ready.')
    const address = (await dt.main.locator('code').innerText()).trim()
    const ics = await (await fetch(address.replace(/^https?:\/\/[^/]+/, server.url))).text()
    expect(ics).toContain('DTSTART:20270120T143000Z')
    expect(ics).not.toContain('Harry')
  })

  it('is called off, and whoever was invited is told', async () => {
    await dt.open(`/peps/${pep}/meeting`)
    await dt.press('Call the meeting off')
    await dt.write('Why?', 'The hall is flooded')
    await dt.press('Call it off and tell everybody')
    await dt.reads('The meeting is called off, and everybody has been told.')
    const mail = await mailTo(server, psychologist, /will not take place/)
    expect(mail.ics).toContain('METHOD:CANCEL')
    expect(mail.text).not.toContain('flooded')
    expect(dt.errors).toEqual([])
  })
})
