import { unzipSync } from 'fflate'
import { fileTypeFromBuffer } from 'file-type'
import type { Refusal } from '../guidance/words.ts'
import { kindOf, kinds, type UploadKind, words } from './upload-kinds.ts'

/** 20 MB, in bytes. */
export const uploadLimit = 20 * 1024 * 1024

export interface AcceptedUpload {
  readonly mediaType: string
  /** Without the dot; from the content, not from the name. */
  readonly ext: string
  /** The name as typed, made safe to show and to put in a header. */
  readonly name: string
}

const refused = (what: string, where = 'file'): Refusal => ({ refused: what, problems: [{ where, what }] })

/** Of a file past the limit, whatever it holds; `where` is the field that it was chosen in. */
export const tooLarge = (fileName: string, where?: string): Refusal =>
  refused(`“${displayName(fileName)}” is larger than 20 MB. Save it smaller, or split it, and choose it again.`, where)

/** Controls and bidi marks go (a name must not read backwards), a path becomes its last part, 120 signs at most. */
export const displayName = (fileName: string): string => {
  const last = fileName.toWellFormed().normalize('NFC').split(/[\\/]/u).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029"<>|:*?]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '')
  const signs = [...clean]
  if (signs.length === 0) return 'document'
  return signs.length <= 120 ? clean : `${signs.slice(0, 100).join('')}…${signs.slice(-19).join('')}`
}

/** `Content-Disposition` for a download: an ASCII name for old readers and the true one beside it. */
export const asAttachment = (name: string): string => {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/gu, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

const saidExtension = (name: string): string => (/\.([^.]+)$/u.exec(name)?.[1] ?? '').toLowerCase()

/** Text is what decodes as UTF-8 (or UTF-16 with its mark) and holds no controls but tabs and line ends. */
const isText = (bytes: Uint8Array): boolean => {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    const text = new TextDecoder(mark, { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
    return !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/u.test(text)
  } catch {
    return false
  }
}

/** Names inside an Office file or OpenDocument; nothing is unpacked. */
const namesInside = (bytes: Uint8Array): string[] | undefined => {
  const names: string[] = []
  try {
    unzipSync(bytes, {
      filter: file => {
        names.push(file.name.toLowerCase())
        return false
      }
    })
    return names
  } catch {
    return undefined
  }
}

const holdsProgram = (names: readonly string[]): boolean =>
  names.some(name => /vbaproject|vbadata|(^|\/)activex\/|^basic\/|^scripts\//.test(name) || name.endsWith('.exe'))

const starts = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((sign, at) => bytes[at] === sign.charCodeAt(0))

/** What the content is: a media type, or undefined where nothing is recognised. */
const contentType = async (bytes: Uint8Array): Promise<string | undefined> => {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (found !== undefined) return found.mime
  if (!isText(bytes)) return undefined
  return starts(bytes, '#!') ? 'text/x-shellscript' : 'text/plain'
}

const accept = (kind: UploadKind, ext: string, name: string): AcceptedUpload => ({
  mediaType: kind.extensions[ext] ?? kind.mediaType,
  ext,
  name
})

/**
 * Is this file what it says, and of a kind that a plan may carry? Judged by its content; the name must agree.
 * Virus scanning is another step. Served only as attachments (`asAttachment`), never shown in a page.
 */
export const checkUpload = async (bytes: Uint8Array, fileName: string): Promise<AcceptedUpload | Refusal> => {
  const name = displayName(fileName)
  if (bytes.length === 0) return refused(`“${name}” is empty. Choose the file again, or save it again first.`)
  if (bytes.length > uploadLimit) return tooLarge(fileName)

  const ext = saidExtension(name)
  const said = kinds.find(kind => ext in kind.extensions)
  const type = await contentType(bytes)
  const is = kindOf(type)
  if (/^(doc|xls|ppt|dot|xlt|pot)m$/.test(ext) || type?.includes('macroenabled') === true)
    return refused(`“${name}” may hold macros (small programs). Save it without macros and add it again.`)
  if (is === undefined)
    return refused(
      said === undefined
        ? `“${name}” is ${words(type)}. A plan takes PDF, pictures (JPEG, PNG, HEIC), Word, Excel, PowerPoint, OpenDocument text, and plain text or CSV.`
        : `This file says it is ${said.words} but its content is ${words(type)}. Save it again as ${said.words}.`
    )
  if (said !== undefined && said !== is)
    return refused(`This file says it is ${said.words} but its content is ${is.words}. Give it its true ending.`)
  if (said === undefined)
    return refused(`“${name}” is ${is.words} but its name does not say so. Give it the ending “.${is.usual}”.`)
  if (is.zipped) {
    const inside = namesInside(bytes)
    if (inside === undefined) return refused(`“${name}” is damaged and cannot be opened. Save it again and add it.`)
    if (holdsProgram(inside))
      return refused(`“${name}” holds macros (small programs). Save it without macros and add it again.`)
  }
  return accept(is, ext === 'jpeg' ? 'jpg' : ext, name)
}
