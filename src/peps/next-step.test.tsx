import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import type { ClockName } from '../guidance/clocks/clock.ts'
import type { Role } from '../guidance/words.ts'
import type { OpenClock } from './clocks.ts'
import { NextStep } from './next-step.tsx'
import type { Pep } from './pep.ts'
import type { PlainClock } from './plain-clock.ts'

const day = Temporal.PlainDate.from('2026-10-12')
const pep = {
  id: 'autumn',
  childId: 'arjun',
  state: 'in-progress',
  circumstances: [],
  settingId: 'bridge',
  meeting: { on: day.add({ days: 9 }), heldOn: null }
} as unknown as Pep
const clock = (step: ClockName, holder: Role): OpenClock => ({
  pepId: 'autumn',
  name: step,
  step,
  holder,
  heldWith: null,
  due: '2026-10-16',
  lateAfter: '2026-10-16',
  by: `A ${holder}`,
  explanation: {
    name: step,
    rule: 'Record views',
    start: '2026-10-06',
    kind: 'working',
    days: -5,
    due: '2026-10-16',
    holder,
    metOn: null,
    skipped: []
  } satisfies PlainClock
})
const buttons = (standing: readonly Role[]) =>
  [
    ...renderToString(
      <NextStep
        pep={pep}
        clocks={[
          clock('carer-views', 'social-worker'),
          clock('child-views', 'designated-teacher'),
          clock('social-worker-section', 'social-worker')
        ]}
        sections={[]}
        standing={standing}
        today={day}
      />
    ).matchAll(/<a href="([^"]+)"[^>]*class="govuk-button[^>]*>([^<]+)</g)
  ].map(([, href, words]) => `${words}: ${href}`)

test('whoever may do two steps in one place has one button for it', () =>
  expect(buttons(['social-worker', 'designated-teacher'])).toEqual(['Record views: /peps/autumn/views']))
test('and one where only one is theirs', () =>
  expect(buttons(['social-worker'])).toEqual(['Record views: /peps/autumn/views']))
