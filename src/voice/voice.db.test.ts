import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let sw: Visitor
let pep: string
const people: Record<string, string> = {}

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  for (const role of ['carer', 'parent'] as const) people[role] = await plan.family(role)
  served = await serveFor(database, planToday)
  dt = await served.as('dt')
  sw = await served.as('sw')
  pep = `/peps/${plan.pepId}`
})
afterAll(async () => {
  await served.close()
  await plan.close()
  await database.drop()
})

const views = async (party: string) => (await plan.run('select * from views where party = $1', [party]))[0]
const answers = (section: string) =>
  plan.run('select question, value, audience, written_by from answer where section = $1 order by question', [section])
/** The private link of the newest e-mail to somebody. */
const linkTo = async (party: string) => {
  const [row] = await plan.run(
    `select words from outbox where kind = 'views asked' and to_person = $1 order by id desc limit 1`,
    [people[party]]
  )
  return /\/views\/[\w-]{43}/.exec(String(row?.words))?.[0] ?? ''
}

describe('hand-over', () => {
  let child: Visitor

  it('asks for a code that is not easily guessed', async () => {
    for (const code of ['', '12', '1111', '1234', 'abcd'])
      expect((await dt.post(`${pep}/hand-over`, { code })).status).toBe(422)
    expect((await (await served.as('adviser')).get(`${pep}/hand-over`)).status).toBe(403)
    expect((await (await served.as('dt-elsewhere')).get(`${pep}/hand-over`)).status).toBe(404)
  })

  it('says that the words are English, and whom to ask, where the record asks for an interpreter', async () => {
    expect((await dt.get(`${pep}/hand-over`)).html).not.toContain('The questions are in English')
    await plan.run(`update child set interpreter_language = 'fas'`)
    const { html } = await dt.get(`${pep}/hand-over`)
    expect(html).toContain('The questions are in English')
    expect(html).toContain('ask the social worker, Person sw')
    await plan.run('update child set interpreter_language = null')
  })

  it('confines the browser to the child’s own pages', async () => {
    child = await served.as('dt')
    expect((await child.post(`${pep}/hand-over`, { code: '4071' })).goes).toBe(`${pep}/my-views`)
    for (const path of ['/demo', pep, `${pep}/views`, `${pep}/sections/K`, '/messages', '/sign-out', `${pep}/my-part`])
      expect([path, (await child.get(path)).goes]).toEqual([path, `${pep}/my-views`])
    const start = (await child.get(`${pep}/my-views`)).html
    expect(start).toContain('we must tell someone who can help')
    expect(start).toContain('0800 1111')
    expect(start).toContain('Who can read this?')
    expect(start).toContain('See my last plan')
    await plan.run(`update pep set state = 'not-required' where id = $1`, [plan.previousPepId])
    expect((await child.get(`${pep}/my-views`)).html).not.toContain('See my last plan')
    await plan.run(`update pep set state = 'signed-off' where id = $1`, [plan.previousPepId])
  })

  it('begins with five faces in every band, and is true to who skips everything', async () => {
    const first = (await child.get(`${pep}/my-views/1`)).html
    for (const word of ['Very sad', 'Sad', 'Okay', 'Happy', 'Very happy'])
      expect(first).toContain(`<span>${word}</span>`)
    const end = (await child.get(`${pep}/my-views/end`)).html
    expect(end).toContain('You skipped the questions')
    expect(end).not.toContain('Your words are saved')
  })

  it('has a foot of its own: who to talk to, and nothing of the adults’ rules and addresses', async () => {
    for (const path of ['', '/1', '/readers', '/meeting', '/end', '/plan', '/look', '/back']) {
      const { status, html } = await child.get(`${pep}/my-views${path}`)
      expect([path, status]).toEqual([path, 200])
      expect(html).toContain('Who can I talk to?')
      expect(html).not.toContain('Do not write it here')
      expect(html).not.toContain('mailto:')
    }
  })

  it('can be made bigger and easier to read, and nothing typed is lost by it', async () => {
    const typed = { 'q:J.try': 'Chess', 'base:J.try': '0' }
    const at = `${pep}/my-views/8`
    expect((await child.get(at)).html).toContain('name="q:J.try"')
    expect((await child.post(at, { ...typed, do: 'look-big' })).goes).toBe(at)
    expect((await child.get(at)).html).toContain('Chess')
    expect((await child.get(`${pep}/my-views`)).html).toContain('look-big')
    await child.post(`${pep}/my-views/look`, { look: 'big', from: `${pep}/my-views` })
    const look = await child.post(`${pep}/my-views/look`, { look: 'easy', from: 'https://elsewhere.example/' })
    expect(look.goes).toBe(`${pep}/my-views`)
    const { html } = await child.get(`${pep}/my-views`)
    expect(html).toContain('look-easy')
    expect(html).not.toContain('look-big')
    await plan.run(`delete from answer where section = 'J'`)
    await plan.run(`delete from answer_version where section = 'J'`)
  })

  it('keeps the child’s words for those the child lets read them', async () => {
    const words = 'Lunch & <b>xylophone</b>'
    expect((await child.post(`${pep}/my-views/2`, { 'q:J.best': words, 'base:J.best': '0', do: 'next' })).goes).toBe(
      `${pep}/my-views/3`
    )
    expect((await child.get(`${pep}/my-views/2`)).html).toContain('Lunch &amp; &lt;b>xylophone')
    expect((await child.post(`${pep}/my-views/3`, { 'q:J.hardest': 'kept back', do: 'skip' })).goes).toBe(
      `${pep}/my-views/4`
    )
    expect(await answers('J')).toMatchObject([{ question: 'J.best', value: words, audience: ['child'] }])
    expect(await views('child')).toMatchObject({ how: 'hand-over' })
    expect((await dt.get(`${pep}/sections/J`)).html).not.toContain('xylophone')
    expect((await sw.get(`${pep}/sections/J`)).html).toContain('xylophone')
  })

  it('follows the child’s choice of readers, there and back, earlier wordings included', async () => {
    await child.postAll(`${pep}/my-views/readers`, { readers: ['setting', 'social-worker', 'carer'] })
    expect((await views('child'))?.readers).toEqual(['setting', 'carer'])
    expect(await answers('J')).toMatchObject([{ audience: ['child', 'setting', 'carer'] }])
    expect((await dt.get(`${pep}/sections/J`)).html).toContain('xylophone')
    await child.postAll(`${pep}/my-views/readers`, {})
    expect(await plan.run(`select audience from answer_version where section = 'J'`)).toEqual([{ audience: ['child'] }])
    expect((await dt.get(`${pep}/sections/J`)).html).not.toContain('xylophone')
  })

  it('hears whether the child wants to come, and with whom', async () => {
    expect((await child.post(`${pep}/my-views/meeting`, { wish: 'part', with: 'Sam' })).goes).toBe(
      `${pep}/my-views/end`
    )
    expect(await views('child')).toMatchObject({ wants_to_come: 'part', with_whom: 'Sam' })
    const end = (await child.get(`${pep}/my-views/end`)).html
    expect(end).toContain('Your words are saved')
    expect(end).toContain('you want to come to part of the meeting')
  })

  it('no question beyond the last, and nobody else’s child', async () => {
    for (const step of ['0', '99', 'x', '1.5']) expect((await child.get(`${pep}/my-views/${step}`)).status).toBe(404)
    expect((await dt.get(`${pep}/my-views`)).status).toBe(404)
    expect((await child.get(`/peps/${plan.previousPepId}/my-views`)).goes).toBe(`${pep}/my-views`)
  })

  it('lets the adult back by their code only, and ends after five wrong tries', async () => {
    const wrong = await child.post(`${pep}/my-views/back`, { code: '0000' })
    expect([wrong.status, wrong.html.includes('4 tries are left')]).toEqual([422, true])
    expect((await child.post(`${pep}/my-views/back`, { code: '4071' })).goes).toBe(`${pep}/views`)
    expect((await child.get(`${pep}/views`)).html).toContain('by themselves, on an adult’s screen')

    await child.post(`${pep}/hand-over`, { code: '9182' })
    for (let tries = 0; tries < 4; tries += 1) await child.post(`${pep}/my-views/back`, { code: '0000' })
    expect((await child.post(`${pep}/my-views/back`, { code: '0000' })).goes).toBe('/sign-in')
    expect((await child.get(`${pep}/views`)).goes).toContain('/sign-in')
    expect(await plan.run(`select count(*)::int as n from allocation where role = 'child'`)).toEqual([{ n: 1 }])
  })
})

describe('private links', () => {
  const someone = () => served.as('nobody at all')

  it('says who asks, and is used by pressing Start only', async () => {
    expect((await sw.post(`${pep}/views/links/carer`, {}, '/demo')).goes).toBe(`${pep}/views`)
    const link = await linkTo('carer')
    const visitor = await someone()
    const html = (await visitor.get(link)).html
    expect(html).toContain('Person sw')
    expect(html).not.toMatch(/Rowan|Ash\b/)
    expect((await visitor.get(link)).status).toBe(200)
    expect(
      await plan.run('select count(*)::int as n from app.one_time_link where encode(token_hash, $1) = $2', [
        'escape',
        link
      ])
    ).toEqual([{ n: 0 }])

    expect((await visitor.post(link, {})).goes).toBe(`${pep}/my-part`)
    for (const path of ['/demo', pep, `${pep}/views`, '/messages'])
      expect((await visitor.get(path)).goes).toBe(`${pep}/my-part`)
    const done = await visitor.post(`${pep}/my-part`, {
      'q:K.goingWell': 'Sleeps well',
      'base:K.goingWell': '0',
      'q:K.whyNone': 'declined',
      do: 'finish'
    })
    expect(done.goes).toBe('/views/thank-you')
    expect((await visitor.get(`${pep}/my-part`)).goes).toContain('/sign-in')
    expect((await visitor.get(link)).status).toBe(410)
    expect((await visitor.get(link)).html).toContain('already used')
    expect(await answers('K')).toMatchObject([{ question: 'K.goingWell', written_by: people.carer }])
  })

  it('tells the social worker and the designated teacher the same day, until one marks it read', async () => {
    const told = await plan.run(
      `select p.demo_word from outbox o join person p on p.id = o.to_person where o.kind = 'views received' order by 1`
    )
    expect(told.map(row => row.demo_word)).toEqual(['dt', 'sw'])
    expect((await dt.get(`${pep}/views`)).html).toContain('I have read what came by link')
    await dt.post(`${pep}/views`, { do: 'read', party: 'carer' })
    expect((await dt.get(`${pep}/views`)).html).not.toContain('I have read what came by link')
  })

  it('ends with its day, with a newer one, and with the placement', async () => {
    const send = () => sw.post(`${pep}/views/links/carer`, {}, '/demo')
    await send()
    const [first, visitor] = [await linkTo('carer'), await someone()]
    await send()
    expect((await visitor.get(first)).html).toContain('no longer in use')
    const second = await linkTo('carer')
    expect((await visitor.get(second)).status).toBe(200)
    await plan.run(
      `update app.one_time_link set expires_at = now() - interval '1 minute' where used_at is null and revoked_at is null`
    )
    expect((await visitor.get(second)).html).toContain('This link has ended')
    expect((await visitor.post(second, {}, '/demo')).status).toBe(410)
    await send()
    const third = await linkTo('carer')
    const started = await someone()
    await started.post(third, {})
    await plan.run(`update allocation set revoked_at = now() where person_id = $1`, [people.carer])
    expect((await visitor.get(third)).html).toContain('no longer in use')
    expect((await started.get(`${pep}/my-part`)).status).toBe(404)
    expect((await visitor.get('/views/not-a-token')).status).toBe(404)
  })

  it('asks a parent only after the social worker’s yes', async () => {
    expect((await dt.post(`${pep}/views/links/parent`, {}, '/demo')).status).toBe(422)
    expect(await linkTo('parent')).toBe('')
    expect((await (await served.as('parent')).get(`${pep}/my-part`)).status).toBe(404)
    await sw.post(`${pep}/meeting/parent`, { agreed: 'yes' })
    await dt.post(`${pep}/views/links/parent`, {}, '/demo')
    const visitor = await someone()
    const link = await linkTo('parent')
    expect((await visitor.post(link, {})).goes).toBe(`${pep}/my-part`)
    expect((await visitor.get(`${pep}/my-part`)).html).toContain('proud')
    await sw.post(`${pep}/meeting/parent`, { agreed: 'no' })
    expect((await visitor.get(`${pep}/my-part`)).goes).toContain('/sign-in')
  })
})

describe('why there are none', () => {
  it('takes a reason of the list for carer and parent, free words for the child', async () => {
    expect((await dt.post(`${pep}/views`, { do: 'none', party: 'parent', 'reason-parent': 'bored' })).status).toBe(422)
    await dt.post(`${pep}/views`, { do: 'none', party: 'parent', 'reason-parent': 'court' })
    expect(await views('parent')).toMatchObject({ reason_none: 'court' })
    expect((await dt.post(`${pep}/views`, { do: 'none', party: 'child', 'reason-child': ' ' })).status).toBe(422)
    expect(
      (await (await served.as('adviser')).post(`${pep}/views`, { do: 'none', party: 'child' }, '/demo')).status
    ).toBe(403)
  })

  it('goes when words are written down, is refused beside words, and is not asked for in their section', async () => {
    const proud = { 'q:L.proud': 'Her drawings', 'base:L.proud': '0', mutation: newId() }
    const reason = { do: 'none', party: 'parent', 'reason-parent': 'no-contact' }
    await sw.post(`${pep}/views`, reason)
    expect(
      (await sw.post(`${pep}/sections/L`, { 'q:L.proud': ' ', 'base:L.proud': '0', mutation: newId() })).status
    ).toBe(303)
    expect(await views('parent')).toMatchObject({ reason_none: 'no-contact' })
    expect((await sw.post(`${pep}/sections/L`, proud)).status).toBe(303)
    expect(await views('parent')).toMatchObject({ reason_none: null, recorded_on: null })
    expect((await sw.get(`${pep}/views`)).html).toContain('Written down: say how you heard them')
    const refused = await sw.post(`${pep}/views`, reason)
    expect([refused.status, refused.html.includes('A parent’s own words stand in this plan')]).toEqual([422, true])
    expect(await views('parent')).toMatchObject({ reason_none: null })
    expect((await sw.get(`${pep}/sections/L`)).html).not.toContain('data-question="L.whyNone"')
    await sw.post(`${pep}/sections/L`, { 'q:L.proud': '', 'base:L.proud': '1', mutation: newId() })
    expect((await sw.get(`${pep}/sections/L`)).html).toContain('data-question="L.whyNone"')
    await sw.post(`${pep}/views`, reason)
    expect(await views('parent')).toMatchObject({ reason_none: 'no-contact' })
  })

  it('meets the clock on its day, until they are heard after all', async () => {
    await plan.run(`delete from views`)
    await plan.run(`update answer set value = null where section in ('J', 'K', 'L')`)
    await plan.run(
      `insert into meeting (pep_id, authority_id, child_id, arranged_on, on_date) values ($1, 937, $2, '2026-11-20', '2026-12-10')
       on conflict (pep_id) do update set arranged_on = excluded.arranged_on, on_date = excluded.on_date`,
      [plan.pepId, plan.childId]
    )
    const met = () =>
      plan.run(
        `select name, met_on::text from clock where pep_id = $1 and name like '%-views' and met_on is not null order by name`,
        [plan.pepId]
      )
    for (const [party, reason] of [
      ['parent', 'court'],
      ['carer', 'no-carer'],
      ['child', 'Chose not to say anything']
    ])
      await sw.post(`${pep}/views`, { do: 'none', party: String(party), [`reason-${party}`]: String(reason) })
    const all = ['carer-views', 'child-views', 'parent-views'].map(name => ({ name, met_on: planToday }))
    expect(await met()).toEqual(all)
    await sw.post(`${pep}/views`, { do: 'heard', party: 'carer', 'how-carer': 'telephone' })
    expect(await plan.run(`select reason_none, none_on from views where party = 'carer'`)).toEqual([
      { reason_none: null, none_on: null }
    ])
    expect(await met()).toEqual(all)
  })
})
