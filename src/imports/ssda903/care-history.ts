import { isAfter, isBefore, type PlainDate } from '../../guidance/dates.ts'
import { isShortBreak } from './codes.ts'

export interface Episode {
  readonly from: PlainDate
  readonly until: PlainDate | null
  /** RNE: S where care began with it. */
  readonly newEpisode: string
  readonly legalStatus: string
  readonly type: string | null
  readonly provider: string | null
  readonly endReason: string | null
  readonly postcode: string | null
  readonly ofstedUrn: string | null
  readonly location: 'IN' | 'OUT' | null
}

/** Half-open: `until` is the first day it was over. */
export interface CarePeriod {
  readonly from: PlainDate
  readonly until: PlainDate | null
  /** REC of its last episode; null while it lasts, and where it turned into another kind of care. */
  readonly endReason: string | null
  /** The newest within the period. */
  readonly legalStatus: string | null
  /** V3, V4: starts no clock. */
  readonly shortBreak: boolean
  /** False where the return only holds the later part of it: care began on this day or before. */
  readonly beginningKnown: boolean
}

export interface Placement {
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly type: string | null
  readonly provider: string | null
  readonly ofstedUrn: string | null
  readonly outOfArea: boolean | null
  /** For the placement's address only, which has its own guard. */
  readonly postcode: string | null
}

export interface CareHistory {
  readonly carePeriods: readonly CarePeriod[]
  readonly placements: readonly Placement[]
  readonly warnings: readonly string[]
}

const ended = ({ until, endReason }: Episode): boolean => until !== null && endReason !== 'X1' && endReason !== null
const continues = (before: Episode, next: Episode): boolean => before.until?.equals(next.from) ?? false

/** One child's episodes, in any order, as care periods and placements; or why they contradict each other. */
export function careHistory(childsEpisodes: readonly Episode[]): CareHistory | { readonly contradiction: string } {
  const episodes = [...childsEpisodes].sort((a, b) => Temporal.PlainDate.compare(a.from, b.from))
  const contradiction = contradictionIn(episodes)
  if (contradiction) return { contradiction }
  return { carePeriods: carePeriods(episodes), placements: placements(episodes), warnings: oddities(episodes) }
}

function contradictionIn(episodes: readonly Episode[]): string | null {
  for (const [index, episode] of episodes.entries()) {
    if (episode.until && isBefore(episode.until, episode.from))
      return `an episode ends on ${episode.until}, before it begins on ${episode.from}`
    const next = episodes[index + 1]
    if (!next) continue
    if (!episode.until) return `the episode from ${episode.from} has no end, but another begins on ${next.from}`
    if (isAfter(episode.until, next.from))
      return `the episode from ${episode.from} ends on ${episode.until}, after the next has begun on ${next.from}`
    if (episode.from.equals(next.from) && !episode.until.equals(episode.from))
      return `two episodes begin on ${episode.from}`
  }
  return null
}

function carePeriods(episodes: readonly Episode[]): CarePeriod[] {
  const periods: CarePeriod[] = []
  let before: Episode | undefined
  for (const episode of episodes) {
    const shortBreak = isShortBreak(episode.legalStatus)
    const last = periods.at(-1)
    const goesOn = before && !ended(before) && (continues(before, episode) || episode.newEpisode !== 'S')
    const until = ended(episode) ? episode.until : null
    const rest = { until, endReason: until && episode.endReason, legalStatus: episode.legalStatus, shortBreak }
    if (last && goesOn && last.shortBreak === shortBreak) periods.splice(-1, 1, { ...last, ...rest })
    else {
      // A change from short breaks to another status starts care that day; so does a new start after a gap.
      if (last && !last.until)
        periods.splice(-1, 1, { ...last, until: goesOn ? episode.from : (before?.until ?? episode.from) })
      periods.push({ from: episode.from, ...rest, beginningKnown: episode.newEpisode === 'S' || before !== undefined })
    }
    before = episode
  }
  return periods.filter(({ from, until }) => !until?.equals(from))
}

/** Episodes that only change the legal status stay one placement. */
function placements(episodes: readonly Episode[]): Placement[] {
  const all: Placement[] = []
  let before: Episode | undefined
  for (const episode of episodes) {
    const { from, until, type, provider, ofstedUrn, postcode, location } = episode
    const last = all.at(-1)
    const samePlace =
      last?.type === type && last.provider === provider && last.ofstedUrn === ofstedUrn && last.postcode === postcode
    if (last && before && samePlace && continues(before, episode)) all.splice(-1, 1, { ...last, until })
    else all.push({ from, until, type, provider, ofstedUrn, outOfArea: location && location === 'OUT', postcode })
    before = episode
  }
  return all.filter(({ from, until }) => !until?.equals(from))
}

function oddities(episodes: readonly Episode[]): string[] {
  const odd: string[] = []
  for (const [index, episode] of episodes.entries()) {
    const next = episodes[index + 1]
    const { from, until, endReason } = episode
    if (until?.equals(from)) odd.push(`the episode of ${from} ends on the day it begins, so no care is recorded for it`)
    if (!until && endReason && endReason !== 'X1')
      odd.push(`the episode from ${from} says why care ended (${endReason}) but not when: taken as still in care`)
    if (until && !endReason) odd.push(`the episode from ${from} ends on ${until} without a reason: taken as going on`)
    if (until && endReason === 'X1' && !next)
      odd.push(
        `the last episode ends on ${until} and says that another follows (X1), which is not in the file: taken as still in care`
      )
    if (!next || !until) continue
    if (ended(episode) && next.newEpisode !== 'S')
      odd.push(
        `care ended on ${until} (${endReason}), yet the episode from ${next.from} does not say that it began again: taken as a new start`
      )
    if (!ended(episode) && next.newEpisode === 'S')
      odd.push(`the episode from ${next.from} says that care began, yet the one before it had not ended care`)
    if (!ended(episode) && next.newEpisode !== 'S' && !until.equals(next.from))
      odd.push(`nothing says where the child was from ${until} to ${next.from}: taken as in care throughout`)
  }
  return odd
}
