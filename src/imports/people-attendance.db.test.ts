import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { openPep } from '../peps/opening.ts'
import { authority, type County, county } from '../peps/testing/county.ts'
import type { ImportKind } from './kinds.ts'
import type { ImportReport } from './report.ts'
import { runImport } from './run-import.ts'

const today = Temporal.PlainDate.from('2026-11-23')
let land: County
let setting: string
beforeAll(async () => {
  land = await county()
  setting = await land.setting('Elm School')
  await land.run('update setting set urn = 900001 where id = $1', [setting])
})
afterAll(() => land.close())

async function attempt(kind: ImportKind, csv: string, apply = true): Promise<ImportReport | Refusal> {
  const source = { name: `${kind}.csv`, files: [{ name: `${kind}.csv`, bytes: Buffer.from(csv) }], leftOut: [] }
  const done = await runImport(land.database, {
    kind,
    source,
    authorityId: authority,
    apply,
    person: land.service,
    today
  })
  return isRefusal(done) ? done : done.report
}
async function report(kind: ImportKind, csv: string, apply = true): Promise<ImportReport> {
  const done = await attempt(kind, csv, apply)
  if (isRefusal(done)) throw new Error(done.refused)
  return done
}
const counts = ({ tables }: ImportReport, name: string) => {
  const { rows = 0, new: added = 0, changed = 0, unchanged = 0, refused = 0 } = tables[name] ?? {}
  return [rows, added, changed, unchanged, refused]
}
const reasons = ({ refused }: ImportReport) => refused.map(({ row, column, reason }) => `${row} ${column}: ${reason}`)

describe('people', () => {
  const csv = [
    'Team,Role,E-mail,Name,Setting URN,From,To',
    ',designated-teacher,Ada.Lark@Elm.example,Ada Lark,900001,2026-09-01,',
    'North,social-worker,bo@council.example,Bo Finch,,01/09/2026,31/12/2026',
    'North,team-manager,cy@council.example,"=HYPERLINK(""http://x"")",,,',
    ',adviser,bo@council.example,Bo Finch,,,'
  ].join('\r\n')
  const posts = () =>
    land.run(`select p.email, a.role, a.starts::text, a.ends::text, t.name as team, a.setting_id from appointment a join person p on p.id = a.person_id
      left join team t on t.id = a.team_id where p.email is not null order by p.email, a.role`)

  it('a dry run writes nothing; then each has a post; then nothing changes', async () => {
    expect(counts(await report('people', csv, false), 'people')).toEqual([4, 4, 0, 0, 0])
    expect(await posts()).toEqual([])
    expect(counts(await report('people', csv), 'people')).toEqual([4, 4, 0, 0, 0])
    expect(await posts()).toMatchObject([
      { email: 'ada.lark@elm.example', role: 'designated-teacher', starts: '2026-09-01', setting_id: setting },
      { email: 'bo@council.example', role: 'adviser', starts: '2026-11-23', ends: null },
      { email: 'bo@council.example', role: 'social-worker', ends: '2026-12-31', team: 'North' },
      { email: 'cy@council.example', role: 'team-manager', team: 'North' }
    ])
    expect(counts(await report('people', csv), 'people')).toEqual([4, 0, 0, 4, 0])
  })

  it('another end of a post is a change', async () => {
    expect(counts(await report('people', csv.replace('31/12/2026', '31/03/2027')), 'people')).toEqual([4, 0, 1, 3, 0])
    expect(await posts()).toMatchObject([{}, {}, { ends: '2027-03-31' }, {}])
  })

  it('refuses row by row, and gives the others their post', async () => {
    await land.insert('person', [{ id: crypto.randomUUID(), kind: 'family', name: 'Maud', email: 'maud@home.example' }])
    const found = await report(
      'people',
      [
        'name,email,role,setting_urn,from,to',
        'A,a@x.example,headteacher,,,',
        'B,b@x.example,designated-teacher,,,',
        'C,c@x.example,designated-teacher,999999,,',
        'D,not an address,adviser,,,',
        'E,p\u0430ul@council.example,adviser,,,',
        'F,f@x.example,carer,,,',
        'G,maud@home.example,adviser,,,',
        'H,h@x.example,adviser,,2027-01-01,2026-01-01',
        'I,i@x.example,iro,,,'
      ].join('\n')
    )
    expect(counts(found, 'people')).toEqual([9, 1, 0, 0, 8])
    expect(reasons(found).sort()).toEqual([
      expect.stringContaining('2 role:'),
      expect.stringContaining('3 setting_urn: is empty'),
      expect.stringContaining('4 setting_urn: is not a setting'),
      expect.stringContaining('5 email: is not an e-mail'),
      expect.stringContaining('6 email: holds “\u0430”'),
      expect.stringContaining('7 role: comes with the children’s file'),
      expect.stringContaining('8 email: belongs to somebody who is not staff'),
      expect.stringContaining('9 to: lies before it begins')
    ])
  })

  it('a file without a column it must have is refused as a whole', async () =>
    expect(await attempt('people', 'name,email\nA,a@x.example\n')).toMatchObject({
      refused: expect.stringContaining('role (missing)')
    }))
})

describe('attendance', () => {
  let pep: string
  const upn = 'H801200001001'
  beforeAll(async () => {
    const child = await land.child('2014-05-06', '2024-01-10')
    await land.run('update child_record set upn = $2 where child_id = $1', [child, upn])
    const opened = await land.as(land.service, '2026-11-23', tx =>
      openPep(tx, { childId: child, by: land.service, today })
    )
    pep = 'pep' in opened ? opened.pep : ''
  })
  const summary = async () =>
    (
      await land.run(
        'select possible, attended, authorised, unauthorised, late, by_week from attendance_summary where pep_id = $1',
        [pep]
      )
    )[0]

  it('sessions are counted by their codes, a week at a time, into the open plan; again, nothing changes', async () => {
    const csv = [
      'upn,date,am,pm',
      `${upn},16/11/2026,/,\\`,
      `${upn},17/11/2026,L,I`,
      `${upn},18/11/2026,O,O`,
      `${upn},19/11/2026,D,X`,
      `${upn},20/11/2026,B,`
    ].join('\n')
    expect(counts(await report('attendance', csv, false), 'sessions')).toEqual([5, 5, 0, 0, 0])
    expect(await summary()).toBeUndefined()
    await report('attendance', csv)
    expect(await summary()).toEqual({
      ...{ possible: 7, attended: 4, authorised: 1, unauthorised: 2, late: 1 },
      by_week: [{ week: '2026-11-16', possible: 7, attended: 4 }]
    })
    expect(counts(await report('attendance', csv), 'sessions')).toEqual([5, 0, 0, 5, 0])
  })

  it('retired codes, strangers, the same day twice and a day to come are refused with the reason', async () => {
    const found = await report(
      'attendance',
      [
        'upn,date,am,pm',
        `${upn},16/11/2026,H,/`,
        `${upn},17/11/2026,J,/`,
        `${upn},18/11/2026,Y,/`,
        `${upn},19/11/2026,/,/`,
        `${upn},19/11/2026,/,/`,
        'A801200001002,19/11/2026,/,/',
        `${upn},19/11/2027,/,/`
      ].join('\n'),
      false
    )
    expect(reasons(found).join('\n')).toMatch(/2 am: H \(holiday\)[\s\S]*3 am: J[\s\S]*4 am: Y/)
    expect(reasons(found)).toContainEqual(expect.stringContaining('6 date: is the same pupil’s day as row 5'))
    expect(reasons(found)).toContainEqual(expect.stringContaining('7 upn: is no child’s UPN here'))
    expect(reasons(found)).toContainEqual(expect.stringContaining('8 date: lies in the future'))
  })

  it('summaries: more attended than possible is refused', async () => {
    const csv = (attended: number) =>
      `upn,from,to,possible,attended,authorised,unauthorised,late\n${upn},2026-09-02,2026-11-20,100,${attended},3,2,1\n`
    expect(reasons(await report('attendance', csv(101), false))).toEqual([
      expect.stringContaining('101 attended is more than')
    ])
    expect(counts(await report('attendance', csv(95)), 'summaries')).toEqual([1, 0, 1, 0, 0])
    expect(await summary()).toMatchObject({ possible: 100, attended: 95 })
  })
})
