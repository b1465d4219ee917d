import { globSync, readFileSync } from 'node:fs'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { adapters } from '../testing/fixture-adapters.tsx'
import { restoreHtml } from '../testing/fixture-options.ts'
import { normaliseMarkup } from '../testing/markup.ts'

const Fixtures = z.object({
  component: z.string(),
  fixtures: z.array(z.object({ name: z.string(), hidden: z.boolean(), options: z.unknown(), html: z.string() }))
})

const files = globSync('node_modules/govuk-frontend/dist/govuk/components/*/fixtures.json')
const packages = files.map(file => Fixtures.parse(JSON.parse(readFileSync(file, 'utf8'))))

/** How many of the package's visible fixtures use only options that we support; fewer is a loss. */
const floors: Readonly<Record<string, number>> = {
  accordion: 4,
  'back-link': 1,
  breadcrumbs: 5,
  button: 9,
  'character-count': 9,
  checkboxes: 16,
  'date-input': 8,
  details: 3,
  'error-message': 1,
  'error-summary': 5,
  fieldset: 10,
  'file-upload': 4,
  'generic-header': 1,
  hint: 2,
  input: 17,
  'inset-text': 2,
  label: 11,
  'notification-banner': 5,
  pagination: 10,
  panel: 1,
  'password-input': 4,
  'phase-banner': 1,
  radios: 15,
  select: 3,
  'service-navigation': 12,
  'skip-link': 1,
  'summary-list': 8,
  table: 2,
  tabs: 2,
  tag: 9,
  'task-list': 4,
  textarea: 6,
  'warning-text': 2
}

/** Where we differ on purpose: what the package's markup becomes before it is compared. */
const onPurpose: Readonly<Record<string, (html: string) => string>> = {
  accordion: html => html.replace('data-module="govuk-accordion"', '$& data-remember-expanded="false"'),
  label: html => html.replace('<label', '$& for=""')
}

test('every component that has an adapter has its fixtures', () => {
  expect(packages.map(each => each.component)).toEqual(expect.arrayContaining(Object.keys(adapters)))
  expect(Object.keys(floors).sort()).toEqual(Object.keys(adapters).sort())
})

for (const { component, fixtures } of packages) {
  const adapt = adapters[component]
  if (adapt === undefined) continue
  describe(component, () => {
    const supported = fixtures.flatMap(({ name, hidden, options, html }) => {
      const element = hidden ? undefined : adapt(options)
      return element ? [{ name, element, html }] : []
    })

    test.each(supported)('$name', ({ element, html }) => {
      const ours = restoreHtml(renderToString(element))
      const theirs = onPurpose[component]?.(html) ?? html
      expect(normaliseMarkup(ours)).toBe(normaliseMarkup(theirs))
    })

    test('supports no fewer fixtures than before', () => {
      expect(supported.length).toBeGreaterThanOrEqual(floors[component] ?? Number.POSITIVE_INFINITY)
    })
  })
}
