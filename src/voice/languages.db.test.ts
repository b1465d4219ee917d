import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { withLinkTokens } from '../people/one-time-link.ts'
import { makePlan, type Plan, planToday } from '../peps/testing/plan.ts'
import { type Served, serveFor, type Visitor } from '../web/testing/served.ts'

let database: TestDatabase
let plan: Plan
let served: Served
let dt: Visitor
let sw: Visitor
let pep: string
const people: Record<string, string> = {}
const secret = 'a secret of thirty-two characters or more'

beforeAll(async () => {
  database = await testDatabase()
  plan = await makePlan(database.ownerUrl)
  for (const role of ['carer', 'parent', 'child'] as const) people[role] = await plan.family(role)
  await plan.run(`update child set first_language = 'ar'`)
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

const heads = (html: string) => /<html ([^>]*?) class/.exec(html)?.[1]
const answer = async (question: string) =>
  (
    await plan.run(
      'select value, version, said_in, said_in_version, english, english_by from answer where question = $1',
      [question]
    )
  )[0]
const linkTo = async (party: string, pattern: RegExp) => {
  const mails = await plan.run('select words from outbox where to_person = $1 order by made_at desc, id desc', [
    people[party]
  ])
  return mails.flatMap(({ words }) => pattern.exec(withLinkTokens(String(words), secret)) ?? [])[0] ?? '/no-link'
}

describe('the child’s own pages', () => {
  let child: Visitor

  it('begin in the language of the record, from the right, with Childline and what cannot be kept secret', async () => {
    child = await served.as('dt')
    expect((await dt.get(`${pep}/hand-over`)).status).toBe(200)
    await child.post(`${pep}/hand-over`, { code: '4071' })
    const { html } = await child.get(`${pep}/my-views`)
    expect(heads(html)).toBe('lang="ar" dir="rtl"')
    expect(html).toContain('/assets/noto-sans-arabic.css')
    expect(html).toContain('مرحبا <bdi>Rowan</bdi>')
    expect(html).toContain('فيجب أن نخبر شخصا يمكنه المساعدة')
    expect(html).toContain('href="tel:08001111"')
    expect(html).toContain('These words have not been checked by a native speaker.')
    expect(html).not.toContain('Who can read this?')
  })

  it('are in that language on every page', async () => {
    for (const path of ['', '/1', '/2', '/readers', '/meeting', '/end', '/plan', '/look', '/language', '/back']) {
      const { status, html } = await child.get(`${pep}/my-views${path}`)
      expect([path, status, heads(html)]).toEqual([path, 200, 'lang="ar" dir="rtl"'])
      // No phrase has fallen back: the frame is English, the give-back's two words for the adult, and the note that it is a draft.
      const main = /<main.*<\/main>/s.exec(html)?.[0] ?? ''
      const marked = [...main.matchAll(/<span lang="en" dir="ltr">([^<]*)</g)].map(([, words]) => words)
      expect([path, marked.filter(words => !/native speaker|For the adult|Come back/.test(words ?? ''))]).toEqual([
        path,
        []
      ])
    }
  })

  it('keep a choice of another, and nothing typed is lost by it; what was typed stays in the language of the page', async () => {
    const typed = { 'q:J.best': 'الرسم مع صديقي', 'base:J.best': '0' }
    expect((await child.post(`${pep}/my-views/2`, { ...typed, language: 'pl' })).goes).toBe(`${pep}/my-views/2`)
    const { html } = await child.get(`${pep}/my-views/2`)
    expect(heads(html)).toBe('lang="pl" dir="ltr"')
    expect(html).not.toContain('noto-sans-arabic.css')
    expect(html).toContain('language-names.css')
    expect(html).toContain('الرسم مع صديقي')
    expect(await answer('J.best')).toMatchObject({ said_in: 'ar', said_in_version: 1 })
    const again = await served.as('child')
    expect(heads((await again.get(`${pep}/my-views`)).html)).toBe('lang="pl" dir="ltr"')
    expect(heads((await again.get('/')).html)).toBe('lang="pl" dir="ltr"')
    await child.post(`${pep}/my-views/language`, { language: 'en', from: `${pep}/my-views/2` })
    expect(heads((await child.get(`${pep}/my-views`)).html)).toBe('lang="en"')
    await child.post(`${pep}/my-views/language`, { language: 'ar', from: '' })
  })

  it('refuse what is no language of ours, in the language of the page', async () => {
    for (const language of ['xx', '../../etc', '<script>', 'ar\0', ''])
      for (const at of ['/language', '/2']) {
        if (at === '/2' && language === '') continue
        const { status, html } = await child.post(`${pep}/my-views${at}`, { language })
        expect([language, at, status]).toEqual([language, at, 422])
        expect(html).toContain('هذه اللغة ليست جاهزة بعد')
        expect(html).toContain('<title>خطأ: ')
        expect(html).toContain('توجد مشكلة')
      }
  })

  it('say in the language what is wrong with an answer, and keep it', async () => {
    const long = 'ا'.repeat(20_001)
    const { status, html } = await child.post(`${pep}/my-views/3`, { 'q:J.hardest': long, 'base:J.hardest': '0' })
    expect(status).toBe(422)
    expect(html).toContain('اختصر هذا إلى 20,000 حرف أو أقل. فيه الآن 20,001.')
    expect(html).toContain('<span class="govuk-visually-hidden">خطأ:</span>')
    await plan.run(`delete from answer where question = 'J.hardest'`)
    await plan.run(`delete from answer_version where question = 'J.hardest'`)
    const wish = await child.post(`${pep}/my-views/meeting`, { wish: 'all', with: 'ا'.repeat(201) })
    expect(wish.html).toContain('200 حرف على الأكثر')
  })

  it('choose a face without a language: a number is in none', async () => {
    await child.post(`${pep}/my-views/1`, { 'q:J.feeling': '4', 'base:J.feeling': '0' })
    expect(await answer('J.feeling')).toMatchObject({ value: '4', said_in: null })
  })

  it('lose the mark when the words are changed in English', async () => {
    await child.post(`${pep}/my-views/4`, { 'q:J.helps': 'أخي', 'base:J.helps': '0' })
    expect(await answer('J.helps')).toMatchObject({ said_in: 'ar' })
    await child.post(`${pep}/my-views/language`, { language: 'en', from: '' })
    await child.post(`${pep}/my-views/4`, { 'q:J.helps': 'My brother', 'base:J.helps': '1' })
    expect(await answer('J.helps')).toMatchObject({ said_in: null, said_in_version: null })
    await child.post(`${pep}/my-views/language`, { language: 'ar', from: '' })
    await child.post(`${pep}/my-views/back`, { code: '4071' })
  })
})

describe('the interpreter’s English', () => {
  const at = () => `${pep}/views/english`
  const words = 'Drawing with my friend'
  const write = async (visitor: Visitor, change: Record<string, string> = {}) =>
    visitor.post(at(), { 'version:J.best': '1', 'english:J.best': words, interpreter: 'Sara Haddad', ...change })

  it('is asked for where something was said in another language', async () => {
    const { html } = await sw.get(`${pep}/views`)
    expect(html).toContain('One answer is in Arabic')
    expect(html).toContain('no English beside it yet')
    expect((await sw.get(at())).html).toContain('<blockquote class="child-words" lang="ar" dir="auto">الرسم مع صديقي')
  })

  it('is not for whom the child did not let read it, nor for family, nor without a name', async () => {
    const dtPage = await dt.get(at())
    expect(dtPage.html).toContain('Everything that you may read here was said in English.')
    await write(dt)
    expect((await answer('J.best'))?.english).toBeNull()
    for (const word of ['carer', 'parent', 'child', 'adviser'])
      expect([word, (await (await served.as(word)).get(at())).status]).toEqual([word, 403])
    expect((await (await served.as('dt-elsewhere')).get(at())).status).toBe(404)
    expect((await write(sw, { interpreter: '' })).html).toContain('Say who interprets')
    expect((await write(sw, { interpreter: 'x'.repeat(201) })).status).toBe(422)
    expect((await write(sw, { 'english:J.best': 'x'.repeat(20_001) })).status).toBe(422)
  })

  it('stands beside the child’s words for the social worker, and is on record with who interpreted', async () => {
    expect((await write(sw)).goes).toBe(`${pep}/views`)
    expect(await answer('J.best')).toMatchObject({
      value: 'الرسم مع صديقي',
      version: 1,
      english: words,
      english_by: 'Sara Haddad'
    })
    const { html } = await sw.get(`${pep}/sections/J`)
    expect(html).toContain('الرسم مع صديقي')
    expect(html).toContain('by the interpreter <bdi>Sara Haddad</bdi>')
    expect(html).toContain(words)
    const [deed] = await plan.run(`select role from audit_event where action = 'write the interpreter’s English'`)
    expect(deed).toEqual({ role: 'social-worker' })
  })

  it('is not for a school that may not read the words; once it may, it is', async () => {
    expect((await dt.get(`${pep}/sections/J`)).html).not.toContain(words)
    await (await served.as('child')).postAll(`${pep}/my-views/readers`, { readers: ['setting'] })
    expect((await dt.get(`${pep}/sections/J`)).html).toContain(words)
    expect((await dt.get(at())).html).toContain(words)
  })

  it('is of the words that were read: it goes when they change, and cannot be written of words that have changed', async () => {
    const child = await served.as('child')
    await child.post(`${pep}/my-views/2`, { 'q:J.best': 'كرة القدم', 'base:J.best': '1' })
    expect((await sw.get(`${pep}/sections/J`)).html).not.toContain(words)
    const late = await write(sw, { 'english:J.best': 'Football' })
    expect(late.status).toBe(422)
    expect(late.html).toContain('These words have changed since you opened the page')
    await write(sw, { 'version:J.best': '2', 'english:J.best': 'Football <b>x</b>' })
    expect((await sw.get(`${pep}/sections/J`)).html).toContain('Football &lt;b>x')
    await write(sw, { 'version:J.best': '2', 'english:J.best': '' })
    expect(await answer('J.best')).toMatchObject({ english: null, english_by: null })
    await write(sw, { 'version:J.best': '2', 'english:J.best': 'Football' })
  })

  it('is no longer shown once an adult has written over the words', async () => {
    await dt.post(`${pep}/sections/J`, {
      'q:J.best': 'Football, he says',
      'base:J.best': '2',
      mutation: crypto.randomUUID()
    })
    expect((await answer('J.best'))?.value).toBe('Football, he says')
    expect((await sw.get(at())).html).toContain('Everything that you may read here was said in English.')
  })
})

describe('the parent’s private link', () => {
  let link: string
  let parent: Visitor

  it('is in the language of the record, keeps another that is chosen, and goes on in it', async () => {
    await plan.run(
      `insert into meeting (pep_id, authority_id, child_id, parent_agreed_on) values ($1, 937, $2, $3)
       on conflict (pep_id) do update set parent_agreed_on = excluded.parent_agreed_on`,
      [plan.pepId, plan.childId, planToday]
    )
    await sw.post(`${pep}/views/links/parent`, {}, `${pep}/views`)
    link = await linkTo('parent', /\/views\/[\w-]{43}/)
    parent = served.someone()
    expect(heads((await parent.get(link)).html)).toBe('lang="ar" dir="rtl"')
    expect((await parent.post(link, { language: 'uk' })).goes).toBe(link)
    expect((await parent.post(link, { language: 'xx' })).status).toBe(422)
    const later = await served.someone().get(link)
    expect(heads(later.html)).toBe('lang="uk" dir="ltr"')
    expect(later.html).toContain('/assets/noto-sans.css')
    expect((await parent.post(link, {})).goes).toBe(`${pep}/my-part`)
    const { html } = await parent.get(`${pep}/my-part`)
    expect(heads(html)).toBe('lang="uk" dir="ltr"')
    expect(html).toContain('Чим ви пишаєтеся у своїй дитині?')
  })

  it('changes the language with what is typed, and says thank you in it', async () => {
    const typed = { 'q:L.proud': 'Усім', 'base:L.proud': '0' }
    expect((await parent.post(`${pep}/my-part`, { ...typed, language: 'ro' })).goes).toBe(`${pep}/my-part`)
    expect(await answer('L.proud')).toMatchObject({ said_in: 'uk' })
    const own = await served.as('parent')
    expect(heads((await own.get(`${pep}/my-part`)).html)).toBe('lang="ro" dir="ltr"')
    const done = await parent.post(`${pep}/my-part`, { 'q:L.proud': 'Усім', 'base:L.proud': '1', do: 'finish' })
    expect(done.goes).toMatch(/^\/views\/thank-you\?in=ro-[0-9a-f]{16}$/)
    expect((await parent.get(done.goes ?? '')).html).toContain('Mulțumim')
    expect((await sw.get(`${pep}/views/english`)).html).toContain('A parent: ')
  })

  it('an address that somebody made up is read in English', async () => {
    for (const made of ['in=ro', 'in=ro-0000000000000000', 'in=<script>', 'in=xx-1'])
      expect(heads((await served.someone().get(`/views/thank-you?${made}`)).html)).toBe('lang="en"')
  })

  it('a link that has been used says so in the language', async () => {
    const { status, html } = await served.someone().get(link)
    expect([status, heads(html)]).toEqual([410, 'lang="ro" dir="ltr"'])
    expect(html).toContain('Ați folosit deja acest link')
    expect(heads((await served.someone().get('/views/nothing')).html)).toBe('lang="en"')
  })
})

describe('an invitation by link', () => {
  it('is English until its holder chooses, and what was typed comes back in the new language', async () => {
    const id = String((await plan.run(`select id from person where demo_word = 'dt'`))[0]?.id)
    const [year = '', month = '', day = ''] = '2026-12-08'.split('-')
    const now = planToday.split('-')
    const arranged = await dt.postAll(`${pep}/meeting`, {
      ...{ 'date-day': day, 'date-month': month, 'date-year': year, time: '14:30', place: 'Library', link: '' },
      ...{ 'date-reason': 'First free day', interpreter: 'not-needed', chair: id },
      ...{ 'arranged-day': now[2] ?? '', 'arranged-month': now[1] ?? '', 'arranged-year': now[0] ?? '' },
      invite: [`carer:${people.carer}`]
    })
    expect(arranged.status).toBe(303)
    const link = await linkTo('carer', /\/invitations\/[\w-]+/)
    const carer = served.someone()
    const first = await carer.get(link)
    expect([first.status, heads(first.html)]).toEqual([200, 'lang="en"'])
    const { status, html } = await carer.post(link, { language: 'vi', answer: 'declined', why: 'Tôi đi làm' })
    expect([status, heads(html)]).toEqual([200, 'lang="vi" dir="ltr"'])
    expect(html).toContain('Tôi đi làm')
    expect(html).toContain('Thứ Ba, 8 tháng 12, 2026')
    expect(await plan.run(`select answer, language from invitation where party = 'carer'`)).toEqual([
      { answer: null, language: 'vi' }
    ])
    expect((await carer.post(link, { answer: '' })).html).toContain('Hãy chọn một trong ba câu trả lời.')
    expect((await carer.post(link, { language: 'xx' })).status).toBe(422)
    expect((await carer.post(link, { answer: 'accepted' })).goes).toBe(link)
    expect(heads((await served.someone().get(link)).html)).toBe('lang="vi" dir="ltr"')
  })
})
