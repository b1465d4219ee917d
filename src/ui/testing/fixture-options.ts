import { z } from 'zod'

/** The package's options that we support, and how they read as our props. What does not parse is not supported. */

const marker = (html: string) => `@@${Buffer.from(html).toString('base64url')}@@`

/** Puts back the HTML that travelled through our components as text: they take no raw HTML themselves. */
export const restoreHtml = (markup: string): string =>
  markup.replace(/@@([\w-]*)@@/g, (_, html: string) => Buffer.from(html, 'base64url').toString())

const isContent = (content: { text?: unknown; html?: unknown }) =>
  content.text !== undefined || content.html !== undefined

const shape = { text: z.union([z.string(), z.number()]).optional(), html: z.string().optional() }
const toText = ({ text, html }: { text?: string | number | undefined; html?: string | undefined }) =>
  html === undefined ? String(text) : marker(html)

/** `text` or `html`, as a child. */
export const content = z.strictObject(shape).refine(isContent).transform(toText)

export const paragraph = z
  .strictObject(shape)
  .transform(({ text, html }) => (html === undefined ? marker(`<p class="govuk-body">${text}</p>`) : marker(html)))

const size = (prefix: string) =>
  z
    .enum(['s', 'm', 'l', 'xl'].map(each => `${prefix}--${each}`))
    .transform(value => z.enum(['s', 'm', 'l', 'xl']).parse(value.slice(prefix.length + 2)))
    .optional()

export const label = z.strictObject({
  ...shape,
  classes: size('govuk-label'),
  isPageHeading: z.boolean().optional()
})

export const legend = z.strictObject({
  ...shape,
  classes: size('govuk-fieldset__legend'),
  isPageHeading: z.boolean().optional()
})

export const fieldset = z.strictObject({ legend }).transform(({ legend: given }) => ({
  legend: toText(given),
  ...(given.classes && { legendSize: given.classes }),
  ...(given.isPageHeading !== undefined && { legendIsHeading: given.isPageHeading })
}))

/** The options that every single field shares. */
export const fieldShape = {
  name: z.string(),
  id: z.string().optional(),
  label,
  hint: content.optional(),
  errorMessage: content.optional()
}

interface FieldOptions {
  name: string
  id?: string | undefined
  label: z.output<typeof label>
  hint?: string | undefined
  errorMessage?: string | undefined
}

export const fieldProps = (given: FieldOptions) => ({
  name: given.name,
  id: given.id,
  label: toText(given.label),
  labelSize: given.label.classes,
  labelIsHeading: given.label.isPageHeading,
  hint: given.hint,
  error: given.errorMessage
})

const divider = z.strictObject({ divider: z.string() })
const choice = z
  .strictObject({
    ...shape,
    value: z.string(),
    id: z.string().optional(),
    name: z.string().optional(),
    hint: content.optional(),
    checked: z.boolean().optional(),
    disabled: z.boolean().optional(),
    behaviour: z.literal('exclusive').optional(),
    conditional: z
      .strictObject({ html: z.string() })
      .transform(({ html }) => marker(html))
      .optional()
  })
  .transform(({ text, html, behaviour, ...rest }) => ({
    ...rest,
    text: toText({ text, html }),
    exclusive: behaviour === 'exclusive'
  }))

const choiceClasses = (kind: string) =>
  z
    .string()
    .transform(value => value.split(' '))
    .pipe(z.array(z.enum([`${kind}--small`, `${kind}--inline`])))
    .transform(list => ({ small: list.includes(`${kind}--small`), inline: list.includes(`${kind}--inline`) }))
    .optional()

export const choicesShape = (kind: string) => ({
  name: z.string(),
  idPrefix: z.string().optional(),
  fieldset: fieldset.optional(),
  hint: content.optional(),
  errorMessage: content.optional(),
  classes: choiceClasses(kind),
  items: z.array(z.union([divider, choice]))
})

interface ChoicesOptions {
  name: string
  idPrefix?: string | undefined
  fieldset?: z.output<typeof fieldset> | undefined
  hint?: string | undefined
  errorMessage?: string | undefined
  classes?: { small: boolean; inline: boolean } | undefined
  items: ReadonlyArray<z.output<typeof divider> | z.output<typeof choice>>
}

export const choicesProps = (given: ChoicesOptions) => ({
  name: given.name,
  id: given.idPrefix,
  ...given.fieldset,
  hint: given.hint,
  error: given.errorMessage,
  small: given.classes?.small,
  items: given.items
})

/** The values that the fixture ticks item by item. */
export const tickedValues = (given: ChoicesOptions): string[] =>
  given.items.flatMap(item => ('value' in item && item.checked ? [item.value] : []))
