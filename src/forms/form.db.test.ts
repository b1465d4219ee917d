import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'
import type { LocalChange } from './local.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let head: Visitor
let administrator: Visitor
const question = (id: string) => `/authority/form/questions/${id}`

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  await plan.person('head', 'virtual-school-head')
  await plan.person('administrator', 'administrator')
  await plan.run(
    `insert into care_period (id, authority_id, child_id, starts, legal_status, short_break) values ($1, 937, $2, '2023-09-01', 'C2', false)`,
    [newId(), plan.childId]
  )
  served = await serveFor(database, planToday)
  head = await served.as('head')
  administrator = await served.as('administrator')
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const draft = async () =>
  ((await plan.run('select changes from form_draft where authority_id = 937'))[0]?.changes ?? []) as LocalChange[]
const words = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const fieldsIn = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/name="(base-1|seen|only)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])
  )

describe('who', () => {
  test('the Virtual School reads it, the head and the administrator write it, a school neither', async () => {
    const adviser = await served.as('adviser')
    expect((await adviser.get('/authority/form')).status).toBe(200)
    expect((await adviser.get(question('B.religion'))).status).toBe(403)
    const dt = await served.as('dt')
    for (const at of ['/authority/form', '/authority/form/publish', '/authority/form/export.json'])
      expect((await dt.get(at)).status).toBe(403)
  })
  test('the schema is for everybody', async () =>
    expect(JSON.parse((await (await served.as('nobody')).get('/forms/openpep-form-1.schema.json')).html).$id).toBe(
      'openpep-form-1'
    ))
})

describe('editing', () => {
  test('a question is reworded and required; what was typed is shown as typed', async () => {
    const hostile = `<script>alert('1')</script> & “faith”?`
    const done = await head.post(question('B.religion'), { label: hostile, hint: '', required: 'yes', after: '' })
    expect(done.goes).toContain('/authority/form')
    expect(await draft()).toEqual([{ question: 'B.religion', label: hostile, hint: '', required: true }])
    const { html } = await head.get('/authority/form')
    expect(html).toContain('&lt;script>alert')
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('Required by you')
  })
  test('as it was nationally is no row at all', async () => {
    const national = (await head.get(question('B.pronouns'))).html
    expect(national).toContain('Which pronouns do they use?')
    await head.post(question('B.pronouns'), {
      ...{ label: 'Which pronouns do they use?', hint: 'For example she, he or they. Ask the child.', after: '' }
    })
    expect(await draft()).toHaveLength(1)
  })
  test('a statutory question stays: refused in words, what was typed is still there', async () => {
    const refused = await head.post(question('F.history'), {
      label: 'Their history',
      hint: '',
      hidden: 'yes',
      after: ''
    })
    expect(refused.html).toContain('statutory')
    expect(refused.html).toContain('Their history</textarea>')
    expect(await draft()).toHaveLength(1)
    expect((await head.get(question('F.nowhere'))).status).toBe(404)
  })
  test('a question of one’s own', async () => {
    const at = '/authority/form/new'
    expect((await head.post(at, { label: 'Books?', kind: 'yes-no' })).html).toContain('Choose a section')
    const lacking = await head.post(at, { section: 'N', label: 'Which club?', kind: 'choice', options: 'Chess' })
    expect(lacking.html).toContain('at least two options')
    await head.post(at, { section: 'N', label: 'Which club?', kind: 'choice', options: 'Chess\nJudo', required: 'yes' })
    expect((await draft())[1]).toEqual({
      ...{ question: 'N.ownWhichClub', label: 'Which club?', kind: 'choice', required: true },
      options: [
        { value: 'chess', label: 'Chess' },
        { value: 'judo', label: 'Judo' }
      ]
    })
  })
})

describe('two who edit', () => {
  test('the second sees both versions, and chooses', async () => {
    const opened = fieldsIn((await administrator.get(question('N.leisure'))).html)
    await head.post(question('N.leisure'), { label: 'What does the head ask?', hint: '', after: '' })
    const clash = await administrator.post(question('N.leisure'), {
      ...{ ...opened, label: 'What does the office ask?', hint: '', after: '' }
    })
    expect(clash.status).toBe(409)
    expect(words(clash.html)).toContain('What does the head ask?')
    expect(words(clash.html)).toContain('What does the office ask?')
    expect(clash.html).toContain('Keep what Person head wrote')
    expect(JSON.stringify(await draft())).not.toContain('the office')
    const again = {
      ...{ ...fieldsIn(clash.html), label: 'What does the office ask?', hint: '', after: '', keep: 'mine', at: '1' }
    }
    expect((await administrator.post(question('N.leisure'), again)).goes).toContain('/authority/form')
    expect(JSON.stringify(await draft())).toContain('the office')
  })
  test('two questions do not meet', async () => {
    const opened = fieldsIn((await administrator.get(question('N.clubs'))).html)
    await head.post(question('N.strengths'), { label: 'Strong in what?', hint: '', after: '' })
    const saved = await administrator.post(question('N.clubs'), {
      ...opened,
      label: 'Clubs?',
      hint: '',
      after: 'first'
    })
    expect(saved.goes).toContain('/authority/form')
    expect(await draft()).toHaveLength(5)
  })
  test('only what was shown is published', async () => {
    const seen = fieldsIn((await head.get('/authority/form/publish')).html)
    await administrator.post(question('N.barriers'), { label: 'What is in the way?', hint: '', after: '' })
    const refused = await head.post('/authority/form/publish', seen)
    expect(refused.html).toContain('Person administrator changed the form since')
    expect(await plan.run('select from form_edition')).toHaveLength(0)
  })
})

describe('publishing', () => {
  test('what changed is shown first; open plans keep theirs and new ones take it', async () => {
    const shown = await head.get('/authority/form/publish')
    expect(words(shown.html)).toContain('a new question, “Which club?”, which must be answered.')
    await head.post('/authority/form/publish', fieldsIn(shown.html))
    expect((await head.get('/authority/form')).html).toContain('2026.1-937.1')
    const dt = await served.as('dt')
    expect((await dt.get(`/peps/${plan.pepId}/sections/N`)).html).not.toContain('Which club?')
    const adviser = await served.as('adviser')
    await adviser.post(`/children/${plan.childId}/interim`, { reason: 'A change' })
    const [opened] = await plan.run(`select id, form_version from pep where kind = 'interim'`)
    expect(opened?.form_version).toBe('2026.1-937.1')
    const section = await dt.get(`/peps/${opened?.id}/sections/N`)
    expect(section.html).toContain('Which club?')
    const submit = (await dt.get(`/peps/${opened?.id}/submit`)).html
    expect(submit).toMatch(
      /What the law asks[\s\S]*of \d+ answered[\s\S]*What the council asks besides[\s\S]*2 to answer[\s\S]*Which club\?/
    )
    expect((await dt.get('/')).status).toBe(200)
  })
  test('what is published is not published twice, and not taken out', async () => {
    const { html } = await head.get('/authority/form/publish')
    expect(html).toContain('Nothing has changed since the last version')
    expect((await head.get(question('N.ownWhichClub'))).html).not.toContain('Take this question out')
    const file = { format: 'openpep-form-1', base: '2026.1', changes: [] }
    const refused = await send(head, { words: JSON.stringify(file), do: 'take' })
    expect(refused.html).toContain('plans may hold answers to it')
  })
  test('each edit and each version is on record', async () => {
    const rows = await plan.run(
      `select action, count(*)::int as n from audit_event where action ~ 'form$' and outcome = 'done' group by 1`
    )
    const counts = Object.fromEntries(rows.map(({ action, n }) => [action, n]))
    expect(counts).toMatchObject({ 'edit form': 7, 'publish form': 1 })
  })
})

const send = (visitor: Visitor, fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return visitor.post('/authority/form/import', form)
}

describe('as a file', () => {
  test('row by row what is wrong, and nothing kept', async () => {
    const before = await draft()
    const file = {
      ...{ format: 'openpep-form-1', base: '2026.1' },
      changes: [
        { question: 'B.religion', shownWhen: { moon: 'full' } },
        { question: 'F.history', hidden: true }
      ]
    }
    const shapes = await send(head, { words: JSON.stringify(file), do: 'take' })
    expect(words(shapes.html)).toContain('this is no condition or place that the form knows')
    expect((await send(head, { words: '{' })).html).toContain('This is not JSON')
    expect(await draft()).toEqual(before)
  })
  test('what goes out comes in again, after it was shown', async () => {
    const out = JSON.parse((await head.get('/authority/form/export.json')).html)
    expect(out.changes).toEqual(await draft())
    const changed = {
      ...out,
      changes: [...out.changes, { question: 'B.ethnicity', label: 'How do they describe it?' }]
    }
    const tried = await send(head, { words: JSON.stringify(changed) })
    expect(words(tried.html)).toContain('now reads “How do they describe it?”')
    expect(await draft()).toEqual(out.changes)
    const taken = await send(head, { words: JSON.stringify(changed), do: 'take', ...fieldsIn(tried.html) })
    expect(taken.goes).toBe('/authority/form')
    expect(await draft()).toEqual(changed.changes)
  })
})

describe('as each role sees it', () => {
  test.each([
    ['child', 'J', 'the best bit'],
    ['carer', 'K', 'going well'],
    ['designated-teacher', 'N', 'Which club?'],
    ['social-worker', 'B', 'How do they describe it?']
  ])('%s, section %s', async (role, section, asked) => {
    const { html } = await head.get(`/authority/form/preview?role=${role}&phase=primary&section=${section}`)
    expect(html).toContain(asked)
    expect(html).toMatch(/<fieldset[^>]*disabled/)
  })
  test('a parent is not shown what they never see', async () => {
    const { html } = await head.get('/authority/form/preview?role=parent&phase=primary')
    expect(html).not.toContain('C. Care')
  })
})
