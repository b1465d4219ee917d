import { describe, expect, it } from 'vitest'
import { type CareHistory, careHistory, type Episode } from './care-history.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const episode = (from: string, until: string | null, rest: Partial<Omit<Episode, 'from' | 'until'>> = {}): Episode => ({
  from: day(from),
  until: until === null ? null : day(until),
  newEpisode: 'P',
  legalStatus: 'C2',
  type: 'U1',
  provider: 'PR1',
  endReason: until ? 'X1' : null,
  postcode: null,
  ofstedUrn: null,
  location: null,
  ...rest
})
const sound = (episodes: readonly Episode[]): CareHistory => {
  const history = careHistory(episodes)
  if ('contradiction' in history) throw new Error(history.contradiction)
  return history
}
const periods = (episodes: readonly Episode[]) =>
  sound(episodes).carePeriods.map(
    p => `${p.from}–${p.until ?? ''} ${p.endReason ?? ''} ${p.shortBreak ? 'short' : 'care'}`
  )

describe('care periods', () => {
  it('has none without episodes', () => {
    expect(sound([])).toEqual({ carePeriods: [], placements: [], warnings: [] })
  })

  it('runs from the start to the end without a next episode', () => {
    const began = episode('2020-01-10', '2020-06-01', { newEpisode: 'S' })
    expect(periods([began, episode('2020-06-01', '2021-02-03', { endReason: 'E4A' })])).toEqual([
      '2020-01-10–2021-02-03 E4A care'
    ])
  })

  it('stays open while an episode is open, in whatever order the rows come', () => {
    const began = episode('2020-01-10', '2020-06-01', { newEpisode: 'S' })
    expect(periods([episode('2020-06-01', null), began])).toEqual(['2020-01-10– care'.replace('– ', '–  ')])
  })

  it('says that a beginning is not known where the return holds only the later part', () => {
    expect(sound([episode('2020-06-01', null)]).carePeriods[0]?.beginningKnown).toBe(false)
    expect(sound([episode('2020-06-01', null, { newEpisode: 'S' })]).carePeriods[0]?.beginningKnown).toBe(true)
  })

  it('goes on after X1 even where the next episode is in next year’s return', () => {
    const { carePeriods, placements, warnings } = sound([episode('2020-01-10', '2021-03-31', { newEpisode: 'S' })])
    expect(carePeriods[0]?.until).toBeNull()
    expect(placements[0]?.until?.toString()).toBe('2021-03-31')
    expect(warnings).toHaveLength(1)
  })

  it('is two periods where care ended and began again, on another day or the same', () => {
    const first = episode('2020-01-10', '2020-06-01', { newEpisode: 'S', endReason: 'E8' })
    expect(periods([first, episode('2020-09-01', null, { newEpisode: 'S' })])).toHaveLength(2)
    expect(periods([first, episode('2020-06-01', null, { newEpisode: 'S' })])).toEqual([
      '2020-01-10–2020-06-01 E8 care',
      '2020-06-01–  care'
    ])
  })

  it.each(['V3', 'V4'])('starts care on the day that short breaks (%s) turn into another status', legalStatus => {
    const breaks = episode('2020-01-10', '2020-06-01', { newEpisode: 'S', legalStatus })
    expect(periods([breaks, episode('2020-06-01', null, { newEpisode: 'L', legalStatus: 'V2' })])).toEqual([
      '2020-01-10–2020-06-01  short',
      '2020-06-01–  care'
    ])
    expect(sound([breaks, episode('2020-06-01', null, { newEpisode: 'L' })]).carePeriods[1]?.beginningKnown).toBe(true)
  })

  it('keeps V3 and V4 in a row one series of short breaks', () => {
    const breaks = episode('2020-01-10', '2020-06-01', { newEpisode: 'S', legalStatus: 'V3' })
    expect(periods([breaks, episode('2020-06-01', null, { legalStatus: 'V4' })])).toEqual(['2020-01-10–  short'])
  })

  it('takes an end reason without an end as still in care, and says so', () => {
    const { carePeriods, warnings } = sound([episode('2020-01-10', null, { newEpisode: 'S', endReason: 'E11' })])
    expect(carePeriods[0]).toMatchObject({ until: null, endReason: null })
    expect(warnings[0]).toContain('E11')
  })

  it('records nothing for care that ended on the day it began', () => {
    const { carePeriods, placements, warnings } = sound([
      episode('2020-01-10', '2020-01-10', { newEpisode: 'S', endReason: 'E8' })
    ])
    expect([carePeriods, placements, warnings.length]).toEqual([[], [], 1])
  })
})

describe('placements', () => {
  it('stays one where only the legal status changed', () => {
    const began = episode('2020-01-10', '2020-06-01', { newEpisode: 'S' })
    const { placements, carePeriods } = sound([
      began,
      episode('2020-06-01', null, { newEpisode: 'L', legalStatus: 'C1' })
    ])
    expect(placements.map(p => [p.from.toString(), p.until])).toEqual([['2020-01-10', null]])
    expect(carePeriods[0]?.legalStatus).toBe('C1')
  })

  it('is another where the home is another, or there was a gap', () => {
    const began = episode('2020-01-10', '2020-06-01', { newEpisode: 'S', location: 'OUT' })
    expect(sound([began, episode('2020-06-01', null, { ofstedUrn: 'SC123456' })]).placements).toHaveLength(2)
    expect(sound([began, episode('2020-06-08', null)]).placements.map(p => p.outOfArea)).toEqual([true, null])
  })
})

describe('contradictions', () => {
  it.each<[string, Episode[]]>([
    ['before it begins', [episode('2020-06-01', '2020-01-10')]],
    ['has no end', [episode('2020-01-10', null), episode('2020-06-01', null)]],
    ['after the next has begun', [episode('2020-01-10', '2020-07-01'), episode('2020-06-01', null)]],
    ['has no end', [episode('2020-01-10', null), episode('2020-01-10', null)]],
    ['after the next has begun', [episode('2020-01-10', '2020-07-01'), episode('2020-01-10', '2020-08-01')]]
  ])('refuses: %s', (words, episodes) => {
    expect(careHistory(episodes)).toEqual({ contradiction: expect.stringContaining(words) })
    expect(careHistory([...episodes].reverse())).toHaveProperty('contradiction')
  })
})
