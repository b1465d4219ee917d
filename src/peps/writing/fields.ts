import type { Question, Section } from '../../forms/definition.ts'
import { baseName, cellName, fieldName, readForm } from '../../forms/read.ts'

/** The fields of a section's form, read and filled question by question. */

export type Asked = Pick<Question, 'id' | 'kind' | 'columns' | 'label'>

const bodyOf = (form: HTMLFormElement): Record<string, unknown> => {
  const body: Record<string, unknown> = {}
  for (const name of new Set(new FormData(form).keys())) {
    const values = new FormData(form).getAll(name).filter(value => typeof value === 'string')
    body[name] = values.length > 1 ? values : values[0]
  }
  return body
}

/** What every question of the form says now. */
export const readAnswers = (form: HTMLFormElement, questions: readonly Asked[]) =>
  readForm({ questions } as unknown as Section, bodyOf(form))

export const baseField = (form: HTMLFormElement, question: string) =>
  form.elements.namedItem(baseName(question)) as HTMLInputElement | null

/** Puts words that were kept back into their fields. */
export function fill(form: HTMLFormElement, question: Asked, value: unknown): void {
  if (question.kind === 'rows' && Array.isArray(value)) {
    value.forEach((row, at) => {
      for (const column of question.columns ?? [])
        fillOne(form, cellName(question.id, at, column.id), (row as Record<string, unknown>)[column.id])
    })
  } else fillOne(form, fieldName(question.id), value)
}

function fillOne(form: HTMLFormElement, name: string, value: unknown): void {
  if (isDate(value)) {
    for (const part of ['day', 'month', 'year'] as const) fillOne(form, `${name}-${part}`, value[part])
    return
  }
  const texts = (Array.isArray(value) ? value : [value ?? '']).map(String)
  for (const field of form.elements) {
    if (!('name' in field) || field.name !== name) continue
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox'))
      field.checked = texts.includes(field.value)
    else if (
      field instanceof HTMLInputElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
    )
      field.value = texts[0] ?? ''
  }
}

const isDate = (value: unknown): value is Record<'day' | 'month' | 'year', string> =>
  typeof value === 'object' && value !== null && 'day' in value && 'month' in value && 'year' in value
