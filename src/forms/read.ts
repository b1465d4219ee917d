import { type Asked, type Column, mostRows, type Question, type Section } from './definition.ts'

export interface Posted {
  /** As `parseAnswer` takes it. */
  readonly input: unknown
  /** The version the answer was based on; null for the first. */
  readonly base: number | null
  /** They ticked that last term's answer is still true. */
  readonly still: boolean
}

export type Body = Readonly<Record<string, unknown>>

export const fieldName = (questionId: string) => `q:${questionId}`
export const baseName = (questionId: string) => `base:${questionId}`
export const stillName = (questionId: string) => `still:${questionId}`
export const cellName = (questionId: string, row: number, columnId: string) => `q:${questionId}.${row}.${columnId}`

/**
 * The inputs of a posted form, question by question. A question is in it when its page was posted: its hidden base
 * says so where the browser sends nothing for an unticked box.
 */
export function readForm(section: Section, body: Body): Map<string, Posted> {
  return new Map(
    section.questions.flatMap(question => {
      const input = question.kind === 'rows' ? rowsIn(question, body) : fieldIn(question, fieldName(question.id), body)
      const based = own(body, baseName(question.id))
      return input === undefined && based === undefined
        ? []
        : [
            [
              question.id,
              { input: input ?? null, base: versionIn(based), still: own(body, stillName(question.id)) === 'yes' }
            ] as const
          ]
    })
  )
}

/** The table that "add another row" was pressed for, if it was. */
export function rowWanted(section: Section, body: Body): string | null {
  const wanted = own(body, 'add-row')
  return section.questions.find(one => one.kind === 'rows' && one.id === wanted)?.id ?? null
}

const own = (body: Body, name: string): unknown => (Object.hasOwn(body, name) ? body[name] : undefined)

function versionIn(base: unknown): number | null {
  return typeof base === 'string' && /^\d{1,15}$/.test(base) ? Number(base) : null
}

function fieldIn(asked: Asked, name: string, body: Body): unknown {
  const whole = own(body, name)
  if (asked.kind !== 'date' || whole !== undefined) return whole
  const [day, month, year] = ['day', 'month', 'year'].map(part => own(body, `${name}-${part}`))
  return day === undefined && month === undefined && year === undefined
    ? undefined
    : { day: day ?? '', month: month ?? '', year: year ?? '' }
}

/** Rows by their number in the field’s name; a row whose boxes were all left out is left out. */
function rowsIn(question: Question, body: Body): unknown {
  const whole = own(body, fieldName(question.id))
  if (whole !== undefined) return whole
  const rows: Record<string, unknown>[] = []
  for (let at = 0; at <= mostRows; at++) {
    const row = rowIn(question.columns ?? [], column => fieldIn(column, cellName(question.id, at, column.id), body))
    if (row) rows.push(row)
  }
  return rows.length === 0 ? undefined : rows
}

function rowIn(columns: readonly Column[], cellOf: (column: Column) => unknown): Record<string, unknown> | undefined {
  const cells = columns.flatMap(column => {
    const cell = cellOf(column)
    return cell === undefined ? [] : [[column.id, cell] as const]
  })
  return cells.length === 0 ? undefined : Object.fromEntries(cells)
}
