import { describe, expect, it } from 'vitest'
import { judgePosted, judgeRecord, theirsIn, versionOf } from './saved-record.ts'

const [a, b, c] = [{ words: 'A' }, { words: 'B' }, { words: 'C' }]
const nothing = null

describe('a save of a whole record', () => {
  it.each([
    ['on the version that stands, is stored', b, a, a, 'store'],
    ['of the same words, is never a clash', b, a, b, 'unchanged'],
    ['left as it was read, changes nothing though somebody else did', a, a, b, 'unchanged'],
    ['on another version, is a clash', c, a, b, 'clash'],
    ['of the first words, is stored', a, nothing, nothing, 'store'],
    ['of first words where somebody else was first, is a clash', b, nothing, a, 'clash'],
    ['that says nothing where nothing stands, changes nothing', nothing, nothing, nothing, 'unchanged'],
    ['that takes out what stands, is stored', nothing, a, a, 'store'],
    ['that takes out what somebody else has changed, is a clash', nothing, a, b, 'clash'],
    ['of what somebody else took out, is stored again', b, a, nothing, 'store'],
    ['left as it was prefilled, changes nothing', a, a, nothing, 'unchanged']
  ] as const)('%s', (_, mine, base, standing, expected) =>
    expect(judgeRecord(mine, versionOf(base), standing)).toBe(expected)
  )

  it('of which the other version was chosen, takes nothing, now and later', () => {
    const chosen = { 'base-2': versionOf(b), keep: 'theirs', at: '2', theirs: '1' }
    expect(judgePosted(chosen, '2', c, b)).toBe('unchanged')
    expect([...theirsIn(chosen)]).toEqual(['1', '2'])
    expect(judgePosted({ 'base-2': versionOf(b), theirs: '1 2', keep: 'mine', at: '3' }, '2', c, b)).toBe('unchanged')
  })

  it('that names no version clashes with what stands', () => expect(judgePosted({}, '1', c, a)).toBe('clash'))
})
