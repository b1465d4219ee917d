import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { linkInWaiting } from '../people/one-time-link.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor } from '../web/testing/served.ts'
import { texts } from './texts.ts'

let database: TestDatabase
let plan: Plan
let served: Served

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  served = await serveFor(database, planToday)
  const text = texts['copy filed']({ link: `${served.origin}/peps/${plan.pepId}/copies` })
  for (const word of ['sw', 'dt-elsewhere']) {
    const id = newId()
    await plan.run(
      `insert into outbox (id, authority_id, child_id, pep_id, event_key, message_id, kind, to_person, subject, words, made_at)
       select $1, 937, $2, $3, $4, $5, 'copy filed', id, $6, $7, now() from person where demo_word = $8`,
      [id, plan.childId, plan.pepId, `test ${word}`, `<${id}@localhost>`, text.subject, text.words, word]
    )
  }
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

describe('a message, read inside', () => {
  it('names the child to whoever may see the child, leads to the place, and is on record as seen', async () => {
    const { html } = await (await served.as('sw')).get('/messages')
    expect(html).toMatch(new RegExp(`About <a[^>]*href="/peps/${plan.pepId}/copies"><bdi>Rowan Ash</bdi>`))
    expect(html).not.toContain('This message names nobody')
    expect(
      await plan.run(`select action from audit_event where action like '%own messages%' and ids ? $1::text`, [
        plan.childId
      ])
    ).toHaveLength(1)
  })

  it('leads there by a link with words; a private link’s token is in no word of it', async () => {
    const id = newId()
    const text = texts['dates proposed']({ dates: [], link: `${served.origin}/polls/${linkInWaiting(id)}` })
    await plan.run(
      `insert into outbox (id, authority_id, event_key, message_id, kind, to_person, subject, words, made_at)
       select $1, 937, 'test poll', $2, 'dates proposed', id, $3, $4, now() from person where demo_word = 'sw'`,
      [id, `<${id}@localhost>`, text.subject, text.words]
    )
    const { html } = await (await served.as('sw')).get('/messages')
    expect(html).toMatch(/<a class="govuk-link" href="\/polls\/[\w-]{43}">Say which dates suit you</)
    expect(html).toContain(`href="/peps/${plan.pepId}/copies">See the copies<`)
    const read = html.replace(/<[^>]+>/g, ' ')
    expect(read).not.toMatch(/\/polls\/|You need no account|localhost/)
  })

  it('names nobody to whom the child is not', async () => {
    const { html } = await (await served.as('dt-elsewhere')).get('/messages')
    expect(html).toContain('A plan is in the case record')
    expect(html).not.toMatch(/Rowan|Ash<|About </)
  })

  it('is without personal data as an e-mail', async () => {
    for (const row of await plan.run('select subject, words from outbox'))
      expect(`${row.subject} ${row.words}`).not.toMatch(/Rowan|Ash\b/)
  })
})

it('the letter to a setting’s contact leads to a page that they may read, without an account', async () => {
  const { words } = texts['late at your setting']({ link: `${served.origin}/help/late` })
  expect(words).not.toContain('Who may see what')
  const { status, html } = await served.someone().get('/help/late')
  expect([status, html.includes('Ask your designated teacher today')]).toEqual([200, true])
})
