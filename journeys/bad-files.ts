import { describe, expect, it } from 'vitest'
import { type Scene, sendTwice } from './bad-input.ts'

const children = (...rows: string[]) =>
  ['care_system_id,first_name,last_name,date_of_birth,sex,setting_urn,enrolled_from', ...rows].join('\r\n')
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(510)])

/** Files that cannot be taken: to import, and as a document of a plan. `own` tells what each means has of its own. */
export function badFiles(scene: () => Scene, own: <T>(desk: T, telephone: T) => T): void {
  async function upload(path: string): Promise<void> {
    const { admin } = scene()
    await admin.open('/imports')
    await admin.choose('Children')
    await admin.page.getByLabel('The file').setInputFiles(path)
    await admin.press('Check the file')
  }
  const theFile = () => scene().admin.main.getByLabel('The file')

  describe('a file to import', () => {
    const notATable =
      '“children.csv” is not a CSV file. It is a PDF. A CSV file is expected: one row of headings, then one row for each record.'
    const lacksColumns =
      '“lacks.csv” cannot be read, because of its columns: care_system_id (missing), date_of_birth (missing). Its headings are: first_name, last_name, born. Add what is missing, or give the column that means it this heading. Then import the file again.'
    it.each([
      ['is another thing altogether', 'children.csv', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n', notATable],
      ['lacks columns', 'lacks.csv', 'first_name,last_name,born\nBea,Quick,2014-05-12\n', lacksColumns]
    ])('that %s is refused by what it is, and the choice stays', async (_, name, content, words) => {
      const { admin, stage } = scene()
      const refused = await stage.changesNothing(async () => {
        await upload(stage.file(name, content))
        await admin.isSentBack(theFile(), words)
        expect(await admin.main.getByLabel('Children', { exact: true }).isChecked()).toBe(true)
      })
      expect(refused).toMatchObject([{ who: 'admin', action: 'imports', outcome: 'refused', reason: words }])
    })

    it('of more than 20 MB is refused, and its form comes back', async () => {
      const { admin, stage } = scene()
      const words = `“${own('a', 'b')}.csv” is larger than 20 MB. Save it smaller, or split it, and choose it again.`
      const refused = await stage.changesNothing(async () => {
        await upload(stage.file(`${own('a', 'b')}.csv`, Buffer.alloc((own(20, 30) << 20) + 1, 'a,b\n')))
        await admin.isSentBack(theFile(), words)
        expect(await admin.main.getByLabel('Children', { exact: true }).isChecked()).toBe(true)
      })
      expect(refused).toMatchObject([{ who: 'admin', outcome: 'refused', reason: words }])
    })

    it('is refused row by row: born in the future, a URN that nobody has; the sound rows go in, and once', async () => {
      const { admin, stage } = scene()
      const sound = own('GOOD-1,Bea,Quick,2014-05-12', 'GOOD-2,Ned,Quick,2015-05-12')
      const path = stage.file(
        'rows.csv',
        children(
          'BAD-1,Ada,Early,2027-03-01,F,900030,2025-09-03',
          'BAD-2,Ben,Astray,2013-03-01,M,899999,2025-09-03',
          `${sound},F,900030,2025-09-03`
        )
      )
      const before = await stage.ledger.state()
      await upload(path)
      await admin.reads(
        '3 rows: 0 here already, 1 new, 0 changed, 2 left out.',
        'children, row 2, date_of_birth',
        '2027-03-01',
        'is a date of birth in the future (today is 2026-11-10): look for a slip in the year',
        'children, row 3, setting_urn',
        '899999',
        'is not the URN of any setting here: look it up, or import a newer GIAS',
        'Correct these cells in your own file and upload it again.'
      )
      // Tried: nothing but the record of the trial
      const tried = await stage.ledger.state()
      expect(Object.keys(tried).filter(table => tried[table] !== before[table])).toEqual(['import_run'])
      const { rows: deeds } = await stage.ledger.owner.query(
        "select payload from audit_event where action = 'try import children' order by n desc limit 1"
      )
      expect(deeds[0].payload.tables.children).toMatchObject({ rows: 3, new: 1, refused: 2 })

      // Imported, with the button's message sent twice: one child more
      const count = async () => (await stage.ledger.owner.query('select count(*)::int as n from child')).rows[0].n
      const already = await count()
      const firstAnswer = await sendTwice(admin.page, /\/imports\/[0-9a-f-]{36}$/)
      await admin.press('Import this file')
      await admin.reads('The file is imported.')
      expect(firstAnswer()).toBe(303)
      expect(await count()).toBe(already + 1)
      const { rows: astray } = await stage.ledger.owner.query(
        "select 1 from child where last_name in ('Early', 'Astray') union all select 1 from child_record where care_system_id in ('BAD-1', 'BAD-2')"
      )
      expect(astray).toEqual([])
      await admin.page.unrouteAll()
    })
  })

  describe('a document', () => {
    const attach = async (path: string) => {
      const { dt, pep } = scene()
      await dt.open(`/peps/${pep}/documents/new`)
      await dt.main.getByLabel('What is it?').selectOption({ index: 1 })
      await dt.write('Title', 'The plan of the school before')
      await dt.main.getByLabel('File', { exact: true }).setInputFiles(path)
      await dt.press('Attach')
    }
    it.each([
      [
        'that is not what it says',
        'plan.pdf',
        () => program,
        'This file says it is a PDF but its content is a Windows program. Save it again as a PDF.'
      ],
      [
        'of more than 20 MB',
        'scan.pdf',
        () => Buffer.alloc((20 << 20) + 1, '%PDF-1.7\n'),
        '“scan.pdf” is larger than 20 MB. Save it smaller, or split it, and choose it again.'
      ]
    ])('%s is refused; what was typed beside it stays', async (_, name, content, words) => {
      const { dt, pep, stage } = scene()
      const refused = await stage.changesNothing(async () => {
        await attach(stage.file(name, content()))
        await dt.isSentBack(dt.main.getByLabel('File', { exact: true }), words)
        expect(await dt.main.getByLabel('Title').inputValue()).toBe('The plan of the school before')
        expect(await dt.main.getByLabel('What is it?').inputValue()).not.toBe('')
      })
      expect(refused).toMatchObject([
        { who: 'dt', action: 'new document', outcome: 'refused', reason: words, pep_id: pep }
      ])
    })
  })
}
