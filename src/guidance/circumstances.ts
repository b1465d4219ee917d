import { yearGroupOn } from './ages.ts'
import { inWords, isAfter, isBefore, type PlainDate } from './dates.ts'
import { type Span, spans, succeed, takeBackPlans } from './succession.ts'
import type { Circumstance, PepKind, PepState, Refusal } from './words.ts'

/** An enrolment at a setting. */
export interface Place extends Span {
  readonly settingId: string
  readonly main: boolean
}
/** A care period; short breaks (V3, V4) are no care. */
export interface Care extends Span {
  readonly shortBreaks: boolean
}

/** New ends of facts that are stored; whatever begins is the caller's to write. */
export type Ends = ReadonlyMap<string, PlainDate>
type Decision = { readonly ends: Ends } | Refusal

const refuse = (where: string, what: string): Refusal => ({ refused: what, problems: [{ where, what }] })
const farOff = (today: PlainDate) => today.add({ years: 1 })

/** Starts at a setting, or will: the main place moves there, or a second one is added beside it. */
export function startAtSetting(
  places: readonly Place[],
  wanted: { readonly settingId: string; readonly on: PlainDate; readonly main: boolean },
  { born, today }: { readonly born: PlainDate; readonly today: PlainDate }
): Decision {
  const { settingId, on, main } = wanted
  if (isBefore(on, born))
    return refuse('on', `The child was born on ${inWords(born)}. A place cannot start before that.`)
  if (isAfter(on, farOff(today))) return refuse('on', 'Enter a day within the next year.')
  const there = places.find(one => one.settingId === settingId && spans(one, on) && !isAfter(one.starts, today))
  if (there && (there.main === main || !main))
    return refuse('setting', `They have been on this setting’s roll since ${inWords(there.starts)}.`)
  if (!main) return { ends: new Map() }
  const next = succeed(
    places.filter(one => one.main),
    on,
    today
  )
  if ('contradicts' in next)
    return refuse(
      'on',
      `Another main setting is recorded from ${inWords(next.contradicts.starts)}. Enter a later day, or ask the administrator to mend that record.`
    )
  return there ? { ends: new Map([...next.ends, [there.id, on]]) } : next
}

/** Does not move after all: plans of a main setting are taken back, and the present one goes on. */
export function stayPut(
  places: readonly Place[],
  today: PlainDate
): { readonly ends: Ends; readonly goesOn: readonly string[] } | Refusal {
  const { planned, madeWay } = takeBackPlans(
    places.filter(one => one.main),
    today
  )
  if (planned.length === 0) return { refused: 'No move is planned that could be taken back.' }
  return { ends: new Map(planned.map(one => [one.id, one.starts])), goesOn: madeWay.map(one => one.id) }
}

/** Leaves a setting: `on` is the first day off its roll. */
export function leaveSetting(place: Place | undefined, on: PlainDate, today: PlainDate): Decision {
  if (!place) return refuse('place', 'Choose the setting that they leave.')
  if (!isAfter(on, place.starts))
    return refuse('last', `They started there on ${inWords(place.starts)}. The last day must not be before that.`)
  if (isAfter(on, farOff(today))) return refuse('last', 'Enter a day within the next year.')
  if (place.ends !== null && !isAfter(place.ends, today))
    return refuse('place', `They left there on ${inWords(place.ends)} already.`)
  return { ends: new Map([[place.id, on]]) }
}

/** Comes into care, or comes back: `on` is the day it begins. */
export function enterCare(
  care: readonly Care[],
  on: PlainDate,
  { born, today }: { readonly born: PlainDate; readonly today: PlainDate }
): Decision {
  if (isBefore(on, born)) return refuse('on', `The child was born on ${inWords(born)}. Care cannot begin before that.`)
  if (isAfter(on, today)) return refuse('on', 'Care is recorded once it has begun: enter today or an earlier day.')
  const whole = care.filter(one => !one.shortBreaks)
  const overlapping = whole.find(one => spans(one, on) || !isBefore(one.starts, on))
  if (overlapping)
    return refuse(
      'on',
      `Care is recorded from ${inWords(overlapping.starts)}${overlapping.ends ? ` until ${inWords(overlapping.ends)}` : ', and has not ended'}. Two periods of care cannot overlap.`
    )
  return { ends: new Map(care.filter(one => one.shortBreaks && spans(one, on)).map(one => [one.id, on])) }
}

/** Leaves care: `on` is the first day no longer in care. */
export function leaveCare(care: readonly Care[], on: PlainDate, today: PlainDate): Decision {
  const running = care.find(one => spans(one, today)) ?? care.findLast(one => spans(one, on.subtract({ days: 1 })))
  if (!running) return refuse('on', 'No care is recorded that could end on this day.')
  if (!isAfter(on, running.starts))
    return refuse('on', `Care began on ${inWords(running.starts)}. It cannot end before that.`)
  if (isAfter(on, farOff(today))) return refuse('on', 'Enter a day within the next year.')
  return { ends: new Map([[running.id, on]]) }
}

/** A home or somebody's task that passes on, on a day. */
export function passOn(history: readonly Span[], on: PlainDate, today: PlainDate): Decision {
  const next = succeed(history, on, today)
  return 'contradicts' in next
    ? refuse('on', `A later one is recorded, from ${inWords(next.contradicts.starts)}. Enter a day after that.`)
    : next
}

/** Regulation 10 of the Care Planning Regulations 2010: a move that disrupts year 10 or 11 needs approval. */
export const moveNeedsApproval = (
  born: PlainDate,
  override: number | null,
  on: PlainDate,
  leavesMainPlace: boolean
): boolean => {
  const year = override ?? yearGroupOn(born, on)
  return leavesMainPlace && (year === 10 || year === 11)
}

/** An open plan as it stands, and the facts of the day by which it is made. */
export interface Followed {
  readonly kind: PepKind
  readonly state: PepState
  readonly settingId: string | null
  readonly circumstances: readonly Circumstance[]
  readonly held: boolean
}
export interface FactsOfDay {
  readonly settingId: string | null
  readonly circumstances: readonly Circumstance[]
  /** What the term asks for by these facts; null where nothing more is due. */
  readonly due: PepKind | null
}
export type Becomes = Pick<Followed, 'kind' | 'settingId' | 'circumstances'>

const stays: readonly Circumstance[] = ['first-pep', 'leaving-care']

/**
 * What an open plan becomes when facts change. A plan belongs to the setting that is main on its meeting's date: once the
 * meeting is held it stays where it was, and so does a transition or leaving-care plan, which is the old setting's to finish.
 * Until then it follows the child; a termly one becomes the transition or leaving-care plan, so that nobody writes two (G 5).
 */
export function follow(pep: Followed, facts: FactsOfDay): Becomes {
  const { kind, settingId, circumstances } = pep
  const asItIs = { kind, settingId, circumstances }
  if (pep.held || (pep.state !== 'planned' && pep.state !== 'in-progress')) return asItIs
  if (kind === 'transition' || kind === 'leaving-care') return asItIs
  const now = facts.circumstances.filter(one => !stays.includes(one))
  const kept = circumstances.filter(one => stays.includes(one))
  if (kind === 'termly' && (facts.due === 'transition' || facts.due === 'leaving-care'))
    return {
      kind: facts.due,
      settingId: facts.settingId ?? settingId,
      circumstances: [...now, ...(facts.due === 'leaving-care' ? (['leaving-care'] as const) : kept)]
    }
  return { kind, settingId: facts.settingId, circumstances: [...now, ...kept] }
}
