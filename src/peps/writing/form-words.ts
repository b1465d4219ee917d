/** What is typed in a form of a page, by the names of its fields: hidden ones, files and passwords are nobody's words. */
export type FormWords = Readonly<Record<string, readonly string[]>>

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const ours = new Set(['hidden', 'file', 'password', 'submit', 'button', 'reset', 'image'])

const fieldsOf = (form: HTMLFormElement): Field[] =>
  [...form.elements].filter(
    (field): field is Field =>
      (field instanceof HTMLInputElement && !ours.has(field.type) && field.name !== '') ||
      ((field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) && field.name !== '')
  )

const isTicked = (field: Field): boolean =>
  field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')

/** Whether anything can be typed here that would be missed. */
export const takesWords = (form: HTMLFormElement): boolean =>
  fieldsOf(form).some(field => field instanceof HTMLTextAreaElement || !(isTicked(field) || field.type === 'search'))

const words = (form: HTMLFormElement, says: (field: Field) => string | null): FormWords => {
  const found: Record<string, string[]> = {}
  for (const field of fieldsOf(form)) {
    const said = says(field)
    found[field.name] = [...(found[field.name] ?? []), ...(said === null ? [] : [said])]
  }
  return found
}

/** What stands in the form now. */
export const wordsIn = (form: HTMLFormElement): FormWords =>
  words(form, field => (isTicked(field) && !(field as HTMLInputElement).checked ? null : field.value))

/** What the service drew in it, whatever has been typed since. */
export const wordsDrawn = (form: HTMLFormElement): FormWords =>
  words(form, field => {
    if (field instanceof HTMLSelectElement)
      return ([...field.options].find(option => option.defaultSelected) ?? field.options[0])?.value ?? ''
    return isTicked(field) && !(field as HTMLInputElement).defaultChecked
      ? null
      : isTicked(field)
        ? field.value
        : field.defaultValue
  })

/** Puts them back into their fields; what has no field any more (a row that was added) is returned. */
export function putBack(form: HTMLFormElement, words: FormWords): string[] {
  const rest = new Map(Object.entries(words).map(([name, values]) => [name, [...values]]))
  for (const field of fieldsOf(form)) {
    const values = rest.get(field.name)
    if (!values) continue
    if (isTicked(field)) {
      const ticked = values.indexOf(field.value)
      ;(field as HTMLInputElement).checked = ticked >= 0
      if (ticked >= 0) values.splice(ticked, 1)
    } else field.value = values.shift() ?? ''
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  return [...rest.values()].flat().filter(value => value.trim() !== '')
}
