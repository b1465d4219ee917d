import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../guidance/words.ts'
import { asAttachment, checkUpload, displayName, uploadLimit } from './upload.ts'

const bytes = (...parts: ReadonlyArray<string | number[]>): Uint8Array =>
  Uint8Array.from(parts.flatMap(part => (typeof part === 'string' ? [...part].map(sign => sign.charCodeAt(0)) : part)))

const types = (main: string) => strToU8(`<Types><Override PartName="/x" ContentType="${main}.main+xml"/></Types>`)
const ms = 'application/vnd.openxmlformats-officedocument'
const office = (kind: string, folder: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({ '[Content_Types].xml': types(`${ms}.${kind}`), [`${folder}/x.xml`]: strToU8('<x/>'), ...more })
const word = (more: Record<string, Uint8Array> = {}) => office('wordprocessingml.document', 'word', more)
const macroWord = () =>
  zipSync({
    '[Content_Types].xml': types('application/vnd.ms-word.document.macroEnabled'),
    'word/vbaProject.bin': bytes([1, 2])
  })
const odt = zipSync({
  mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
  'content.xml': strToU8('<x/>')
})

const pdf = bytes('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', [0, 1, 1, 0, 0, 1, 0, 1, 0, 0])
const png = bytes(
  [0x89],
  'PNG\r\n',
  [0x1a, 0x0a, 0, 0, 0, 13],
  'IHDR',
  [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0],
  'IDAT',
  [0, 0, 0, 0]
)
const heic = bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic')
const program = bytes('MZ', [0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0])
const svg = strToU8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

describe('an upload', () => {
  it.each([
    [pdf, 'EHCP.pdf', 'application/pdf', 'pdf'],
    [pdf, 'EHCP.PDF', 'application/pdf', 'pdf'],
    [jpeg, 'work.jpeg', 'image/jpeg', 'jpg'],
    [png, 'drawing.png', 'image/png', 'png'],
    [heic, 'IMG_1.HEIC', 'image/heic', 'heic'],
    [word(), 'report.docx', `${ms}.wordprocessingml.document`, 'docx'],
    [office('spreadsheetml.sheet', 'xl'), 'marks.xlsx', `${ms}.spreadsheetml.sheet`, 'xlsx'],
    [office('presentationml.presentation', 'ppt'), 'talk.pptx', `${ms}.presentationml.presentation`, 'pptx'],
    [odt, 'letter.odt', 'application/vnd.oasis.opendocument.text', 'odt'],
    [strToU8('Siân — 世界\r\n'), 'notes.txt', 'text/plain; charset=utf-8', 'txt'],
    [strToU8('\ufeffname,mark\nAmira,5\n'), 'marks.csv', 'text/csv; charset=utf-8', 'csv']
  ])('%# is taken by its content: $1', async (content, name, mediaType, ext) => {
    expect(await checkUpload(content, name)).toMatchObject({ mediaType, ext })
  })

  it.each([
    [program, 'plan.pdf', 'This file says it is a PDF but its content is a Windows program'],
    [program, 'plan.exe', 'is a Windows program'],
    [bytes([0x7f], 'ELF', [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0]), 'plan.docx', 'a Linux program'],
    [pdf, 'plan.docx', 'says it is a Word document but its content is a PDF'],
    [pdf, 'plan', 'its name does not say so'],
    [pdf, 'plan.pdf.exe', 'its name does not say so'],
    [jpeg, 'photo.png', 'says it is a PNG picture but its content is a JPEG picture'],
    [svg, 'drawing.svg', 'SVG'],
    [strToU8('<!doctype html><script>alert(1)</script>'), 'page.html', 'its name does not say so'],
    [strToU8('#!/bin/sh\nrm -rf /\n'), 'notes.txt', 'a program (script)'],
    [bytes([0xc3, 0x28, 0x41]), 'notes.txt', 'of a kind we do not know'],
    [bytes('abc', [0], 'def'), 'notes.csv', 'of a kind we do not know'],
    [macroWord(), 'report.docm', 'macros'],
    [macroWord(), 'report.docx', 'macros'],
    [word({ 'word/vbaProject.bin': bytes([1]) }), 'report.docx', 'macros'],
    [word({ 'word/activeX/activeX1.bin': bytes([1]) }), 'report.docx', 'macros'],
    [zipSync({ 'a.txt': strToU8('a') }), 'report.docx', 'a zip archive'],
    [zipSync({ 'a.txt': strToU8('a') }), 'files.zip', 'a zip archive'],
    [word().slice(0, -40), 'report.docx', 'damaged'],
    [new Uint8Array(), 'plan.pdf', 'is empty'],
    [new Uint8Array(uploadLimit + 1), 'plan.pdf', 'larger than 20 MB']
  ])('%# is refused with what is wrong: $1', async (content, name, reason) => {
    const answer = await checkUpload(content, name)
    expect(isRefusal(answer) && answer.refused).toContain(reason)
  })

  it('of exactly 20 MB is taken', async () => {
    const full = new Uint8Array(uploadLimit).fill(0x20)
    expect(await checkUpload(full, 'long.txt')).toMatchObject({ ext: 'txt' })
  })
})

describe('the name of an upload', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\EHCP of Siân.pdf', 'EHCP of Siân.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie x.pdf'],
    ['fdp.\u202etxt.exe', 'fdp.txt.exe'],
    ['تقرير.pdf', 'تقرير.pdf'],
    ['', 'document'],
    ['...', 'document'],
    ['a\u0000b.pdf', 'ab.pdf'],
    [`${'x'.repeat(500)}.pdf`, `${'x'.repeat(100)}…${'x'.repeat(15)}.pdf`]
  ])('%j is shown as %j', (typed, shown) => expect(displayName(typed)).toBe(shown))

  it.each(['Siân’s "plan"; x.pdf', 'a\r\nb.pdf', 'تقرير 100%.pdf', 'x\ud800.pdf'])('%j is safe in a header', name => {
    const header = asAttachment(name)
    expect(header).toMatch(/^attachment; filename="[^"\\%]*"; filename\*=UTF-8''[A-Za-z0-9%._~$&+^`|-]*$/)
    expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe(name.toWellFormed())
  })
})
