import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { TaskList } from './task-list.tsx'
import type { Group } from './tasks.ts'
import type { WorkItem } from './work.ts'

const item = (group: Group, at: number): WorkItem => ({
  group,
  child: { id: `${group}-${at}`, name: `Child ${group} ${at}`, also: null, opens: true },
  setting: null,
  authority: '',
  words: 'Write it',
  act: 'Write',
  href: '/',
  due: null,
  meetingOn: null,
  note: null,
  plan: null,
  since: null,
  clocks: []
})
const items = (...of: ReadonlyArray<readonly [Group, number]>) =>
  of.flatMap(([group, number]) => Array.from({ length: number }, (_, at) => item(group, at)))
const shown = (some: readonly WorkItem[], whole = false) => {
  const today = Temporal.PlainDate.from('2026-10-12')
  const html = renderToString(<TaskList items={some} whole={whole} today={today} several={false} roles={[]} />)
  const isSeen = (one: WorkItem) => {
    const before = html.slice(0, html.indexOf(`${one.child?.name}<`))
    return before.split('<details').length === before.split('</details>').length
  }
  return { html, seen: some.filter(isSeen).length }
}

describe('a list of what there is to do', () => {
  test('a short one shows all of it', () => expect(shown(items(['late', 7], ['later', 3])).seen).toBe(10))

  test('a long one shows the first of each part, and how many more there are', () => {
    const { html, seen } = shown(items(['late', 9], ['this-week', 2], ['later', 7]))
    expect(seen).toBe(6 + 2 + 6)
    expect(html).toMatch(/Show 3 more[\s\S]*Show 1 more/)
  })

  test('the part that somebody asked for is shown whole', () => expect(shown(items(['late', 14]), true).seen).toBe(14))
})
