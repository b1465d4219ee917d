import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { mailTo } from './inbox.ts'
import { type RunningServer, startServer } from './server.ts'
import { Walk, type Walker } from './walk.ts'

/**
 * G 3.1 and G 5: a child without a school place. The social worker leads and writes the teacher's part with the adviser's help,
 * an interpreter is there, submitting is the check, and whoever wrote in the plan does not rate it.
 */

const socialWorker = 'leila.haddad@ardenvale.example'
const name = 'Yonas Tesfamariam'

describe('a child without a school place', () => {
  let server: RunningServer
  let browser: Browser
  let walk: Walk
  let sw: Walker
  let adviser: Walker
  let pep: string

  beforeAll(async () => {
    browser = await launchChromium()
    server = await startServer({ OPENPEP_TODAY: '2026-11-10' })
    walk = new Walk(browser, server, { javaScript: true, width: 1280 })
    sw = await walk.someone('sw-no-school')
    adviser = await walk.someone('adviser')
  })
  afterAll(async () => {
    await walk?.end()
    await browser?.close()
    await server?.stop()
  })

  /** Fills a section; `= ` chooses, anything else is written. */
  async function fill(walker: Walker, section: string, answers: Record<string, string>) {
    await walker.open(`/peps/${pep}/sections/${section}`)
    for (const [label, answer] of Object.entries(answers)) {
      if (answer.startsWith('= ')) await walker.choose(answer.slice(2), label)
      else await walker.write(label, answer)
    }
    await walker.press('Save and go back to the plan')
    await walker.reads('Saved: ')
  }

  it('comes into care without one: the plan opens for the social worker to lead', async () => {
    const admin = await walk.someone('admin')
    await admin.open('/imports')
    await admin.choose('Children')
    await admin.page.getByLabel('The file').setInputFiles({
      name: 'new-into-care.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        [
          'care_system_id,first_name,last_name,date_of_birth,sex,care_began,legal_status,placement_type,placement_began,year_group,social_worker_email,adviser_email,carer_name,first_language,interpreter_language,uasc',
          `NSP-1,Yonas,Tesfamariam,2011-06-03,M,2026-11-09,V2,U1,2026-11-09,10,${socialWorker},helen.marlowe@ardenvale.example,Maud Elder,Tigrinya,Tigrinya,yes`
        ].join('\n')
      )
    })
    await admin.press('Check the file')
    await admin.press('Import this file')
    await admin.reads('The file is imported.')

    await sw.open('/')
    await sw.press(new RegExp(`^Arrange the meeting for ${name}`))
    pep = sw.path.split('/')[2] ?? ''
    await sw.open(`/peps/${pep}`)
    await sw.reads(`${name}’s plan`, 'No school place')
  })

  it('is arranged and held by the social worker, with an interpreter', async () => {
    await sw.open(`/peps/${pep}/meeting`)
    await sw.date('Date of the meeting', '2026-11-10')
    await sw.write('Time it starts', '15:00')
    await sw.write('Place', 'The family centre')
    await sw.choose('Booked', 'Interpreter')
    await sw.press('Save and send the invitations')
    await sw.reads('The meeting is saved.')

    await sw.open(`/peps/${pep}/meeting/held`)
    await sw.choose('Came', /^Social worker/)
    await sw.choose('Came', /^Carer/)
    await sw.choose('Came', /^The child/)
    await sw.choose('Was not invited', /^Parent/)
    await sw.choose('Was not invited', /^Designated teacher/)
    await sw.write('Why did the parent not come?', 'Not in the country')
    await sw.write('Why did the designated teacher not come?', 'There is no school yet')
    await sw.unfold('The date of next term')
    await sw.date('When do you meet next term?', '2027-01-26')
    await sw.press('Record the meeting as held')
    await sw.reads('The meeting is recorded as held on')
  })

  it('is written by the social worker; the adviser helps with one part', async () => {
    await fill(adviser, 'I', {
      'In a sentence or two, how is learning going and what explains it?': 'Reads Tigrinya well; English is new.'
    })
    await fill(sw, 'F', {
      'How has their education gone so far?': 'Five years of primary school, then two on the way here.',
      'Where were they last on a roll?': 'No school in the UK yet',
      'What education do they get in the meantime?': 'English at the family centre every morning.',
      'For how many hours a week?': '12',
      'What schooling did they have before they came to the UK?': 'To year 5 in Keren.'
    })
    await fill(sw, 'G', {
      'How are they taking part in the education they get, and how is their behaviour, in a sentence or two?':
        'Comes every day.'
    })
    await fill(sw, 'H', { 'Do they have special educational needs?': '= None known' })
    await fill(sw, 'M', { 'What do you think of their progress?': 'Eager; asks for a school each day.' })
    await fill(sw, 'N', {
      'What have they achieved?': 'A hundred English words in a month.',
      'What do they enjoy in their free time?': 'Football and cycling.',
      'How does the carer help them learn and follow their interests?': 'Reads with him each evening.'
    })
    await fill(sw, 'S', { 'Is a change of school, stage or course planned?': '= No' })

    await sw.open(`/peps/${pep}/views`)
    for (const [region, reason] of [
      [/^A parent/, 'They could not be reached'],
      [/^The carer/, null]
    ] as const) {
      const party = sw.main.getByRole('region', { name: region })
      await sw.unfold('There is nothing from them, and this is why', party)
      if (reason) await party.getByLabel(reason).check()
      else await party.getByRole('radio').filter({ visible: true }).first().check()
      await sw.press('Save the reason', party)
      await sw.reads('The reason is recorded.')
    }
    const child = sw.main.getByRole('region', { name: /^The child/ })
    await sw.unfold('They told me, and I write it down', child)
    await child.getByRole('radio').filter({ visible: true }).first().check()
    await sw.press('Save and write down what was said', child)
    await sw.main.getByRole('textbox').first().fill('I want a school with football.')
    await sw.press('Save and go back to the plan')

    await sw.open(`/peps/${pep}/targets/new`)
    await sw.pick('What is it about?', 'English')
    await sw.write('Which need does it meet?', 'English for every lesson')
    await sw.write('Where are they now?', 'About 100 words')
    await sw.write('What will they be able to do?', 'Uses 250 English words in the Friday talk')
    await sw.write('Action 1: what', 'Teaches each morning at the family centre')
    await sw.write('Who leads?', 'Leila Haddad')
    await sw.date('By when should it be met?', '2027-01-26')
    await sw.press('Save target')
    await sw.reads('The target is saved.')
  })

  it('says what is missing, row by row; then the social worker submits, and that is the check', async () => {
    await sw.open(`/peps/${pep}/submit`)
    await sw.reads('Which schools have been asked?', 'social worker')
    await sw.open(`/peps/${pep}/sections/F`)
    const asked = sw.group('Which schools have been asked?')
    await asked.getByLabel('School').first().fill('Ardenbury High School')
    await sw.press('Save and go back to the plan')
    await sw.open(`/peps/${pep}/submit`)
    await sw.reads('The plan is ready')
    await sw.press('Submit the plan')
    await sw.reads('The plan is submitted.')
    await sw.open('/')
    await sw.readsNot(`Check the plan for ${name}`)
  })

  it('is not rated by the adviser who wrote in it; the head does, and signs off', async () => {
    const refused = await adviser.tries(`/peps/${pep}/review`)
    expect(refused?.status()).toBe(403)
    const head = await walk.someone('head')
    await head.open(`/peps/${pep}/review`)
    for (let criterion = 1; criterion <= 10; criterion++)
      await head.choose(criterion === 7 ? 'Does not apply' : /^3/, new RegExp(`^${criterion}\\. `))
    await head.main.getByLabel('Because').filter({ visible: true }).first().fill('This is the first plan.')
    await head.write('Feedback on the whole plan', 'A place by January is the next step.')
    await head.choose('Sign off')
    await head.press('Finish')
    await head.reads('Signed off. The copies are being made.')

    await mailTo(server, socialWorker, /signed off: please save the copy/)
    await sw.open(`/peps/${pep}/copies`)
    await sw.comesToRead('Sent to the case record on')
    await sw.press('I have saved it')
    await sw.reads('Thank you. The plan is filed.')
    expect([...sw.errors, ...head.errors]).toEqual([])
  })
})
