import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { encodingOf } from './decode.ts'
import { file } from './fixtures/tables.ts'
import { fromUpload, readSource } from './read-source.ts'
import { openTable } from './read-table.ts'
import { unzipTables } from './unzip.ts'

async function read(bytes: string | Uint8Array, columns = [0, 1]) {
  const table = await openTable(file('t.csv', bytes))
  if ('refused' in table) return table.refused
  const rows = []
  const reading = table.rows(columns)
  let next = await reading.next()
  for (; !next.done; next = await reading.next()) rows.push([next.value.row, ...next.value.cells])
  return next.value ? next.value.refused : { headings: table.headings, rows, encoding: table.encoding }
}
const plain = { headings: ['A', 'B'], rows: [[2, 'é', '2']] }

describe('a table', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['UTF-8', 'A,B\né,2\n', 'utf8'],
    ['with its mark', '\uFEFFA,B\né,2\n', 'utf8'],
    ['CRLF and no final newline', 'A,B\r\né,2', 'utf8'],
    ['old Mac line ends', 'A,B\ré,2\r', 'utf8'],
    ['quoted', '"A","B"\n"é","2"\n', 'utf8'],
    ['semicolons', 'A;B\né;2\n', 'utf8'],
    ['tabs', 'A\tB\né\t2\n', 'utf8'],
    ['spaces about the cells', ' A , B \n é , 2 \n', 'utf8'],
    ['Windows text', iconv.encode('A,B\né,2\n', 'windows-1252'), 'cp1252'],
    ['UTF-16 as Excel saves it', iconv.encode('A\tB\né\t2\n', 'utf16-le', { addBOM: true }), 'utf16-le'],
    ['UTF-16 without its mark', iconv.encode('A,B\né,2\n', 'utf16-le'), 'utf16-le'],
    ['UTF-16, the other way round', iconv.encode('A,B\né,2\n', 'utf16-be', { addBOM: true }), 'utf16-be']
  ])('is read: %s', async (_, bytes, encoding) => {
    expect(await read(bytes)).toEqual({ ...plain, encoding })
  })

  it('keeps the spreadsheet’s row numbers over empty lines, and what is quoted together', async () => {
    expect(await read('A,B\n\n1,"x\ny, ""z"""\n\n3,4\n')).toMatchObject({
      rows: [
        [3, '1', 'x\ny, "z"'],
        [5, '3', '4']
      ]
    })
  })

  it('is no less a table for a quotation mark inside a cell', async () => {
    expect(await read('A,B\nThe "Old" School,2\n')).toMatchObject({ rows: [[2, 'The "Old" School', '2']] })
  })

  it('finds Windows text late in a long file', () => {
    const late = Buffer.concat([Buffer.from('x'.repeat(200_000)), Buffer.from([0xe9])])
    expect(encodingOf(late)).toBe('cp1252')
  })

  it('splits no letter where one slice ends and the next begins', async () => {
    const text = `A,B\n${'é'.repeat(40_000)},${'€'.repeat(30_000)}\n`
    expect(await read(text)).toMatchObject({ rows: [[2, 'é'.repeat(40_000), '€'.repeat(30_000)]] })
  })

  it('without rows has only headings', async () => {
    expect(await read('A,B')).toMatchObject({ headings: ['A', 'B'], rows: [] })
  })
})

describe('what is no table is refused, saying what it is', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'is empty'],
    ['blank lines', '\n\n', 'no row of headings'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'It is a PDF'],
    [
      'a picture',
      Uint8Array.from([
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1
      ]),
      'image/png'
    ],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'web page'],
    ['XML', '<?xml version="1.0"?><EXPSSDA903/>', 'XML'],
    ['JSON', '{"years": {}}', 'JSON'],
    ['an open quotation mark', `A,B\n"never closed,${'x\n'.repeat(300_000)}`, 'never closed'],
    [
      'bytes of anything',
      Uint8Array.from([1, 2, 3, 0, 0, 0, 7, 9, 9, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1]),
      'not text'
    ]
  ])('%s', async (_, bytes, words) => {
    expect(await read(bytes)).toContain(words)
  })
})

describe('a source', () => {
  const zip = zipSync({
    'year/header.csv': Buffer.from('A,B\n1,2\n'),
    'year/notes.pdf': Buffer.from('%PDF-'),
    '__MACOSX/._header.csv': Buffer.from('x')
  })

  it('takes the tables out of a zip and names what it leaves', async () => {
    const found = await fromUpload('r.zip', zip)
    expect(found).toMatchObject({ files: [{ name: 'header.csv' }], leftOut: ['notes.pdf'] })
  })

  it('refuses a zip without tables, a broken one, and one that swells', async () => {
    expect(await fromUpload('r.zip', zipSync({ 'a.pdf': Buffer.from('x') }))).toMatchObject({
      refused: expect.stringContaining('holds no CSV')
    })
    expect(unzipTables('r.zip', zip.subarray(0, 60))).toHaveProperty('refused')
    const bomb = zipSync({ 'a.csv': new Uint8Array(5_000_000) })
    expect(bomb.length).toBeLessThan(50_000)
    expect(unzipTables('r.zip', bomb, 1_000_000)).toMatchObject({ refused: expect.stringContaining('unpacks to more') })
    const many = zipSync(Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${n}.csv`, Buffer.from('A')])))
    expect(unzipTables('r.zip', many)).toHaveProperty('refused')
  })

  it('refuses a path where nothing is', async () => {
    expect(await readSource('/no/such/place')).toMatchObject({ refused: expect.stringContaining('no file or folder') })
  })
})
