import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { audiences, isRefusal } from '../guidance/words.ts'
import { childPlan, emptyPlan, fullPlan } from './plan-document.samples.ts'
import type { DocumentEntry, PlanDocument } from './plan-document.ts'
import { closePrinting, compilePlan, type EmbeddedFile, type PdfStandard, PrintError } from './typst.ts'

afterAll(closePrinting)

const made = async (plan: PlanDocument, files: readonly EmbeddedFile[] = [], standard: PdfStandard = 'ua-1') => {
  const pdf = await compilePlan(plan, files, standard)
  if (isRefusal(pdf)) throw new Error(pdf.refused)
  return Buffer.from(pdf)
}

const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined
const textOf = (pdf: Buffer): string => {
  const { stdout, status } = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], {
    input: pdf,
    maxBuffer: 64 << 20
  })
  expect(status).toBe(0)
  return stdout.toString()
}
const joined = (text: string) => text.replace(/[\s\u200b\u00ad]+/gu, '')

const withEntries = (entries: readonly DocumentEntry[], plan = emptyPlan()): PlanDocument => ({
  ...plan,
  sections: [{ id: 'X', title: 'Everything', entries }]
})

const everyPlace = (text: string): PlanDocument => ({
  ...withEntries([
    { kind: 'answer', label: text, text, by: text },
    { kind: 'quote', who: text, prompt: text, text, interpreted: text },
    { kind: 'table', caption: text, columns: [text, text], rows: [[text, text]] },
    { kind: 'chart', title: text, altText: text || 'A chart', unit: '', max: 1, points: [{ label: text, value: 1 }] },
    { kind: 'target', area: text, target: text, childWording: text, actions: [{ who: text, what: text, due: text }] },
    { kind: 'list', label: text, items: [text] },
    { kind: 'said-did', said: text, did: text },
    { kind: 'blank', label: text, hint: text, choices: [text, text], lines: 2 }
  ]),
  title: text,
  child: { name: text, initials: text, yearGroup: text },
  setting: { name: text, town: text },
  authority: { name: text, virtualSchool: { name: text, email: text, telephone: text } },
  addenda: [{ on: text, by: text, text }],
  nextMeeting: { on: text, note: text },
  safety: { text, contacts: [{ name: text, reach: text }] },
  identifiers: [{ label: text, value: text }]
})

const hostile: ReadonlyArray<readonly [string, string]> = [
  [
    'markup',
    '#import "x.typ": * $x^2$ *bold* _it_ @ref <label> \\ \\u{41} `raw` = Heading // no /* no */ [x] #panic()'
  ],
  ['code', '#{ read("/etc/passwd") } #sys.inputs #eval("1+1")'],
  ['quotes', `"double" 'single' ~ -- --- ... https://example.org/a_b?c=d&e`],
  ['HTML', '<script>alert(1)</script> &amp; %s {{y}}'],
  ['lines', 'one\r\ntwo\rthree\n\n\nfour\u2028five'],
  ['nothing', ''],
  ['spaces', '   \t  '],
  ['digits only', '007']
]

describe('a printed plan', () => {
  it.each(audiences)('is made for %s, empty and with everything, by both standards', async audience => {
    for (const plan of [emptyPlan(audience), fullPlan(audience)])
      for (const standard of ['ua-1', 'a-3a'] as const) {
        const pdf = (await made(plan, [], standard)).toString('latin1')
        expect(pdf).toMatch(/^%PDF-1\.7/)
        expect(pdf).toContain('/StructTreeRoot')
        expect(pdf).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/)
        expect(pdf).toContain(standard === 'ua-1' ? '<pdfuaid:part>1</pdfuaid:part>' : '<pdfaid:part>3</pdfaid:part>')
        expect(pdf).toMatch(/\/Lang\s*\(en\)/)
        if (standard === 'ua-1') expect(pdf).toContain('/DisplayDocTitle true')
        expect(pdf).toContain(`>${plan.title}<`)
      }
  })

  it('says in the chart what the picture shows', async () => {
    const pdf = await made(fullPlan())
    expect(pdf.toString('latin1')).toMatch(/\/Alt\s*\(Attendance each week of the term/)
  })

  it('is the same, byte for byte, for the same plan', async () => {
    const first = await made(fullPlan())
    await made(fullPlan('carer'))
    expect((await made(fullPlan())).equals(first)).toBe(true)
  })

  it('carries the plan as data, and still keeps the standard', async () => {
    const file = { name: 'pep.json', mediaType: 'application/json', description: 'As data', text: '{"a":"#é"}' }
    for (const standard of ['ua-1', 'a-3a'] as const) {
      const pdf = (await made(fullPlan(), [file], standard)).toString('latin1')
      expect(pdf).toContain('/EmbeddedFile')
      expect(pdf).toContain('pep.json')
    }
  })

  it.each(hostile)('prints %s as typed, wherever it stands, for an adult and for the child', async (_, text) => {
    for (const plan of [everyPlace(text), { ...everyPlace(text), audience: 'child' as const }]) {
      const pdf = await made({ ...plan, title: plan.title.trim() || 'Plan' })
      if (hasPdftotext) expect(joined(textOf(pdf))).toContain(joined(text))
    }
  })

  it('prints a word of 10,000 letters whole, wherever it stands, over as many pages as it takes', async () => {
    for (const audience of ['full', 'child'] as const) {
      const pdf = await made({ ...everyPlace('W'.repeat(10_000)), audience })
      const places = audience === 'full' ? 30 : 15
      if (hasPdftotext) expect(textOf(pdf).match(/W/g)?.length).toBeGreaterThan(10_000 * places)
    }
  }, 30_000)

  it('never fails because of what somebody typed', async () => {
    const anything = fc.string({ unit: 'binary', maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 20, maxLength: 40 }), async texts => {
        await made(withEntries(texts.map(text => ({ kind: 'answer', label: 'Q', text }))))
      }),
      { numRuns: 60 }
    )
  })

  it('drops what cannot be seen and names what cannot be drawn', async () => {
    const pdf = await made(
      withEntries([{ kind: 'answer', label: 'Q', text: 'a\u0000b\u0007c\u202ed \u{13000} e\ud800f' }])
    )
    if (hasPdftotext) expect(joined(textOf(pdf))).toContain('abcd[U+13000]e\ufffdf')
  })

  it('prints what a child said in Tigrinya, with the interpreter’s English and name', async () => {
    const pdf = await made(
      withEntries([
        {
          ...{ kind: 'quote', who: 'Dawit', text: 'ስእሊ ምስኣል ይፈቱ', language: 'ti' },
          ...{ interpreted: 'I love drawing', interpreter: 'Sara Haddad' }
        }
      ])
    )
    expect(pdf.toString('latin1')).toContain('NotoSansEthiopic')
    if (!hasPdftotext) return
    const text = joined(textOf(pdf))
    expect(text).not.toContain('U+12')
    expect(text).toContain(joined('In English, by the interpreter Sara Haddad: I love drawing'))
  })

  it('prints Arabic, Ukrainian, Vietnamese and accents', async () => {
    const text = 'Привіт Україно · Tiếng Việt · Siân Ó Súilleabháin · Łódź'
    const pdf = await made(
      withEntries([
        { kind: 'answer', label: 'Q', text },
        { kind: 'quote', who: 'A', text: 'مرحبا', language: 'ar' }
      ])
    )
    expect(pdf.toString('latin1')).toContain('NotoSansArabic')
    expect(pdf.toString('latin1')).toMatch(/\/Lang\s*\(ar\)/)
    if (hasPdftotext) expect(joined(textOf(pdf))).toContain(joined(text))
  })

  it('prints 200 targets, a table of 500 rows and a chart of a whole year', async () => {
    const base = fullPlan()
      .sections.flatMap(section => section.entries)
      .find(entry => entry.kind === 'target')
    if (base === undefined) throw new Error('The sample has no target.')
    const columns = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
    const pdf = await made(
      withEntries([
        ...Array.from({ length: 200 }, () => base),
        { kind: 'table', caption: 'T', columns, rows: Array.from({ length: 500 }, () => columns) },
        {
          kind: 'chart',
          title: 'Y',
          altText: 'Y',
          unit: '%',
          max: 100,
          points: Array.from({ length: 39 }, (_, at) => ({ label: `${at}`, value: at }))
        },
        { kind: 'chart', title: 'None', altText: 'None', unit: '%', max: 0, points: [] }
      ])
    )
    if (hasPdftotext) expect(textOf(pdf)).toContain('Target 200:')
  }, 30_000)

  it('says "Nothing recorded" in an empty section, and "not checked" where the social worker has not', async () => {
    if (!hasPdftotext) return
    expect(textOf(await made(emptyPlan()))).toContain('Nothing recorded')
    expect(textOf(await made(emptyPlan()))).toContain('Not yet signed off.')
    expect(textOf(await made(fullPlan()))).toContain('Not checked by the social worker')
    const checked = fullPlan()
    expect(textOf(await made({ ...checked, pep: { ...checked.pep, checkedBySocialWorker: true } }))).not.toContain(
      'checked by'
    )
  })

  it('gives the child one page, with Childline', async () => {
    const pdf = await made(childPlan())
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    if (hasPdftotext) expect(textOf(pdf)).toContain('0800 1111')
  })

  it('prints nothing that it was not given: no setting, no identifier', async () => {
    const { setting: _, identifiers: __, ...bare } = fullPlan('parent')
    const text = hasPdftotext ? textOf(await made(bare)) : ''
    expect(text).not.toContain('Hollin Bank')
    expect(text).not.toContain('NM-204417')
  })

  it('refuses a table with more cells than columns, and fills a shorter row', async () => {
    const table = (rows: string[][]) => withEntries([{ kind: 'table', caption: 'T', columns: ['a', 'b'], rows }])
    expect(await compilePlan(table([['1', '2', '3']]))).toMatchObject({ problems: [{ where: 'Everything' }] })
    const pdf = await made(table([['1'], ['2', '3']]))
    if (hasPdftotext) expect(textOf(pdf)).toMatch(/1\s*\n2 3/)
  })

  it('tells which template and which plan failed, and goes on with the next', async () => {
    const broken = { ...emptyPlan(), language: 'not a language' }
    await expect(compilePlan(broken)).rejects.toThrow(PrintError)
    await expect(compilePlan(broken)).rejects.toThrow(/plan\.typ for the full copy of a termly plan/)
    expect((await made(emptyPlan())).length).toBeGreaterThan(1000)
  })

  it('makes many at once, and starts again after it was stopped', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => made(emptyPlan())))
    expect(new Set(many.map(pdf => pdf.toString('latin1'))).size).toBe(1)
    await closePrinting()
    expect((await made(emptyPlan())).equals(many[0] ?? Buffer.alloc(0))).toBe(true)
  })
})
