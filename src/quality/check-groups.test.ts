import { expect, test } from 'vitest'
import { groupsOf } from './check-groups.ts'

const section = (id: string, owner: string) => ({ id, owner }) as Parameters<typeof groupsOf>[0][number]

test('the views come first, and what is left stands under the name of whoever writes it', () => {
  const sections = [
    section('B', 'social-worker'),
    section('C', 'social-worker'),
    section('D', 'social-worker'),
    section('F', 'designated-teacher'),
    section('J', 'child'),
    section('K', 'carer'),
    section('L', 'parent'),
    section('M', 'social-worker'),
    section('N', 'all'),
    section('P', 'designated-teacher')
  ]
  const { views, others } = groupsOf(sections, 'Rowan')
  expect(views.map(one => one.id)).toEqual(['J', 'M', 'C'])
  expect(others.map(({ title, sections: of }) => [title, of.map(one => one.id).join('')])).toEqual([
    ['What the carer said', 'K'],
    ['What the parent said', 'L'],
    ['What the school wrote', 'FP'],
    ['What the social worker wrote about Rowan', 'BD'],
    ['What everybody wrote together', 'N']
  ])
})

test('a group that this plan does not ask for is not there', () => {
  expect(groupsOf([section('J', 'child')], 'Rowan').others).toEqual([])
})
