import { request } from 'node:http'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { badFiles } from './bad-files.ts'
import { openScene, type Scene, Stage, sendTwice } from './bad-input.ts'
import { Visitor } from './browserless.ts'
import { mailTo } from './inbox.ts'
import type { Walker } from './walk.ts'

/**
 * What cannot be taken is said where it is, with how to mend it; nothing is lost, nothing is half done, and each refusal is
 * on record. At a desk with JavaScript, and on a telephone without.
 */

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open('2026-11-10')
})
afterAll(() => stage?.close())

describe.each([
  { means: { javaScript: true, width: 1280 }, where: 'at a desk' },
  { means: { javaScript: false, width: 320 }, where: 'on a telephone without JavaScript' }
])('$where', ({ means }) => {
  let scene: Scene
  let dt: Walker
  let pep: string
  beforeAll(async () => {
    scene = await openScene(stage, means)
    ;({ dt, pep } = scene)
  })
  afterAll(async () => {
    expect([...scene.admin.errors, ...dt.errors]).toEqual([])
    await scene.walk.end()
  })
  const own = <T>(desk: T, telephone: T): T => (means.javaScript ? desk : telephone)

  badFiles(() => scene, own)

  it.each([
    ['in the past', '2026-11-02', 'Monday 2 November 2026 has passed. Choose today or a day to come.'],
    [
      'on a bank holiday',
      '2026-12-25',
      'Friday 25 December 2026 is a bank holiday (Christmas Day). Choose another day.'
    ]
  ])('a meeting %s is refused; what was typed stays, and nobody is told', async (_, day, words) => {
    const refused = await stage.changesNothing(async () => {
      await dt.open(`/peps/${pep}/meeting`)
      await dt.date('Date of the meeting', day)
      await dt.write('Time it starts', '14:30')
      await dt.write('Place', 'Room 4, by the library')
      await dt.press('Save and send the invitations')
      await dt.isSentBack(dt.group('Date of the meeting').getByLabel('Day'), words)
      expect(await dt.main.getByLabel('Place', { exact: true }).inputValue()).toBe('Room 4, by the library')
      const boxes = await dt.group('Date of the meeting').getByRole('textbox').all()
      expect(await Promise.all(boxes.map(box => box.inputValue()))).toEqual(
        day
          .split('-')
          .reverse()
          .map(part => String(Number(part)))
      )
    })
    expect(refused).toMatchObject([
      { who: 'dt', action: 'arrange meeting', outcome: 'refused', reason: words, pep_id: pep }
    ])
  })

  describe('one answer', () => {
    const asked = own({ clash: 'R.adjustments', twice: 'R.academic' }, { clash: 'R.semh', twice: 'R.teaching' })
    const box = (page: Page, question: string): Locator => page.locator(`textarea[name="q:${question}"]`)
    const versions = async (question: string) => {
      const { rows } = await stage.ledger.owner.query(
        'select version, value from answer_version where pep_id = $1 and question = $2 order by version',
        [pep, question]
      )
      return rows.map(row => [row.version, row.value])
    }

    it('sent twice counts once', async () => {
      const firstAnswer = await sendTwice(dt.page, means.javaScript ? /\/answers\// : /\/sections\/R$/)
      const written = "select count(*)::int as n from audit_event where action = 'write answers' and pep_id = $1"
      const before = (await stage.ledger.owner.query(written, [pep])).rows[0].n
      await dt.open(`/peps/${pep}/sections/R`)
      await box(dt.page, asked.twice).fill('Reads aloud with Mr Oakes')
      if (means.javaScript) {
        await box(dt.page, asked.twice).blur()
        await dt.page
          .locator('[data-saved]')
          .filter({ hasText: /^Saved / })
          .waitFor()
      } else {
        await dt.press('Save and go back to the plan')
        await dt.reads('Saved: ')
      }
      expect(firstAnswer()).toBe(own(200, 303))
      expect(await versions(asked.twice)).toEqual([[1, 'Reads aloud with Mr Oakes']])
      expect((await stage.ledger.owner.query(written, [pep])).rows[0].n).toBe(before + 1)
      await dt.page.unrouteAll()
    })

    it('saved from two tabs: the second sees both texts and chooses; the other stays in the history', async () => {
      await dt.open(`/peps/${pep}/sections/R`)
      const second = await dt.page.context().newPage()
      // Without its stream: with it the first text would stand there too before the second is written
      await second.route('**/events', stream => stream.abort())
      await second.goto(dt.page.url())
      const save = async (page: Page, words: string, then: () => Promise<unknown>) => {
        await box(page, asked.clash).fill(words)
        if (means.javaScript) await box(page, asked.clash).blur()
        else await page.getByRole('button', { name: 'Save and go back to the plan' }).click()
        await then()
      }
      await save(dt.page, 'A seat by the door', () =>
        means.javaScript
          ? dt.page
              .locator('[data-saved]')
              .filter({ hasText: /^Saved / })
              .waitFor()
          : dt.page.getByText('Saved: ').waitFor()
      )
      await save(second, 'A seat at the front', async () => {
        if (!means.javaScript) return
        await second
          .getByText('In another tab or on another device, you wrote here at the same time. Both texts are kept.')
          .waitFor()
        await second.getByRole('link', { name: 'See both and choose' }).click()
      })
      await second.waitForURL(/\/clashes$/)
      await second.close()

      await dt.open(`/peps/${pep}/clashes`)
      expect(await dt.main.getByRole('heading', { level: 1 }).innerText()).toBe('You wrote this twice, on two pages')
      await dt.reads('What you wrote first A seat by the door', 'What you wrote second A seat at the front')
      // Nothing is chosen yet: the first stands, the second waits
      expect(await versions(asked.clash)).toEqual([[1, 'A seat by the door']])

      await dt.press(own('Keep the second', 'Keep the first'))
      await dt.reads(
        'Your choice is saved. The other text stays in the history.',
        'A seat by the door',
        'A seat at the front'
      )
      expect(await versions(asked.clash)).toEqual(
        own(
          [
            [1, 'A seat by the door'],
            [2, 'A seat at the front']
          ],
          [[1, 'A seat by the door']]
        )
      )
      await dt.press(/^Bring this text back/)
      await dt.open(`/peps/${pep}/sections/R`)
      expect(await box(dt.page, asked.clash).inputValue()).toBe(own('A seat by the door', 'A seat at the front'))
      await dt.open(`/peps/${pep}/clashes`)
      await dt.reads('Nothing to choose')
    })
  })

  describe('a link that has expired', () => {
    const expire = () =>
      stage.ledger.owner.query("update app.one_time_link set expires_at = now() - interval '1 second'")

    it('to sign in: says so, and leads to a new one that goes on where one was going', async () => {
      const who = own('sw', 'dt-elsewhere')
      const { rows } = await stage.ledger.owner.query('select email from person where demo_word = $1', [who])
      const asking = new Visitor(stage.server.url)
      await asking.post('/sign-in', { email: rows[0].email, next: '/messages' })
      const { text } = await mailTo(stage.server, rows[0].email, /sign in/i)
      const link = /\/sign-in\/link\/[\w-]+/.exec(text)?.[0] ?? ''
      const visitor = await scene.walk.someone(null)
      await visitor.open(link)
      await visitor.reads('Sign in to Open PEP')
      await expire()
      const refused = await stage.changesNothing(async () => {
        // pressed too late, and looked at again
        await visitor.press('Sign in')
        await visitor.reads('This link does not work', 'This link is too old. A link works for 15 minutes.')
        expect((await visitor.tries(link))?.status()).toBe(410)
      })
      expect(refused).toMatchObject([
        { action: 'sign in by link', outcome: 'refused', reason: 'This link is too old. A link works for 15 minutes.' },
        { action: 'sign in by link', outcome: 'refused', reason: 'This link is too old. A link works for 15 minutes.' }
      ])
      await visitor.press('Ask for a new link')
      expect(visitor.page.url()).toBe(`${stage.server.url}/sign-in?next=%2Fmessages`)
      expect(visitor.errors).toEqual([])
    })

    it(`${own('of a carer', 'of a child')}, to say what they think: says so and whom to ask; nothing opens`, async () => {
      const plan = await stage.planOf('Kezia')
      const sw = await scene.walk.someone('sw')
      await sw.open(`/peps/${plan}/views`)
      await sw.press('E-mail a private link', sw.main.getByRole('region', { name: own(/The carer/, /The child/) }))
      const { rows } = await stage.ledger.owner.query(
        `select p.email from app.one_time_link l join person p on p.id = l.person_id
          where l.pep_id = $1 order by l.made_at desc`,
        [plan]
      )
      const { text } = await mailTo(stage.server, rows[0].email, /think|views|say/i)
      const link = /\/views\/[\w-]{20,}/.exec(text)?.[0] ?? ''
      const carer = await scene.walk.someone(null)
      await carer.open(link)
      await expire()
      const refused = await stage.changesNothing(async () => {
        await carer.press('Start')
        await carer.reads('This link has ended', 'A link works until 14 days after the meeting')
        expect((await carer.tries(link))?.status()).toBe(410)
        await carer.reads('ask Grace Adeyemi at Arden and Vale', 'for a new link')
        await carer.tries(`/peps/${plan}/my-part`)
        expect(carer.path).toBe('/sign-in')
      })
      expect(refused.map(one => [one.action, one.outcome])).toEqual([
        ['private link', 'refused'],
        ['private link', 'refused']
      ])
      for (const one of refused) expect(one).toMatchObject({ reason: 'This link has ended', pep_id: plan })
      expect([...carer.errors, ...sw.errors]).toEqual([])
    })
  })

  it('a section of a child that is not yours is not there, whatever is tried, and the attempt is on record', async () => {
    const theirs = `/peps/${await stage.planOf('Rosie')}/sections/R`
    const refused = await stage.changesNothing(async () => {
      expect((await dt.tries(theirs))?.status()).toBe(404)
      await dt.reads('Page not found', 'may not be yours to see')
      await dt.readsNot('Rosie', 'Bickerstaff')
      await dt.open(`/peps/${pep}/sections/R`)
      const _csrf = await dt.page.locator('main input[name=_csrf]').inputValue()
      const posted = await dt.page.request.post(stage.server.url + theirs, {
        form: { _csrf, 'q:R.teaching': 'Not mine to say', 'base:R.teaching': '0', mutation: crypto.randomUUID() }
      })
      expect(posted.status()).toBe(404)
      const put = await dt.page.request.put(
        `${stage.server.url}${theirs.replace('sections/R', 'answers/R.teaching')}`,
        {
          data: { value: 'Not mine to say', base: 0, mutation: crypto.randomUUID() }
        }
      )
      expect([put.status(), await put.json()]).toEqual([
        404,
        { problem: 'There is no such question, or the plan is not yours.' }
      ])
    })
    expect(refused).toMatchObject([
      { who: 'dt', action: 'section of a plan', outcome: 'not-found', payload: { address: theirs } },
      { who: 'dt', action: 'section of a plan', outcome: 'not-found', payload: { address: theirs } },
      { who: 'dt', action: 'write answers', outcome: 'not-found' }
    ])
  })
})

it('what says that it is larger than all files together may be is not read at all', async () => {
  const answer = await new Promise<number>((resolve, reject) => {
    const asking = request(`${stage.server.url}/imports`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 300 << 20 }
    })
    asking.on('response', reply => resolve(reply.statusCode ?? 0)).on('error', reject)
    asking.write('--x\r\n')
    setTimeout(() => asking.destroy(), 5_000).unref()
  })
  expect(answer).toBe(413)
})
