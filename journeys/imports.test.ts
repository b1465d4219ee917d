import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Stage } from './bad-input.ts'
import { Walk, type Walker } from './walk.ts'

/**
 * Imports as a daily routine: headings of another system are said once and remembered, what changed is listed, the last import
 * is undone, and files come by themselves. At a desk with JavaScript, and on a telephone without.
 */

let stage: Stage
let authority: number
beforeAll(async () => {
  stage = await Stage.open('2026-11-10')
  const { rows } = await stage.ledger.owner.query(
    `select a.authority_id as id from appointment a join person p on p.id = a.person_id where p.demo_word = 'admin' and a.role = 'administrator'`
  )
  authority = rows[0].id
})
afterAll(() => stage?.close())

describe.each([
  { means: { javaScript: true, width: 1280 }, where: 'at a desk', mark: 'd' },
  { means: { javaScript: false, width: 320 }, where: 'on a telephone without JavaScript', mark: 't' }
])('$where', ({ means, mark }) => {
  let walk: Walk
  let admin: Walker
  beforeAll(async () => {
    walk = new Walk(stage.browser, stage.server, means)
    admin = await walk.someone('admin')
  })
  afterAll(async () => {
    expect(admin.errors).toEqual([])
    await walk.end()
  })

  const family = mark === 'd' ? 'Deskworth' : 'Fonebury'
  const own = (...rows: string[]) => ['Mosaic ID,Forename(s),Surname,D.O.B.,Notes,Notes', ...rows].join('\r\n')
  const first = own(`J${mark}1,Siân,${family},27/03/2014,=1+1,`, `J${mark}2,Bo,Other${family},05/01/2013,,`)

  async function upload(name: string, content: string) {
    await admin.open('/imports')
    await admin.choose('Children')
    await admin.page.getByLabel('The file').setInputFiles(stage.file(name, content))
    await admin.press('Check the file')
  }
  const count = async () => {
    const { rows } = await stage.ledger.owner.query('select count(*)::int as n from child where last_name like $1', [
      `%${family}`
    ])
    return rows[0].n as number
  }
  const forget = async () => {
    await stage.ledger.owner.query('delete from heading_mapping')
  }

  it('headings that nobody knows are asked for, with what stands beneath them; one cannot mean two things', async () => {
    await forget()
    await upload('mosaic.csv', first)
    await admin.reads(
      'Which column is which?',
      '“mosaic.csv”',
      'There twice, so that they cannot be told apart: Notes.'
    )
    const born = admin.main.getByLabel('Date of birth (needed)')
    expect(await born.locator('option:checked').innerText()).toBe('D.O.B. — 27/03/2014, 05/01/2013')
    await admin.pick('First name (needed)', `Surname — ${family}, Other${family}`)
    await born.selectOption('')
    const before = await stage.ledger.state()
    await admin.press('Keep this and check the file')
    await admin.isSentBack(
      admin.main.getByLabel('Last name (needed)'),
      '“Surname” is chosen for “First name” already: a column of your file can mean one thing only'
    )
    await admin.reads('Choose the column for “Date of birth”: it is needed')
    expect(await stage.ledger.state()).toEqual(before)
    await admin.pick('First name (needed)', 'Forename(s) — Siân, Bo')
    await admin.pick('Date of birth (needed)', 'D.O.B. — 27/03/2014, 05/01/2013')
    await admin.press('Keep this and check the file')
    await admin.reads('2 rows: 0 here already, 2 new, 0 changed, 0 left out.', '2 children would be new')
  })

  it('remembered, they are used without a question, also on the command line; they are shown, and can be forgotten', async () => {
    await upload('mosaic-again.csv', first)
    await admin.reads('2 rows: 0 here already, 2 new, 0 changed, 0 left out.')
    const path = stage.file('mosaic-cli.csv', first)
    const known = await stage.server.command('import', 'children', path, '--authority', String(authority))
    expect(known.out).toContain('2 rows: 2 new')
    await admin.open('/imports/headings')
    await admin.reads('Forename(s)', 'First name', 'D.O.B.', 'Date of birth')
    await admin.press('Forget what “Surname” means')
    await admin.reads('“Surname” is forgotten. The next file with it asks again.')
    const unknown = await stage.server.command('import', 'children', path, '--authority', String(authority))
    expect(unknown.code).not.toBe(0)
    expect(unknown.error).toContain('last_name (missing)')
    expect(unknown.error).toMatch(/upload it once at http:\S+\/imports: a page asks which column is which/)
    await upload('mosaic-third.csv', first)
    await admin.reads('Which column is which?')
    await admin.press('Keep this and check the file')
    await admin.reads('2 new')
  })

  it('what was imported is listed, and undone as a whole; with something that depends on it, it is not', async () => {
    expect(await count()).toBe(0)
    await admin.press('Import this file')
    await admin.reads('The file is imported.', '2 children new')
    expect(await count()).toBe(2)
    const run = admin.path
    await admin.press('2 children new')
    await admin.reads('New in this file', `Siân ${family}`)
    await admin.open(run)
    await admin.press('Undo this import')
    await admin.reads('It brought these, which are removed:', '2 children')
    await admin.press('Undo this import', admin.main.locator('form'))
    await admin.reads('The import is undone. Everything is as it was before it.', 'This import was undone by')
    expect(await count()).toBe(0)

    await upload('mosaic-fourth.csv', first)
    await admin.press('Import this file')
    await stage.ledger.owner.query(`update child set preferred_name = 'Shan' where last_name = $1`, [family])
    await admin.press('Undo this import')
    const before = await stage.ledger.state()
    await admin.press('Undo this import', admin.main.locator('form'))
    await admin.reads(
      'The import cannot be undone, because a record that it wrote has been changed, by a later import or by hand.'
    )
    expect(await stage.ledger.state()).toEqual(before)
    await admin.open('/imports')
    await admin.reads('Undone', 'Imported')
  })

  it('files come by themselves as the administrator has chosen, and what waits is told', async () => {
    await admin.open('/imports/routine')
    await admin.choose(
      'is imported by itself, if nothing in it is refused or doubtful and few rows change',
      'A file here'
    )
    await admin.write('At most this share of its rows may be new or changed, in per cent', '250')
    await admin.press('Save')
    await admin.reads('Enter a number up to 100')
    await admin.write('At most this share of its rows may be new or changed, in per cent', '20')
    await admin.press('Save')
    await admin.reads('Kept. It holds from the next look at the folder.')

    const folder = join(stage.server.dataFolder, `imports/${authority}/children`)
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `nightly-${mark}.csv`)
    writeFileSync(path, own(`J${mark}1,Siân,${family},27/03/2014,,`, `J${mark}9,Zed,Zephyr${family},05/01/2015,,`))
    const then = new Date(Date.now() - 600_000)
    utimesSync(path, then, then)
    await stage.ledger.owner.query(
      `select graphile_worker.add_job('take import files', json_build_object('authority', $1::int))`,
      [authority]
    )
    await admin.open('/messages')
    await admin.comesToRead('A file in the import folder waits for you')
    await admin.open('/imports')
    await admin.reads('Waits for you')
    await admin.press(`nightly-${mark}.csv`)
    await admin.reads('It was not imported by itself: 100 % of its rows are new or changed, and your limit is 20 %.')
    await admin.press('Import this file')
    await admin.reads('The file is imported.')
    await stage.ledger.owner.query('delete from import_routine')
    await stage.ledger.owner.query('delete from outbox where kind = $1', ['file waits'])
  })
})
