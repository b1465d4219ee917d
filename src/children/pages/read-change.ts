import { dateField } from '../../web/forms.ts'
import type { Ask, Problem } from '../../web/page.ts'

/** A date that must be there: the date, or the problem in words. */
export function neededDate(
  body: Ask['body'],
  name: string,
  missing: string
): { readonly date: Temporal.PlainDate } | { readonly problems: readonly Problem[] } {
  const found = dateField(body, name)
  if ('date' in found) return found
  return { problems: [{ field: `${name}-day`, what: 'problem' in found ? found.problem : missing }] }
}
