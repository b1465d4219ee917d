import { fileTypeFromBuffer } from 'file-type'
import type { Refusal } from '../guidance/words.ts'

const expected = 'A CSV file is expected: one row of headings, then one row for each record.'

const howToMend: Record<string, string> = {
  xlsx: 'It is an Excel workbook. Open it, choose Save as, and pick “CSV UTF-8”.',
  xls: 'It is an old Excel workbook. Open it, choose Save as, and pick “CSV UTF-8”.',
  cfb: 'It is an old Office file, for instance an Excel workbook. Open it, choose Save as, and pick “CSV UTF-8”.',
  ods: 'It is an OpenDocument spreadsheet. Open it, choose Save as, and pick “Text CSV”.',
  docx: 'It is a Word document.',
  pdf: 'It is a PDF.',
  zip: 'It is a zip inside another. Take its files out and import those.'
}

/** Says why these bytes cannot be a table of text; null when they may be one. */
export async function refuseUnlessText(name: string, bytes: Uint8Array): Promise<Refusal | null> {
  if (bytes.length === 0) return { refused: `“${name}” is empty. ${expected}` }
  const type = await fileTypeFromBuffer(bytes)
  if (type && type.ext !== 'xml') {
    const what = howToMend[type.ext] ?? `It is a file of type ${type.mime}.`
    return { refused: `“${name}” is not a CSV file. ${what} ${expected}` }
  }
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).replace(/^ï»¿/, '').trimStart()
  if (type || /^<(\?xml|!doctype|html|head|body|table)\b/i.test(start))
    return { refused: `“${name}” is a web page or XML, not a CSV file (a sign-in page saved by mistake?). ${expected}` }
  if (/^[[{]\s*(["{[\]}]|$)/.test(start)) return { refused: `“${name}” is JSON, not a CSV file. ${expected}` }
  return null
}
