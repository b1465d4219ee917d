import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
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
  const text = texts['copy filed']({ link: `http://localhost/peps/${plan.pepId}/copies` })
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
