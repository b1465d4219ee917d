import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
const relatives = ['carer', 'parent', 'child'] as const

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  for (const role of relatives) {
    const id = newId()
    await plan.run(`insert into person (id, kind, name, email, demo_word) values ($1, 'family', $2, $3, $4)`, [
      id,
      `Family ${role}`,
      `${role}@home.example`,
      role
    ])
    await plan.run(
      `insert into allocation (id, authority_id, child_id, person_id, role, starts) values ($1, 937, $2, $3, $4, '2024-01-01')`,
      [newId(), plan.childId, id, role]
    )
  }
  const last = [plan.previousPepId, plan.childId]
  await plan.run(`update pep set opened_on = '2026-09-01' where id = $1`, [plan.pepId])
  await plan.run(
    `insert into meeting (pep_id, authority_id, child_id, on_date, held_on) values ($1, 937, $2, '2026-05-20', '2026-05-20')`,
    last
  )
  await plan.run(
    `insert into meeting (pep_id, authority_id, child_id, on_date, at_time, place) values ($1, 937, $2, '2026-12-03', '14:00', 'Room 4, Alder School')`,
    [plan.pepId, plan.childId]
  )
  await plan.run(`update target set child_words = 'I know my sevens', actions = $2 where id = $1`, [
    plan.lastTargetId,
    JSON.stringify([
      { who: 'carer', what: 'Quiz in the car' },
      { who: 'child', what: 'Play the game' }
    ])
  ])
  await plan.run(
    `insert into action (id, pep_id, authority_id, child_id, words, owner_party) values ($3, $1, 937, $2, 'Asks about the chess club', 'social-worker')`,
    [...last, newId()]
  )
  await plan.run(
    `insert into answer (pep_id, question, authority_id, child_id, section, audience, value, version, written_by, written_at)
     values ($1, 'T.saidDid', 937, $2, 'T', '{setting,child}', '[{"said":"Lunch is too loud","did":"You may eat in the library"}]', 1, (select id from person where demo_word = 'dt'), '2026-05-20T09:00:00Z')`,
    last
  )
  await plan.run(
    `insert into answer (pep_id, question, authority_id, child_id, section, audience, value, version, written_by, written_at)
     values ($1, 'J.best', 937, $2, 'J', '{child}', '"Art with Mr Oak"', 1, (select id from person where demo_word = 'child'), '2026-05-19T09:00:00Z')`,
    last
  )
  for (const audience of relatives)
    await plan.run(
      `insert into issued_copy (id, pep_id, authority_id, child_id, audience, file_name, sha256, size, issued_at)
       values ($3, $1, 937, $2, $4, 'plan.pdf', $5, 1000, '2026-06-10T09:00:00Z')`,
      [...last, newId(), audience, audience.padEnd(64, '0')]
    )
  served = await serveFor(database, planToday)
}, 60_000)
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})
beforeEach(async () => {
  await plan.run(`update meeting set parent_agreed_on = null, parent_agreed_by = null`)
  await plan.run(`update child set setting_withheld = false, address_withheld = false`)
})

const home = async (word: string) => (await (await served.as(word)).get('/')).html
const agreeToTheParent = () =>
  plan.run(
    `update meeting set parent_agreed_on = '2026-11-01', parent_agreed_by = (select id from person where demo_word = 'sw')`
  )

describe('the carer’s page', () => {
  it('says when and where we meet, what we ask, what the plan asks, and where their copy is', async () => {
    const html = await home('carer')
    expect(html).toContain('Thursday 3 December 2026 at 14:00')
    expect(html).toContain('Room 4, Alder School')
    expect(html).toContain(`href="/peps/${plan.pepId}/my-part"`)
    expect(html).toContain('Quiz in the car')
    expect(html).not.toContain('Play the game')
    expect(html).not.toContain('chess club')
    expect(html).toContain(`href="/peps/${plan.previousPepId}/copies/carer"`)
    expect(html).toContain('Wednesday 10 June 2026')
  })
})

describe('what a carer said they would do', () => {
  it('is marked once its day is past, and the carer says when it is done; nobody else’s is theirs to finish', async () => {
    const [own, other] = [newId(), newId()]
    for (const [id, party, words] of [
      [own, 'carer', 'Ask for a free place'],
      [other, 'designated-teacher', 'Write to the club']
    ])
      await plan.run(
        `insert into action (id, pep_id, authority_id, child_id, words, owner_party, due) values ($1, $2, 937, $3, $4, $5, '2026-09-29')`,
        [id, plan.previousPepId, plan.childId, words, party]
      )
    expect(await home('carer')).toMatch(
      /Ask for a free place[\s\S]*29 September 2026[\s\S]*Late[\s\S]*say what is done/
    )
    const carer = await served.as('carer')
    const part = `/peps/${plan.previousPepId}/part`
    expect((await carer.get(part)).html).toContain('I have done this')
    expect((await carer.post(part, { action: other, done: 'yes' })).status).toBe(422)
    expect((await carer.post(part, { action: own, done: 'yes' })).status).toBe(303)
    expect(await plan.run('select words from action where done_on is not null')).toEqual([
      { words: 'Ask for a free place' }
    ])
    expect(await home('carer')).toMatch(/Ask for a free place[\s\S]*Done<\/strong> on/)
    expect(await home('carer')).not.toContain('Late')
    expect((await (await served.as('dt')).get(`/peps/${plan.previousPepId}/actions`)).html).toContain(
      'Done</strong> on'
    )
  })
})

describe('the parent’s page', () => {
  it('tells nothing and asks nothing before the social worker’s yes', async () => {
    const html = await home('parent')
    for (const kept of ['3 December', 'Room 4', 'my-part', 'Quiz', 'copies/parent']) expect(html).not.toContain(kept)
  })

  it('after it: the day, a button, and the copy once it is released', async () => {
    await agreeToTheParent()
    const html = await home('parent')
    expect(html).toContain('3 December 2026 at 14:00')
    expect(html).toContain('Room 4')
    expect(html).toContain(`href="/peps/${plan.pepId}/my-part"`)
    expect(html).not.toContain('copies/parent')
    await plan.run(
      `update issued_copy set released_on = '2026-06-12', released_by = (select id from person where demo_word = 'adviser') where audience = 'parent'`
    )
    expect(await home('parent')).toContain(`href="/peps/${plan.previousPepId}/copies/parent"`)
  })

  it.each(['setting_withheld', 'address_withheld'])('no place where there is %s', async flag => {
    await agreeToTheParent()
    await plan.run(`update child set ${flag} = true`)
    const html = await home('parent')
    expect(html).toContain('3 December 2026')
    expect(html).not.toContain('Room 4')
  })
})

describe('the young person’s page', () => {
  it('is their own, and no list of adults’ work', async () => {
    const html = await home('child')
    for (const words of [
      'This is your page',
      'Say what I think',
      'See my plan',
      '3 December 2026',
      'Room 4',
      'Childline'
    ])
      expect(html).toContain(words)
    for (const words of ['What you need to do', 'Do not write it here', 'href="/messages"'])
      expect(html).not.toContain(words)
  })

  it('shows the last plan that is in force: what they said and what was done, their wording, who helps', async () => {
    const child = await served.as('child')
    const { html } = await child.get(`/peps/${plan.pepId}/my-views/plan`)
    for (const words of [
      'Lunch is too loud',
      'You may eat in the library',
      'I know my sevens',
      'Play the game',
      'Your carer: <bdi>Quiz in the car</bdi>',
      'Your social worker: <bdi>Asks about the chess club</bdi>',
      'Your social worker: <bdi>Person sw</bdi>',
      'Your teacher: <bdi>Person dt</bdi>',
      '0800 1111',
      `/peps/${plan.previousPepId}/copies/child`
    ])
      expect(html).toContain(words)
    expect(html).not.toContain('Knows the seven times table')
    // Every word of theirs, beside what was written back.
    for (const words of ['What is the best thing about school?', 'Art with Mr Oak']) expect(html).toContain(words)
    expect((await (await served.as('carer')).get(`/peps/${plan.pepId}/my-views/plan`)).status).toBe(404)
    expect((await (await served.as('dt')).get(`/peps/${plan.pepId}/my-views/plan`)).status).toBe(404)
  })
})
