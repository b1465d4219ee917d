import type { ComponentChildren } from 'preact'
import { Button } from '../ui/components/button.tsx'
import { Checkboxes } from '../ui/components/checkboxes.tsx'
import { Fieldset } from '../ui/components/fieldset.tsx'
import { FormGroup, HintAndError } from '../ui/components/form-group.tsx'
import { mostRows, type Question, type Value } from './definition.ts'
import { Field } from './field.tsx'
import { baseName, cellName, fieldName, stillName } from './read.ts'
import type { Typed } from './typed.ts'
import { asRows } from './typed-fields.ts'
import { formatDate } from './value.ts'

export interface AnswerMeta {
  /** Who wrote it, by name. */
  readonly by: string
  /** ISO date. */
  readonly at: string
  /** It came from last term's plan and nobody has said yet that it is still true. */
  readonly carried?: boolean
  /** Who said in this plan that an earlier one's answer is still true. */
  readonly confirmed?: { readonly by: string; readonly at: string } | null
  /** Where every earlier text of it stands. */
  readonly history?: string
  /** An interpreter's English of it. */
  readonly interpreted?: ComponentChildren
}

export interface AskProps {
  question: Question
  value?: Value | null
  /** What was typed where it could not be taken; shown in place of the value. */
  raw?: Typed
  error?: string
  /** The version that a change will be based on. */
  base: number | null
  meta?: AnswerMeta
  /** How many rows of a table to draw; default: those filled and one more. */
  rows?: number
  reveals?: ReadonlyMap<string, ComponentChildren>
  /** The form's words in the reader's language; default: as they are. */
  words?: (english: string) => ComponentChildren
}

/** One question, ready to answer: the field, the version it is based on, and who said what is there. */
export function AskQuestion(props: AskProps) {
  const { question, base, meta, reveals, error } = props
  const shown = props.raw ?? props.value
  return (
    <div class="question" id={question.id} data-question={question.id}>
      {question.kind === 'rows' ? (
        <AskRows {...props} />
      ) : (
        <Field
          asked={question}
          name={fieldName(question.id)}
          shown={shown}
          error={error}
          autocomplete={question.autocomplete}
          reveals={reveals}
          words={props.words}
        />
      )}
      <input type="hidden" name={baseName(question.id)} value={base ?? ''} />
      {meta?.interpreted}
      {meta ? <LastAnswered question={question} meta={meta} /> : null}
    </div>
  )
}

function LastAnswered({ question, meta }: { question: Question; meta: AnswerMeta }) {
  const when = `${meta.by}, ${formatDate(meta.at)}`
  if (!meta.carried)
    return (
      <p class="govuk-hint question__last">
        Last answered by {when}
        {meta.confirmed ? `. Still true: ${meta.confirmed.by}, ${formatDate(meta.confirmed.at)}` : null}
        {meta.history ? (
          <>
            {' · '}
            <a class="govuk-link" href={meta.history}>
              Earlier texts<span class="govuk-visually-hidden">: {question.label}</span>
            </a>
          </>
        ) : null}
      </p>
    )
  return (
    <div class="question__last">
      <Checkboxes
        name={stillName(question.id)}
        small
        hint={`From last term: ${when}`}
        items={[{ value: 'yes', text: 'Still true' }]}
        legend={<span class="govuk-visually-hidden">Still true? {question.label}</span>}
      />
    </div>
  )
}

/** A table as one group of fields for each row: it reads on a telephone and works without scripts. */
function AskRows({ question, value, raw, error, rows }: AskProps) {
  const filled = asRows(raw ?? value)
  const count = Math.min(Math.max(rows ?? 0, filled.length + 1), mostRows)
  const name = fieldName(question.id)
  return (
    <FormGroup error={error}>
      <Fieldset legend={question.label} legendSize="s" role="group">
        <HintAndError id={name} hint={question.hint} error={error} />
        {Array.from({ length: count }, (_, row) => (
          <div class="question__row">
            <Fieldset legend={`Row ${row + 1}`} role="group">
              {(question.columns ?? []).map(column => (
                <Field asked={column} name={cellName(question.id, row, column.id)} shown={filled[row]?.[column.id]} />
              ))}
            </Fieldset>
          </div>
        ))}
        {count < mostRows ? (
          <Button kind="secondary" name="add-row" value={question.id} label={`Add another row: ${question.label}`}>
            Add another row
          </Button>
        ) : null}
      </Fieldset>
    </FormGroup>
  )
}

/** The address on the page of a question's first box, for the error summary. */
export function firstBoxOf(question: Question): string {
  const first = question.columns?.[0]
  const [name, kind] = first
    ? [cellName(question.id, 0, first.id), first.kind]
    : [fieldName(question.id), question.kind]
  return kind === 'date' ? `${name}-day` : name
}
