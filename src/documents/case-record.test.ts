import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dropInFolder, type RecordDrop } from './case-record.ts'
import { sha256 } from './files.ts'
import { readReceipts } from './receipts.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openpep-record-'))
})
afterEach(async () => rm(folder, { recursive: true }))

const drop: RecordDrop = {
  fileName: 'NM-1_PEP_2026-27_autumn_2026-10-30.pdf',
  careSystemId: '=HYPERLINK("x")',
  title: 'Plan, with "quotes"\nand a line',
  date: '2026-10-30',
  documentType: 'Personal Education Plan',
  pdf: new TextEncoder().encode('%PDF-1.7'),
  pep: { term: 'autumn' }
}
const name = 'NM-1_PEP_2026-27_autumn_2026-10-30'
const text = (file: string) => readFile(join(folder, file), 'utf8')
const at = '2026-11-02T09:30:00Z'
const receipt = (hash: string, when = at) => JSON.stringify({ sha256: hash, at: when })
const put = (file: string, content: string) => writeFile(join(folder, `${file}.receipt.json`), content)

describe('a plan in the case-record folder', () => {
  it('is the PDF, its metadata and the plan as data, and nothing else', async () => {
    const { hash } = await dropInFolder(folder, drop)
    expect((await readdir(folder)).sort()).toEqual([`${name}.csv`, `${name}.json`, `${name}.pdf`])
    expect(JSON.parse(await text(`${name}.json`))).toMatchObject({
      sha256: hash,
      pep: { term: 'autumn' },
      title: drop.title
    })
    expect(hash).toBe(sha256(drop.pdf))
  })

  it('has one CSV line that no spreadsheet runs', async () => {
    await dropInFolder(folder, drop)
    const [row] = parse(await text(`${name}.csv`), { columns: true, bom: true })
    expect(row).toMatchObject({ person_id: `'=HYPERLINK("x")`, title: drop.title, file: drop.fileName })
  })

  it('dropped again changes nothing; cut short, it is completed; changed, it is replaced', async () => {
    await dropInFolder(folder, drop)
    const first = await stat(join(folder, `${name}.pdf`))
    await dropInFolder(folder, drop)
    expect((await stat(join(folder, `${name}.pdf`))).ino).toBe(first.ino)
    await rm(join(folder, `${name}.json`))
    await dropInFolder(folder, drop)
    expect(await text(`${name}.json`)).toContain('"autumn"')
    const { hash } = await dropInFolder(folder, { ...drop, pdf: new TextEncoder().encode('%PDF-1.7 2') })
    expect(await text(`${name}.csv`)).toContain(hash)
  })

  it.each(['../x.pdf', 'a/b.pdf', '.pdf', 'x.exe', 'x.pdf.pdf', 'a\\b.pdf', '', 'x\u0000.pdf', 'x.pdf\n'])(
    'is not written under the name %j',
    async fileName => {
      await expect(dropInFolder(folder, { ...drop, fileName })).rejects.toThrow(/name/)
      expect(await readdir(folder)).toEqual([])
    }
  )
})

describe('a receipt', () => {
  const sent = async () => new Map([[name, (await dropInFolder(folder, drop)).hash]])

  it('counts when it names what was sent', async () => {
    const expected = await sent()
    expect(await readReceipts(folder, expected)).toEqual({ receipts: [], problems: [] })
    await put(name, `\ufeff${receipt(sha256(drop.pdf).toUpperCase())}`)
    expect(await readReceipts(folder, expected)).toEqual({
      receipts: [{ name, hash: sha256(drop.pdf), at: new Date(at) }],
      problems: []
    })
  })

  it.each([
    ['another hash', receipt('0'.repeat(64)), 'another content'],
    ['no JSON', 'taken!', 'not JSON'],
    ['nothing', '', 'not JSON'],
    ['a list', '[]', 'must name'],
    ['no date', receipt(sha256(drop.pdf), 'yesterday'), 'must name'],
    ['a short hash', receipt('abc'), 'must name'],
    ['far too much', ' '.repeat(70_000), 'longer']
  ])('with %s is reported and not trusted', async (_, content, problem) => {
    const expected = await sent()
    await put(name, content)
    const { receipts, problems } = await readReceipts(folder, expected)
    expect(receipts).toEqual([])
    expect(problems).toEqual([{ file: `${name}.receipt.json`, problem: expect.stringContaining(problem) }])
  })

  it('for what was never sent, a link and a folder are reported and not followed', async () => {
    const expected = new Map([...(await sent()), ['linked', sha256(drop.pdf)], ['folder', sha256(drop.pdf)]])
    await put('stranger', receipt(sha256(drop.pdf)))
    await put('..', receipt(sha256(drop.pdf)))
    await symlink(join(folder, 'stranger.receipt.json'), join(folder, 'linked.receipt.json'))
    await mkdir(join(folder, 'folder.receipt.json'))
    const { receipts, problems } = await readReceipts(folder, expected)
    expect(receipts).toEqual([])
    expect(problems.map(({ problem }) => problem).sort()).toEqual([
      'It is not a plain file.',
      'It is not a plain file.',
      'Nothing was sent under this name.',
      'Nothing was sent under this name.'
    ])
  })
})
