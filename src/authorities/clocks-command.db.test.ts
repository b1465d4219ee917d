import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { commands, WrongUsage } from '../cli.ts'
import { readConfig } from '../config.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { clockNames } from '../guidance/clocks/clock.ts'
import { countedClocks } from '../guidance/policy.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

/** What a command prints as JSON; its error is thrown. */
async function run(name: string, ...words: string[]): Promise<unknown> {
  const read = readConfig({
    DATABASE_URL: db.appUrl,
    DATABASE_OWNER_URL: db.ownerUrl,
    OPENPEP_MODE: 'demo',
    OPENPEP_TODAY: '2026-11-23',
    OPENPEP_SECRET: 'x'.repeat(32)
  })
  if (!read.ok) throw new Error(read.problems.join())
  const said = vi.spyOn(console, 'log').mockReturnValue()
  try {
    expect(await commands[name]?.run([...words, '--json'], read.config)).toBe(0)
    return JSON.parse(String(said.mock.lastCall?.[0]))
  } finally {
    said.mockRestore()
  }
}

describe('clocks', () => {
  it('tells the initial dates of Warwickshire by default', async () => {
    const { arrangeBy, holdBy, skipped } = (await run('clocks', 'initial', '--start', '2026-12-18')) as Record<
      string,
      unknown
    >
    expect([arrangeBy, holdBy]).toEqual(['2027-01-06', '2027-01-20'])
    expect(skipped).toContainEqual({ date: '2026-12-25', why: 'Christmas Day' })
  })

  it('counts around the day that is asked about, not around today', async () =>
    expect(await run('clocks', 'initial', '--start', '2036-06-02')).toMatchObject({ arrangeBy: '2036-06-16' }))

  it('tells the terms of a year', async () =>
    expect(await run('clocks', 'term', '--year', '2026-27')).toEqual([
      { term: 'autumn', opens: '2026-07-06', due: '2026-10-23' },
      { term: 'spring', opens: '2026-12-07', due: '2027-02-12' },
      { term: 'summer', opens: '2027-03-12', due: '2027-05-28' }
    ]))

  it('counts school days', async () =>
    expect(await run('clocks', 'school-days', '--start', '2026-10-16', '--days', '20')).toMatchObject({
      due: '2026-11-20'
    }))

  // Each worked out in src/guidance/clocks/dated-cases.test.ts, or here.
  it.each([
    ['arrange-initial --start 2026-12-18', '2027-01-06'],
    ['hold-initial --start 2026-12-18', '2027-01-20'],
    // Into care as a baby, two on Wed 4 Nov 2026: 5, 6 = 2; 9–13 = 7; 16–18 = 10.
    ['arrange-initial --start 2025-01-10 --born 2024-11-04', '2026-11-18'],
    ['termly-review --year 2026-27 --term autumn', '2026-10-23'],
    ['views --start 2026-10-01 --meeting 2026-11-04', '2026-10-28'],
    ['child-views --start 2026-12-29 --meeting 2027-01-06', '2027-01-06'],
    ['carer-views --start 2026-12-24 --meeting 2027-01-06', '2026-12-29'],
    ['parent-views --start 2026-10-01 --meeting 2026-11-04', '2026-10-28'],
    ['social-worker-section --start 2026-10-01 --meeting 2026-11-04', '2026-10-28'],
    ['submit --start 2026-12-18', '2027-01-06'],
    ['submit --start 2027-01-12 --care-began 2026-12-18', '2027-01-20'],
    ['submit --start 2027-01-12 --care-began 2026-12-18 --first-review 2027-01-18', '2027-01-17'],
    ['check --start 2026-12-21', '2026-12-30'],
    ['correction --start 2026-12-21', '2026-12-30'],
    ['quality-review --start 2026-08-24', '2026-09-08'],
    ['resubmit --start 2027-05-27', '2027-06-04'],
    ['file-copy --start 2026-12-21', '2026-12-30'],
    ['leaving-care --start 2026-12-28', '2026-12-18'],
    ['leaving-care --start 2026-12-14 --sudden', '2026-12-18'],
    ['leaving-care-sudden --start 2026-11-02', '2026-11-16'],
    ['school-place --start 2026-12-11', '2027-01-25'],
    ['place-review --start 2026-10-16', '2026-10-23'],
    ['place-review --start 2026-10-28 --next 2026-11-02', '2026-11-02'],
    ['new-setting --start 2026-11-02', '2026-11-30'],
    ['concern --start 2026-11-02', '2026-11-05']
  ])('counts any clock of the process: %s', async (words, due) =>
    expect(await run('clocks', ...words.split(' '))).toMatchObject({ due, skipped: expect.any(Array) })
  )

  it('says of a clock that is not counted here that it is not', async () => {
    expect(await run('clocks', 'concern', '--start', '2026-11-02')).toHaveProperty('off', true)
    expect(await run('clocks', 'check', '--start', '2026-11-02')).not.toHaveProperty('off')
  })

  it('names each of them, and what it takes, where somebody asks for help', async () => {
    const help = await commands.clocks?.more?.()
    for (const name of [...clockNames, ...countedClocks]) expect(help).toMatch(new RegExp(`^  ${name} `, 'm'))
  })

  it.each([
    ['initial'],
    ['check'],
    ['views', '--start', '2026-10-01'],
    ['views', '--start', '2026-10-01', '--meeting', 'soon'],
    ['termly-review', '--year', '2026-27', '--term', 'winter'],
    ['termly-review', '--year', '2026-27', '--term', 'autumn', '--year-group', 'R'],
    ['toString', '--start', '2026-10-01'],
    ['initial', '--start', '2026-02-30'],
    ['initial', '--start', '18/12/2026'],
    ['term', '--year', '2026'],
    ['school-days', '--start', '2026-10-16', '--days', 'many'],
    ['school-days', '--start', '2026-10-16', '--days', '-5'],
    ['school-days', '--start', '2026-10-16', '--days=-5'],
    ['school-days', '--start', '2026-10-16', '--days', '5001'],
    ['school-days', '--start', '2026-10-16', '--days', '2.5'],
    ['school-days', '--days', '5'],
    ['initial', '--start', 'tomorrow'],
    ['initial', '--start', '2026-13-01'],
    ['initial', '--start', '2027-02-29'],
    ['term', '--year', '2026-28'],
    ['term'],
    ['initial', '--start', '2026-12-18', '--authority', '93'],
    ['initial', '--start', '2026-12-18', '--auhtority', '937'],
    ['initial', '--start', '2026-12-18', '--authority', 'Warwickshire'],
    ['tomorrow'],
    ['child', 'somebody']
  ])('refuses wrong usage: %s %s %s', async (...words) => expect(run('clocks', ...words)).rejects.toThrow(WrongUsage))

  it.each([
    [['initial', '--start', '2026-12-18', '--authority', '999'], 'There is no authority 999'],
    [['term', '--year', '2031-32'], 'There is no calendar for 2031-32'],
    [['termly-review', '--year', '2031-32', '--term', 'autumn'], 'The calendar has no autumn term 2031-32'],
    [['school-place', '--start', '2040-01-10'], 'No term dates are recorded for 2040-01-11'],
    [['school-days', '--start', '2040-01-10', '--days', '5'], 'No term dates are recorded for 2040-01-11'],
    [['school-days', '--start', '2027-07-19', '--days', '5'], 'No term dates are recorded for 2027-09-01'],
    [['initial', '--start', '1850-01-04'], 'bank holidays of 1850 are not known'],
    [['initial', '--start', '2099-12-20'], 'bank holidays of 2100 are not known'],
    [['child', '0198c0de-0000-7000-8000-000000000001'], 'There is no child']
  ])('says why it cannot tell: %s', async (words, why) => expect(run('clocks', ...words)).rejects.toThrow(why))
})

describe('authority add', () => {
  it('adds an authority once; its clocks then run, its calendar is missing', async () => {
    expect(await run('authority', 'add', '992', 'Middle Shire')).toEqual({ code: 992, name: 'Middle Shire' })
    await expect(run('authority', 'add', '992', 'Again')).rejects.toThrow('There is an authority 992 already')
    expect(await run('clocks', 'initial', '--start', '2026-12-18', '--authority', '992')).toMatchObject({
      holdBy: '2027-01-20'
    })
    await expect(run('clocks', 'term', '--year', '2026-27', '--authority', '992')).rejects.toThrow('no calendar')
  })

  it.each([
    ['remove', '937', 'x'],
    ['add', '12', 'x'],
    ['add', '993', ' ']
  ])('refuses %s %s', async (...words) => expect(run('authority', ...words)).rejects.toThrow(WrongUsage))
})
