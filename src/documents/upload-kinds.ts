/** The kinds of file that a plan may carry, and what other content is called when it is refused. */
export interface UploadKind {
  readonly words: string
  /** As file-type names the content. */
  readonly mediaType: string
  /** Other names that the same content goes by. */
  readonly also?: readonly string[]
  /** Extension → the media type it is kept and served with. */
  readonly extensions: Readonly<Record<string, string>>
  readonly usual: string
  readonly zipped?: boolean
}

const one = (ext: string, mediaType: string, words: string, zipped = false): UploadKind => ({
  words,
  mediaType,
  extensions: { [ext]: mediaType },
  usual: ext,
  zipped
})

const office = 'application/vnd.openxmlformats-officedocument'

export const kinds: readonly UploadKind[] = [
  one('pdf', 'application/pdf', 'a PDF'),
  {
    words: 'a JPEG picture',
    mediaType: 'image/jpeg',
    extensions: { jpg: 'image/jpeg', jpeg: 'image/jpeg' },
    usual: 'jpg'
  },
  one('png', 'image/png', 'a PNG picture'),
  {
    words: 'a HEIC picture',
    mediaType: 'image/heic',
    also: ['image/heif', 'image/heic-sequence', 'image/heif-sequence'],
    extensions: { heic: 'image/heic', heif: 'image/heif' },
    usual: 'heic'
  },
  one('docx', `${office}.wordprocessingml.document`, 'a Word document', true),
  one('xlsx', `${office}.spreadsheetml.sheet`, 'an Excel workbook', true),
  one('pptx', `${office}.presentationml.presentation`, 'a PowerPoint presentation', true),
  one('odt', 'application/vnd.oasis.opendocument.text', 'an OpenDocument text', true),
  {
    words: 'plain text',
    mediaType: 'text/plain',
    extensions: { txt: 'text/plain; charset=utf-8', csv: 'text/csv; charset=utf-8' },
    usual: 'txt'
  }
]

export const kindOf = (mediaType: string | undefined): UploadKind | undefined =>
  kinds.find(kind => kind.mediaType === mediaType || kind.also?.includes(mediaType ?? '') === true)

const others: Readonly<Record<string, string>> = {
  'application/x-msdownload': 'a Windows program',
  'application/x-elf': 'a Linux program',
  'application/x-mach-binary': 'a Mac program',
  'application/zip': 'a zip archive',
  'application/x-7z-compressed': 'an archive',
  'application/vnd.rar': 'an archive',
  'application/gzip': 'an archive',
  'application/x-cfb': 'an old Office document or an installer',
  'application/xml': 'XML (data, a web page or an SVG drawing)',
  'application/rtf': 'rich text',
  'image/gif': 'a GIF picture',
  'image/webp': 'a WebP picture',
  'image/svg+xml': 'an SVG picture, which can hold programs',
  'text/x-shellscript': 'a program (script)'
}

/** What content is, in words: "a Windows program". */
export const words = (mediaType: string | undefined): string =>
  mediaType === undefined
    ? 'of a kind we do not know'
    : (others[mediaType] ?? kindOf(mediaType)?.words ?? `of another kind (${mediaType})`)
