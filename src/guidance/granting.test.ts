import { expect, test } from 'vitest'
import { formFor } from '../forms/load.ts'
import { may } from './access.ts'
import { canBeGranted } from './granting.ts'
import { type PepState, pepStates, phases, type Role, sectionIds } from './words.ts'

test.each(phases)(
  '%s: what can be given is the school’s or for all, has questions, and only the school’s readers',
  phase => {
    const { sections } = formFor({ phase, circumstances: [] })
    const given = sections.filter(({ id }) => canBeGranted(id))
    expect(given.map(({ id }) => id)).toEqual(['F', 'G', 'H', 'I', 'N', 'R', 'S'])
    for (const { id, owner, questions } of given) {
      expect([id, owner]).toEqual([id, id === 'N' ? 'all' : 'designated-teacher'])
      expect(questions.filter(question => !question.audience.includes('setting'))).toEqual([])
      expect(questions.length).toBeGreaterThan(0)
    }
  }
)

test.each(['delegate', 'invited-professional'] as Role[])(
  'a %s reads and writes what was given, and of that only this',
  role => {
    for (const section of sectionIds) {
      const asked = { state: 'in-progress', section, sectionOwner: 'designated-teacher' } as const
      const mayBoth = (grantedSections: readonly string[]) => [
        may('read section', [role], { ...asked, grantedSections }),
        may('write section', [role], { ...asked, grantedSections })
      ]
      expect([section, mayBoth([section])]).toEqual([section, [canBeGranted(section), canBeGranted(section)]])
      expect([section, mayBoth(['X'])]).toEqual([section, [false, false]])
    }
    expect(may('read plan', [role], { state: 'in-progress' })).toBe(false)
    const own = { section: 'H', grantedSections: ['H'] } as const
    const reads = (state: PepState) => may('read section', [role], { ...own, state })
    expect(pepStates.filter(reads)).toEqual(['planned', 'in-progress', 'submitted', 'returned'])
    expect(pepStates.filter(state => may('write section', [role], { ...own, state }))).toEqual([
      'planned',
      'in-progress'
    ])
  }
)

test('a reviewing officer reads a plan from its submission on', () => {
  for (const action of ['see pep', 'read plan', 'read section'] as const) {
    for (const state of ['planned', 'in-progress', 'not-required'] as const)
      expect([action, state, may(action, ['iro'], { state, section: 'P' })]).toEqual([action, state, false])
    for (const state of ['submitted', 'returned', 'signed-off'] as const)
      expect([action, state, may(action, ['iro'], { state, section: 'P' })]).toEqual([action, state, true])
  }
})
