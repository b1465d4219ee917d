import { expect, test } from 'vitest'
import type { Carried, ChildFacts, Watcher } from '../changes.ts'
import { effectsOf } from './effects.tsx'

const facts = { name: 'Danny Roe' } as ChildFacts
const on = Temporal.PlainDate.from('2026-12-14')
const watcher = (more: Partial<Watcher>): Watcher => ({
  personId: 'p',
  name: 'Priya Raman',
  role: 'designated-teacher',
  setting: 'Oakfield',
  keeps: false,
  ...more
})
const carried = (more: Partial<Carried>): Carried => ({
  on,
  gains: [],
  loses: [],
  turned: [],
  opened: [],
  settings: new Map([
    ['old', 'Oakfield'],
    ['new', 'Seaview']
  ]),
  also: [],
  ...more
})
const turned = (before: object, after: object) => {
  const plan = { kind: 'termly', settingId: 'old', circumstances: [] } as const
  return [{ childId: 'c', pepId: 'p', before: { ...plan, ...before }, after: { ...plan, ...after } }]
}

test.each<[string, Partial<Carried>, string[]]>([
  [
    'who loses and who gains sight',
    { loses: [watcher({ keeps: true })], gains: [watcher({ name: 'Callum Reid', setting: 'Seaview' })] },
    [
      'Priya Raman (designated teacher, Oakfield) no longer sees Danny Roe from Monday 14 December 2026, but keeps the open plan until it is signed off.',
      'Callum Reid (designated teacher, Seaview) sees Danny Roe from Monday 14 December 2026.'
    ]
  ],
  [
    'a member of the family is not named',
    { loses: [watcher({ role: 'carer', name: 'Ros Anstey', setting: null })] },
    ['The carer of now no longer sees Danny Roe from Monday 14 December 2026.']
  ],
  [
    'a transition plan',
    { turned: turned({}, { kind: 'transition' }) },
    ['The termly plan becomes a transition plan, which Oakfield finishes.']
  ],
  ['the plan passes on', { turned: turned({}, { settingId: 'new' }) }, ['The open plan passes to Seaview.']],
  [
    'no school place',
    { turned: turned({}, { settingId: null, circumstances: ['no-school-place'] }) },
    ['The social worker now leads the open plan, with the adviser’s help. Nothing that is written is lost.']
  ],
  [
    'a place found',
    { turned: turned({ settingId: null, circumstances: ['no-school-place'] }, { settingId: 'new' }) },
    [
      'The designated teacher of Seaview takes over the open plan. Answers, targets and the meeting stay; what the social worker wrote stays theirs.'
    ]
  ],
  ['plans that open', { opened: ['interim', 'leaving-care'] }, ['An interim plan opens.', 'A leaving-care plan opens.']]
])('%s', (_, more, expected) => expect(effectsOf(carried(more), facts)).toEqual(expected))
