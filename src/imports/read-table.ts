import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { Refusal } from '../guidance/words.ts'
import { type Encoding, encodingOf, utf8Slices } from './decode.ts'
import { refuseUnlessText } from './file-kind.ts'
import type { SourceFile } from './source.ts'

export interface TableRow {
  /** As a spreadsheet numbers it: the headings are row 1. */
  readonly row: number
  /** Trimmed cells of the picked columns, in the order they were asked for. */
  readonly cells: readonly string[]
  /** How many cells the row has. */
  readonly width: number
}

export interface Table {
  readonly name: string
  readonly encoding: Encoding
  readonly delimiter: string
  readonly headings: readonly string[]
  /** Reads the rows beneath the headings. Ends with a refusal where the file breaks off being a table. */
  readonly rows: (columns: readonly number[]) => AsyncGenerator<TableRow, Refusal | null>
}

const mostInOneRow = 256 * 1024

/** Opens a file as a table: encoding, delimiter and headings. What is no table is refused, saying what it is. */
export async function openTable({ name, bytes }: SourceFile): Promise<Table | Refusal> {
  const refusal = await refuseUnlessText(name, bytes)
  if (refusal) return refusal
  const encoding = encodingOf(bytes)
  const start = startOf(bytes, encoding)
  if (start.includes('\0')) return { refused: `“${name}” is not text, so it cannot be a CSV file.` }
  const delimiter = delimiterOf(start)
  const rows = (columns: readonly number[] | null) => readRows(name, bytes, encoding, delimiter, columns)
  const reading = rows(null)
  const { value: first } = await reading.next()
  await reading.return(null)
  if (!first) return { refused: `“${name}” has no row of headings.` }
  if ('refused' in first) return first
  return { name, encoding, delimiter, headings: first.cells, rows: columns => skipHeadings(rows(columns)) }
}

async function* skipHeadings(rows: AsyncGenerator<TableRow, Refusal | null>): AsyncGenerator<TableRow, Refusal | null> {
  const first = await rows.next()
  return first.done ? first.value : yield* rows
}

const startOf = (bytes: Uint8Array, encoding: Encoding): string => {
  for (const slice of utf8Slices(bytes.subarray(0, 1 << 15), encoding)) return slice.toString().trimStart()
  return ''
}

/** The delimiter seen most often in the first line, outside quotes. */
function delimiterOf(start: string): string {
  const line = (start.split(/\r\n|\n|\r/, 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (delimiter: string) => line.split(delimiter).length
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

async function* readRows(
  name: string,
  bytes: Uint8Array,
  encoding: Encoding,
  delimiter: string,
  columns: readonly number[] | null
): AsyncGenerator<TableRow, Refusal | null> {
  let records = 0
  const source = Readable.from(utf8Slices(bytes, encoding))
  const parser = parse({
    delimiter,
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: mostInOneRow,
    info: true
  })
  source.once('error', error => parser.destroy(error))
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>) {
      records += 1
      const picked = columns ? columns.map(index => record[index] ?? '') : record
      yield { row: records + info.empty_lines, cells: picked.map(cell => cell.trim()), width: record.length }
    }
    return null
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { refused: `“${name}” cannot be read, from line ${lineOf(error)} on: ${brokenBecause(error.code)}` }
  } finally {
    source.destroy()
  }
}

type Parsed = { readonly record: string[]; readonly info: { readonly empty_lines: number } }

/** Where the trouble begins, as csv-parse words it: `… starting at line 3`. */
const lineOf = ({ message }: CsvError): string => /line (\d+)\D*$/.exec(message)?.[1] ?? '1'

const brokenBecause = (code: string): string =>
  code === 'CSV_MAX_RECORD_SIZE' || code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'a cell opens with a quotation mark (") that is never closed.'
    : 'its quotation marks (") do not pair up.'
