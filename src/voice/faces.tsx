import type { ComponentChildren } from 'preact'

const mouths = [
  'M14 34 Q24 22 34 34',
  'M15 33 Q24 27 33 33',
  'M15 31 H33',
  'M15 29 Q24 36 33 29',
  'M13 27 Q24 42 35 27'
]

/** Five faces, from 1 to 5, each with its word. */
export function Faces({
  name,
  legend,
  items,
  value
}: {
  name: string
  legend: ComponentChildren
  items: ReadonlyArray<{ readonly value: string; readonly label: ComponentChildren }>
  value: string
}) {
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--xl">
        <h1 class="govuk-fieldset__heading">{legend}</h1>
      </legend>
      <div class="faces">
        {items.slice(0, 5).map((item, at) => (
          <label class="faces__face">
            <input type="radio" name={name} value={item.value} checked={item.value === value} />
            <svg viewBox="0 0 48 48" width="72" height="72" aria-hidden="true" focusable="false">
              <circle cx="24" cy="24" r="21" />
              <circle class="faces__eye" cx="17" cy="19" r="2.5" />
              <circle class="faces__eye" cx="31" cy="19" r="2.5" />
              <path d={mouths[at]} />
            </svg>
            <span>{item.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
