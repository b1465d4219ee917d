import { z } from 'zod'
import { CharacterCount } from '../components/character-count.tsx'
import { Checkboxes } from '../components/checkboxes.tsx'
import { DateInput, type DatePart } from '../components/date-input.tsx'
import { FileUpload } from '../components/file-upload.tsx'
import { Input } from '../components/input.tsx'
import { PasswordInput } from '../components/password-input.tsx'
import { Radios } from '../components/radios.tsx'
import { Select } from '../components/select.tsx'
import { Textarea } from '../components/textarea.tsx'
import type { Adapter, adapter as makeAdapter } from './fixture-adapters.tsx'
import {
  choicesProps,
  choicesShape,
  content,
  fieldProps,
  fieldShape,
  fieldset,
  tickedValues
} from './fixture-options.ts'

const widths = [2, 3, 4, 5, 10, 20, 30] as const
const parts: readonly DatePart[] = ['day', 'month', 'year']
const part = z.strictObject({ error: z.literal(true) }).optional()

const textareaShape = { ...fieldShape, value: z.string().optional(), rows: z.number().optional() }

export const fieldAdapters = (adapter: typeof makeAdapter): Readonly<Record<string, Adapter>> => ({
  'character-count': adapter(
    z.strictObject({
      ...textareaShape,
      maxlength: z.number().optional(),
      maxwords: z.number().optional(),
      threshold: z.number().optional()
    }),
    given => {
      const shared = { ...fieldProps(given), value: given.value, rows: given.rows, threshold: given.threshold }
      return given.maxwords === undefined ? (
        <CharacterCount {...shared} maxlength={z.number().parse(given.maxlength)} />
      ) : (
        <CharacterCount {...shared} maxwords={given.maxwords} />
      )
    }
  ),
  checkboxes: adapter(
    z.strictObject({ ...choicesShape('govuk-checkboxes'), values: z.array(z.string()).optional() }),
    given => <Checkboxes {...choicesProps(given)} values={given.values ?? tickedValues(given)} />
  ),
  'date-input': adapter(
    z.strictObject({
      id: z.string(),
      namePrefix: z.string().optional(),
      fieldset,
      hint: content.optional(),
      errorMessage: content.optional(),
      day: part,
      month: part,
      year: part,
      values: z.record(z.string(), z.number()).optional()
    }),
    ({ id, namePrefix = '', fieldset: legend, hint, errorMessage, values = {}, ...rest }) => {
      const wrong = parts.filter(each => rest[each]?.error)
      const prefix = namePrefix && `${namePrefix}-`
      return (
        <DateInput
          name={namePrefix}
          id={id}
          {...legend}
          hint={hint}
          error={errorMessage}
          errorIn={wrong.length > 0 ? wrong : undefined}
          values={Object.fromEntries(parts.map(each => [each, values[prefix + each]]))}
        />
      )
    }
  ),
  'file-upload': adapter(z.strictObject({ ...fieldShape, multiple: z.boolean().optional() }), given => (
    <FileUpload {...fieldProps(given)} multiple={given.multiple} />
  )),
  input: adapter(
    z.strictObject({
      ...fieldShape,
      value: z.string().optional(),
      prefix: content.optional(),
      suffix: content.optional(),
      classes: z.enum(widths.map(width => `govuk-input--width-${width}`)).optional()
    }),
    ({ value, prefix, suffix, classes, ...field }) => (
      <Input
        {...fieldProps(field)}
        {...{ value, prefix, suffix }}
        width={widths.find(width => classes === `govuk-input--width-${width}`)}
      />
    )
  ),
  'password-input': adapter(z.strictObject(fieldShape), given => <PasswordInput {...fieldProps(given)} />),
  radios: adapter(z.strictObject({ ...choicesShape('govuk-radios'), value: z.string().optional() }), given => (
    <Radios {...choicesProps(given)} inline={given.classes?.inline} value={given.value ?? tickedValues(given)[0]} />
  )),
  select: adapter(
    z.strictObject({
      ...fieldShape,
      items: z.array(
        z.strictObject({
          value: z.number().transform(String),
          text: z.string(),
          selected: z.boolean().optional(),
          disabled: z.boolean().optional()
        })
      )
    }),
    ({ items, ...field }) => (
      <Select
        {...fieldProps(field)}
        items={items.map(({ selected: _, ...item }) => item)}
        value={items.find(item => item.selected)?.value}
      />
    )
  ),
  textarea: adapter(z.strictObject(textareaShape), ({ value, rows, ...field }) => (
    <Textarea {...fieldProps(field)} {...{ value, rows }} />
  ))
})
