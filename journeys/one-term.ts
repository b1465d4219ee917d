import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { mailTo } from './inbox.ts'
import { type RunningServer, startServer } from './server.ts'
import { type Means, Walk, type Walker } from './walk.ts'

// One term in the life of a plan, from the day a child comes into care to the copy in the case record: told twice,
// on a desk with JavaScript and on a telephone without. The people and the school are the demonstration's; the child is new.

export interface Story {
  readonly means: Means
  readonly child: Readonly<Record<'first' | 'last' | 'id' | 'upn' | 'born', string>>
  readonly careBegan: string
  readonly arrangedOn: string
  readonly meeting: string
  readonly written: string
  readonly next: string
}

const socialWorker = 'grace.adeyemi@ardenvale.example'
const teacher = 'priya.raman@ardenbury.example'

/** The whole of one term, played in the browser by five people. */
export function oneTerm(story: Story): void {
  let server: RunningServer
  let browser: Browser
  const { child, means } = story
  const name = `${child.first} ${child.last}`
  const carerMail = `carer.of.${child.first.toLowerCase()}@home.example`
  let walk: Walk
  let dt: Walker
  let sw: Walker
  let pep: string

  beforeAll(async () => {
    browser = await launchChromium()
    server = await startServer({ OPENPEP_TODAY: story.arrangedOn })
    walk = new Walk(browser, server, means)
    dt = await walk.someone('dt')
    sw = await walk.someone('sw')
  })
  afterAll(async () => {
    await walk?.end()
    await browser?.close()
    await server?.stop()
  })

  it('opens by itself: a child comes into care, and the plan waits for the people who make it', async () => {
    // Given the administrator's file with a child whose care began yesterday
    const admin = await walk.someone('admin')
    await admin.open('/')
    await admin.press('Import children, schools and people')
    await admin.choose('Children')
    await admin.page.getByLabel('The file').setInputFiles({
      name: 'new-into-care.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        [
          'care_system_id,first_name,last_name,date_of_birth,sex,care_began,legal_status,placement_type,placement_began,setting_urn,enrolled_from,year_group,social_worker_email,adviser_email,iro_email,carer_name,carer_email,first_language',
          `${child.id},${child.first},${child.last},${child.born},F,${story.careBegan},C2,U1,${story.careBegan},900030,2025-09-03,8,${socialWorker},helen.marlowe@ardenvale.example,margaret.dunne@ardenvale.example,Maud Elder,${carerMail},English`
        ].join('\r\n')
      )
    })
    // When they try it, see what it would do, and import it
    await admin.press('Check the file')
    await admin.reads('1 new')
    await admin.press('Import this file')
    await admin.reads('The file is imported.')

    // Then the plan is open, and both who must act find it on their first page
    await dt.open('/')
    await dt.reads(name)
    await sw.open('/')
    await sw.reads(name, 'Arrange the meeting')
    await sw.press(new RegExp(`^Arrange the meeting for ${name}`))
    pep = sw.path.split('/')[2] ?? ''
    expect(pep).toMatch(/^[0-9a-f-]{36}$/)

    // and what is known already is filled in
    await sw.open(`/peps/${pep}/sections/B`)
    expect(await sw.main.getByLabel('What is their full legal name?').inputValue()).toBe(name)
    await sw.open(`/peps/${pep}`)
    await sw.reads(`${name}’s plan`, 'Next: arrange the first meeting')
  })

  it('is arranged: no day that cannot be, the parent only after the social worker’s yes, each their own invitation', async () => {
    await dt.open(`/peps/${pep}`)
    await dt.press('Arrange the meeting')
    // Days that cannot be are refused with their reason, and what was typed stays
    for (const [day, why] of [
      ['2026-11-02', 'has passed'],
      ['2026-12-25', 'is a bank holiday'],
      ['2026-12-29', 'Christmas holiday'],
      ['2026-12-12', 'is a Saturday']
    ] as const) {
      await dt.date('Date of the meeting', day)
      await dt.write('Time it starts', '14:30')
      await dt.write('Place', 'Room 4, by the library')
      await dt.press('Save and send the invitations')
      await dt.reads('There is a problem')
      expect(await dt.main.innerText()).toMatch(why)
      expect(await dt.main.getByLabel('Place', { exact: true }).inputValue()).toBe('Room 4, by the library')
    }
    // The parent is not on the list before the social worker's yes
    expect(
      await dt
        .group('Who is invited')
        .getByLabel(/parent/i)
        .count()
    ).toBe(0)
    await dt.reads('Ask the social worker.')
    await dt.date('Date of the meeting', story.meeting)
    await dt.press('Save and send the invitations')
    await dt.reads('The meeting is saved.', 'By e-mail we have invited')

    // Then each has their own invitation: no other name in it, no child's name, and a file for the calendar
    for (const address of [teacher, socialWorker, carerMail]) {
      const mail = await mailTo(server, address, new RegExp(`invited to a meeting on .*${dayOf(story.meeting)}`))
      expect(mail.text).not.toMatch(new RegExp(`${child.first}|${child.last}|Maud|Adeyemi|Raman`))
      expect(mail.ics).toContain('BEGIN:VCALENDAR')
      expect(mail.ics?.match(/ATTENDEE/g)?.length ?? 0).toBeLessThanOrEqual(1)
      expect(mail.ics).not.toMatch(new RegExp(`${child.first}|${child.last}`))
    }

    await sw.open(`/peps/${pep}/meeting`)
    await sw.press('Say whether the parent may be invited')
    await sw.press('Yes, for this plan')
    await dt.open(`/peps/${pep}/meeting`)
    await dt.reads('Grace Adeyemi said yes to the parent’s part in this plan')
    const parentMail = `parent.of.${child.first.toLowerCase()}@home.example`
    await dt.unfold('Invite somebody else')
    const other = dt.group('Person 1')
    await dt.write('Name', 'Rae Doe', other)
    await dt.write('E-mail', parentMail, other)
    await other.getByLabel('Who they are').selectOption({ label: 'Parent' })
    await dt.press('Save and tell everybody')
    await dt.reads('invited 1 person')
    const mail = await mailTo(server, parentMail, /invited to a meeting/)
    expect(mail.text).not.toMatch(new RegExp(`${child.first}|${child.last}|Maud|Adeyemi|Raman|${teacher}`))
  })

  it('gathers what each has to say: the social worker by themselves, the carer by a private link', async () => {
    await sw.open(`/peps/${pep}`)
    await sw.press("Social worker's views")
    await sw.write('What do you think of their progress?', 'Settling, and proud of the drawing prize.')
    await sw.write('What in the care plan matters for school?', 'To stay at Ardenbury.')
    await sw.choose('I have finished this section')
    await sw.press('Save and go back to the plan')
    await sw.reads('Saved: ')

    // When the teacher asks for a link for the carer
    await dt.open(`/peps/${pep}/views`)
    await dt.press('E-mail a private link', dt.main.getByRole('region', { name: /The carer/ }))
    const { text } = await mailTo(server, carerMail, /think|views|say/i)
    expect(text).not.toMatch(new RegExp(`${child.first}|${child.last}`))
    const link = /\/views\/[\w-]+/.exec(text)?.[0] ?? ''

    // Then the carer, who has no account, answers on a telephone and can open nothing else
    const carer = await walk.someone(null)
    await carer.page.setViewportSize({ width: 320, height: 700 })
    await carer.open(link)
    await carer.press('Start')
    for (const elsewhere of ['/', `/peps/${pep}`]) {
      await carer.page.goto(server.url + elsewhere)
      expect(carer.path).toBe(`/peps/${pep}/my-part`)
    }
    await carer.open(`/peps/${pep}/my-part`)
    await carer.write('What is going well?', 'She draws every evening and sleeps through.')
    await carer.write('What do you need from school?', 'One name to ring.')
    await carer.press('Send what I think')
    await carer.reads('Thank you')
    // and the link is used up
    expect((await carer.tries(link))?.status()).toBe(410)
    await dt.open(`/peps/${pep}/views`)
    await dt.press('I have read what came by link')
  })

  it('hands over to the child, whose page opens nothing else until the adult is back', async () => {
    await server.onDay(story.meeting)
    await dt.open(`/peps/${pep}/views`)
    await dt.press('Hand over to the child now')
    await dt.write('Choose a code of four numbers', '1234')
    await dt.press('Hand over now')
    await dt.reads('Choose a code that is harder to guess.')
    await dt.write('Choose a code of four numbers', '4071')
    await dt.press('Hand over now')

    await dt.reads(`Hello ${child.first}`, 'we must tell someone who can help', '0800 1111')
    for (const elsewhere of ['/', '/children', `/peps/${pep}`, `/peps/${pep}/sections/M`]) {
      await dt.page.goto(server.url + elsewhere)
      await dt.readsNot('Settling, and proud', 'What you need to do', 'Maud Elder')
    }
    await dt.open(`/peps/${pep}/my-views`)
    await dt.press('Start')
    const said: Record<string, string> = { best: 'Art on Fridays', hardest: 'The bus', proud: 'My prize' }
    while (/my-views\/\d+$/.test(dt.path)) {
      const asked = await dt.main.getByRole('heading', { level: 1 }).innerText()
      const words = Object.entries(said).find(([key]) => asked.includes(key))?.[1]
      if (words) await dt.main.getByRole('textbox').fill(words)
      await dt.press(words ? 'Next' : 'Skip')
    }
    await dt.reads('Who else may read what you said?')
    await dt.choose('Staff at my school')
    await dt.press('Next')
    await dt.choose('Yes, for part of it')
    await dt.press('Next')
    await dt.reads('Thank you. You did it.')
    await dt.main
      .getByRole('link', { name: 'Give back to the adult' })
      .or(dt.main.getByRole('button', { name: 'Give back to the adult' }))
      .first()
      .click()
    await dt.write(/your code of four numbers/, '1111')
    await dt.press('Come back')
    await dt.reads('This is not the code.', '4 tries are left')
    await dt.write(/your code of four numbers/, '4071')
    await dt.press('Come back')
    expect(dt.path).toBe(`/peps/${pep}/views`)
    await dt.reads('by themselves, on an adult’s screen')
  })

  it('is held: who came and without whom, what was agreed', async () => {
    await dt.open(`/peps/${pep}`)
    await dt.press('Record the meeting')
    await dt.choose('Came', /^Designated teacher/)
    await dt.choose('Came', /^Social worker/)
    await dt.choose('Sent their views', /^Carer/)
    await dt.choose('Came for part', /^The child/)
    await dt.choose('Was not invited', /^Parent/)
    await dt.press('Record the meeting as held')
    await dt.reads('Say why the carer did not come.')
    await dt.write('Why did the carer not come?', 'At work; sent her views')
    await dt.write('Why did the parent not come?', 'Contact is supervised and a court decides')
    await dt.unfold('What was said and agreed')
    await dt.write('Notes of the meeting', 'A calm start. Art is the way in.')
    await dt.unfold('Actions: who does what')
    const first = dt.group('Action 1')
    await dt.write('What will be done', 'Send home the name and number of the key adult', first)
    await first.getByLabel('Who does it').selectOption({ index: 1 })
    await first.getByLabel('Day').fill('18')
    await first.getByLabel('Month').fill('12')
    await first.getByLabel('Year').fill('2026')
    await dt.press('Record the meeting as held')
    await dt.reads('The meeting is recorded as held on')
  })

  it('is written: attendance, attainment, targets, the premium, and what every plan needs', async () => {
    await server.onDay(story.written)
    await dt.open(`/peps/${pep}/attendance`)
    await dt.write('Sessions possible', '100')
    await dt.write('Sessions attended', '93')
    await dt.write('Missed, authorised', '7')
    await dt.write('Missed, unauthorised', '0')
    await dt.write('Times late', '2')
    await dt.press('Save attendance')
    await dt.reads('Saved.', '93')

    await dt.open(`/peps/${pep}/attainment`)
    const english = dt.group(/^English/)
    await english.getByLabel('Working at').selectOption({ index: 4 })
    await dt.write('What explains this?', 'Reads widely; writes little yet.', english)
    await dt.press('Save')
    await dt.reads('Progress and attainment is saved.')

    await dt.open(`/peps/${pep}/last-targets`)
    await dt.reads('This is the first plan')

    await dt.open(`/peps/${pep}/targets`)
    for (const [area, words] of [
      ['English', 'Reads aloud to the art club twice a week'],
      ['Social, emotional and mental health', 'Names one feeling and asks for a break, four days in five']
    ] as const) {
      await dt.press('Add a target')
      await dt.pick('What is it about?', area)
      await dt.press('Save target')
      await dt.reads('There is a problem')
      await dt.write('Which need does it meet?', 'Confidence in front of others')
      await dt.write('Where are they now?', 'Once in the last four weeks')
      await dt.write('What will they be able to do?', words)
      await dt.write('Action 1: what', 'Listens on Mondays and Thursdays')
      await dt.write('Who leads?', 'Priya Raman')
      await dt.date('By when should it be met?', story.next)
      await dt.press('Save target')
      await dt.reads('The target is saved.', words)
    }

    await dt.open(`/peps/${pep}/premium`)
    await dt.press('Add a line')
    await dt.main.getByLabel('For which target?').selectOption({ index: 1 })
    await dt.main.getByLabel('What kind of help is it?').selectOption({ index: 1 })
    await dt.write('What does the money buy?', 'Art club and its materials')
    await dt.write('How many?', '10')
    await dt.write('Of what?', 'session')
    await dt.write('How much is one?', '12.50')
    await dt.choose('Once', 'How often?')
    await dt.press('Save line')
    await dt.reads('£125')

    for (const [section, answers] of Object.entries(needed)) {
      await dt.open(`/peps/${pep}/sections/${section}`)
      for (const [label, answer] of Object.entries(answers)) {
        if (answer.startsWith('= ')) await dt.choose(answer.slice(2), label)
        else await dt.write(label, answer)
      }
      await dt.press('Save and go back to the plan')
      await dt.reads('Saved: ')
    }
  })

  it('is not taken without next term’s date, saying what and who; then it is submitted', async () => {
    await dt.open(`/peps/${pep}`)
    await dt.press('Check and submit')
    await dt.reads('What is still missing', /next term/i, 'designated teacher')
    await dt.press('Submit the plan')
    await dt.reads('There is a problem')
    await sw.open(`/peps/${pep}/submit`)
    expect(await sw.main.getByRole('button', { name: 'Submit the plan' }).count()).toBe(0)
    // What the social worker owes is said to be theirs: nobody has heard the parent
    await sw.reads('Record the parent’s views, or why there are none.')
    await sw.open(`/peps/${pep}/views`)
    const parent = sw.main.getByRole('region', { name: /^A parent/ })
    await sw.unfold('There is nothing from them, and this is why', parent)
    await sw.choose('They could not be reached', 'Why?')
    await sw.press('Save the reason', parent)
    await sw.reads('Not heard: They could not be reached')

    await dt.open(`/peps/${pep}/meeting/held`)
    await dt.date('When do you meet next term?', story.next)
    await dt.press('Save')
    await dt.open(`/peps/${pep}/submit`)
    await dt.reads('The plan is ready')
    await dt.press('Submit the plan')
    await dt.reads('The plan is submitted. It is in force from now')
  })

  it('is checked: the social worker asks for one correction, the teacher mends it, the social worker confirms', async () => {
    // A submitted plan is read, not written
    await dt.open(`/peps/${pep}/sections/N`)
    expect(await dt.main.getByRole('button', { name: 'Save and next' }).count()).toBe(0)

    await sw.open('/')
    await sw.reads(name)
    await sw.open(`/peps/${pep}`)
    await sw.press('Check the plan')
    await sw.reads('Were the views recorded accurately?', 'Art on Fridays')
    const strengths = sw.main.locator('#section-N')
    await sw.unfold('Strengths, interests and achievements', strengths)
    await sw.reads('The drawing prize.')
    await sw.press('Ask for the corrections I wrote')
    await sw.reads('There is a problem')
    await sw.unfold('Strengths, interests and achievements', strengths)
    await sw.unfold('Something is wrong here', strengths)
    await sw.write('What should be corrected?', 'It was the painting prize.', strengths)
    await sw.press('Ask for the corrections I wrote')
    await sw.reads('Asked for one correction.', 'Open, due')

    await mailTo(server, teacher, /look again at one of your answers/)
    await dt.open(`/peps/${pep}/check`)
    await dt.press(/^Open, due/)
    await dt.reads('It was the painting prize.')
    await dt.main.getByRole('textbox').first().fill('The painting prize.')
    await dt.press('Save the mended answer')
    await dt.reads('The answer is mended.')

    await sw.open(`/peps/${pep}/check`)
    await sw.reads('Mended')
    await sw.unfold('Strengths, interests and achievements', strengths)
    await sw.reads('The painting prize.')
    await sw.press('Everything is recorded accurately')
    await sw.reads('You have confirmed: recorded accurately.')
  })

  it('is reviewed: one section goes back with its reason, comes again, and is signed off', async () => {
    const adviser = await walk.someone('adviser')
    await adviser.open(`/peps/${pep}`)
    await adviser.press('Review the plan')
    await adviser.press('Finish')
    await adviser.reads('There is a problem')
    await rate(adviser, '2')
    await adviser.unfold('Feedback or return: Teaching and support')
    await adviser.choose(/^Return this section/, undefined)
    await adviser.write('What has to be put right?', 'Say who sits with them and when.')
    await adviser.choose('Return the sections I chose')
    await adviser.press('Finish')
    await adviser.reads('Returned. The owners of the sections have been told.')

    await mailTo(server, teacher, /has come back to you/)
    await dt.open(`/peps/${pep}`)
    await dt.reads('Returned', 'Say who sits with them and when.')
    await dt.press('Teaching and support')
    await dt.write('What teaching in class works well for them?', 'A seat at the side; Ms Lane beside them in English.')
    await dt.press('Save and go back to the plan')
    await dt.press('Check and submit again')
    await dt.press('Submit the plan again')
    await dt.reads('The plan is submitted.')

    await adviser.open(`/peps/${pep}/review`)
    await adviser.reads('Ms Lane beside them')
    await rate(adviser, '3')
    await adviser.write('Feedback on the whole plan', 'A plan that knows its child. Next: a figure for writing.')
    await adviser.choose('Sign off')
    await adviser.press('Finish')
    await adviser.reads('Signed off. The copies are being made.')
  })

  it('is filed: the social worker has the copy, the case record acknowledges it, and nothing can be changed but by a dated addendum', async () => {
    const mail = await mailTo(server, socialWorker, /signed off: please save the copy/)
    expect(mail.text).toContain(`/peps/${pep}/copies`)
    await sw.open(`/peps/${pep}/copies`)
    await sw.comesToRead('Download the full copy', 'Sent to the case record on', 'Not filed yet')
    const copy = await sw.page.request.get(`${server.url}/peps/${pep}/copies/full`)
    const bytes = await copy.body()
    expect([copy.status(), bytes.subarray(0, 5).toString('latin1')]).toEqual([200, '%PDF-'])
    expect(copy.headers()['content-disposition']).toContain('attachment')

    const folder = join(server.dataFolder, 'case-record')
    const sent = readdirSync(folder).filter(
      file => file.endsWith('.pdf') && !existsSync(join(folder, `${file.slice(0, -4)}.receipt.json`))
    )
    const mine =
      sent.find(file => readFileSync(join(folder, file.replace(/pdf$/, 'csv')), 'utf8').includes(child.id)) ?? ''
    expect(mine).toMatch(/\.pdf$/)
    expect(JSON.stringify(JSON.parse(readFileSync(join(folder, mine.replace(/pdf$/, 'json')), 'utf8')))).toContain(
      child.last
    )

    await sw.press('I have saved it')
    await sw.reads('Thank you. The plan is filed.', 'Filed on')

    // Locked: neither page nor post takes another word
    await dt.open(`/peps/${pep}/sections/R`)
    expect(await dt.main.getByRole('button', { name: 'Save and next' }).count()).toBe(0)
    const late = await dt.page.request.put(`${server.url}/peps/${pep}/answers/R.teaching`, {
      data: { value: 'Changed after sign-off', base: 1, mutation: crypto.randomUUID() }
    })
    expect(late.status()).toBe(403)
    await sw.open(`/peps/${pep}`)
    await sw.press('Read or add a dated addendum')
    await sw.write('What is to be added or put right?', 'The key adult is Ms Lane from January.')
    await sw.press('Add it to the plan')
    await sw.reads('The addendum is part of the plan now.', 'The key adult is Ms Lane from January.')
  })

  it('is on record: who has looked, and a chain that is whole', async () => {
    await sw.open(`/peps/${pep}`)
    await sw.press(name)
    await sw.press(/who has looked/i)
    await sw.reads('Priya Raman', 'Grace Adeyemi', 'Helen Marlowe')
    const { code, out } = await server.command('audit', 'verify')
    expect([code, out]).toEqual([0, expect.stringMatching(/whole/i)])
    expect([...dt.errors, ...sw.errors]).toEqual([])
    expect(walk.visited.length).toBeGreaterThan(40)
  })
}

/** Every criterion of the review gets this mark. */
async function rate(adviser: Walker, mark: string): Promise<void> {
  for (let criterion = 1; criterion <= 10; criterion++)
    await adviser.choose(new RegExp(`^${mark}`), new RegExp(`^${criterion}\\. `))
}

/** What the law and the guidance require of a plan, by section, where no record answers it. */
const needed: Record<string, Record<string, string>> = {
  F: {
    'How has their education gone so far?': 'One primary school; here since September last year.',
    'How many hours of education are they offered each week?': '25'
  },
  G: { 'How are attendance and behaviour this term, in a sentence or two?': 'Good, and late twice by the bus.' },
  H: { 'Do they have special educational needs?': '= None known' },
  I: { 'In a sentence or two, how is learning going and what explains it?': 'Secure, and better where she can draw.' },
  N: {
    'What have they achieved?': 'The drawing prize.',
    'What do they enjoy in their free time?': 'Drawing, and the neighbour’s dog.',
    'How does the carer help them learn and follow their interests?': 'Pencils, paper, and a table by the window.'
  },
  R: { 'What teaching in class works well for them?': 'A seat at the side, and a question ahead of time.' },
  S: { 'Is a change of school, stage or course planned?': '= No' }
}

const dayOf = (date: string): string => String(Number(date.slice(8)))
