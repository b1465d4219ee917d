import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { askForPack } from '../documents/transfer-pack.ts'
import { leaveSetting, startAtSetting, stayPut } from '../guidance/circumstances.ts'
import { inWords, isAfter, isBefore, type PlainDate } from '../guidance/dates.ts'
import { searchable } from '../guidance/searchable.ts'
import { spans } from '../guidance/succession.ts'
import { isRefusal, type Refusal } from '../guidance/words.ts'
import { inviteNextSetting, lastMeetingAfter } from '../meetings/next-setting.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import { approvalsOf, askForApproval, tellOfWaiting, waitsStill } from './approval.ts'
import {
  insertEnrolment,
  readByRole,
  readSetting,
  type SettingRow,
  searchSettings,
  setEnds,
  setEnrolment,
  teachersAt
} from './changes.queries.ts'
import { type Carried, type ChildFacts, carryOut, type Doing, refuseClosed } from './changes.ts'

const most = 8

/** Settings that somebody may mean; a closed one stands for its successor. */
export const findSettings = (tx: Tx, words: string): Promise<SettingRow[]> =>
  searchable(words).length < 2 ? Promise.resolve([]) : searchSettings(tx, searchable(words), most)

/** The setting that is meant: a closed one's successor where it has one (G 5, settings by the register). */
export async function currentSetting(tx: Tx, id: string, on: PlainDate): Promise<SettingRow | null> {
  const seen = new Set<string>()
  let found = await readSetting(tx, id)
  while (found?.closed && found.closed <= on.toString() && found.successor_id && !seen.has(found.id)) {
    seen.add(found.id)
    found = await readSetting(tx, found.successor_id)
  }
  return found
}

export interface Start {
  readonly settingId: string
  readonly on: PlainDate
  readonly main: boolean
  /** Why the main setting changes. */
  readonly reason: string
}

/** Starts at a setting, or will: sight begins and ends by that day, and the plans follow. */
export async function startsAt(tx: Tx, facts: ChildFacts, wanted: Start, doing: Doing): Promise<Carried | Refusal> {
  const closed = refuseClosed(facts)
  if (closed) return closed
  const setting = await currentSetting(tx, wanted.settingId, wanted.on)
  if (!setting)
    return {
      refused: 'Choose a setting from the list.',
      problems: [{ where: 'setting', what: 'Choose a setting from the list' }]
    }
  const decided = startAtSetting(
    facts.places,
    { ...wanted, settingId: setting.id },
    { born: facts.born, today: doing.today }
  )
  if (isRefusal(decided)) return decided
  const { childId, authorityId } = facts
  const left = wanted.main ? facts.places.filter(one => one.main && decided.ends.get(one.id)?.equals(wanted.on)) : []
  const own = { authority_id: authorityId, child_id: childId }
  const carried = await carryOut(tx, facts, doing, {
    action: 'record a start at a setting',
    on: wanted.on,
    payload: { setting: setting.id, main: wanted.main, reason: wanted.reason, ended: left.map(one => one.id) },
    write: async () => {
      await setEnds(tx, 'enrolment', decided.ends)
      for (const one of left) await setEnrolment(tx, one.id, { leaving_reason: wanted.reason || null })
      const row = { id: newId(), ...own, setting_id: setting.id, starts: wanted.on.toString(), main: wanted.main }
      await insertEnrolment(tx, row)
      return [
        ...(setting.id === wanted.settingId
          ? []
          : [`The setting you chose has closed. ${setting.name} has taken its place.`]),
        ...(await askApproval(tx, facts, left, wanted.on, doing)),
        ...(await tellWithoutTeacher(tx, facts, setting, wanted.on, doing))
      ]
    }
  })
  if (isRefusal(carried) || left.length === 0) return carried
  const teachers = await teachersAt(tx, authorityId, setting.id, wanted.on.toString())
  const invited = await inviteNextSetting(tx, { childId, settingId: setting.id, teachers, before: wanted.on }, doing)
  const late = await lastMeetingAfter(tx, childId, wanted.on)
  await askForPack(tx, facts, setting.id, doing)
  return {
    ...carried,
    also: [
      ...carried.also,
      `A transfer pack is made for ${setting.name}.`,
      ...(late ? [`The last meeting is arranged for ${inWords(late)}, after the move. Bring it forward.`] : []),
      ...(invited.length > 0 ? [`${invited.join(', ')} of ${setting.name} is invited to the last meeting.`] : [])
    ]
  }
}

/** Leaves a setting: `on` is the first day off its roll. Without another main one there is then no school place. */
export async function leaves(
  tx: Tx,
  facts: ChildFacts,
  wanted: { readonly placeId: string; readonly on: PlainDate; readonly reason: string },
  doing: Doing
): Promise<Carried | Refusal> {
  const closed = refuseClosed(facts)
  if (closed) return closed
  const place = facts.places.find(one => one.id === wanted.placeId)
  const decided = leaveSetting(place, wanted.on, doing.today)
  if (isRefusal(decided) || !place)
    return isRefusal(decided) ? decided : { refused: 'Choose the setting that they leave.' }
  const carried = await carryOut(tx, facts, doing, {
    action: 'record a leaving',
    on: wanted.on,
    payload: { setting: place.settingId, reason: wanted.reason },
    write: async () => {
      await setEnrolment(tx, place.id, { ends: wanted.on.toString(), leaving_reason: wanted.reason || null })
      const next = facts.places.some(one => one.main && one.id !== place.id && spans(one, wanted.on))
      const none = place.main && !next ? [`From ${inWords(wanted.on)} there is no main setting.`] : []
      return [...none, ...(await askApproval(tx, facts, place.main ? [place] : [], wanted.on, doing))]
    }
  })
  if (!isRefusal(carried)) await tellOthers(tx, facts, doing)
  return carried
}

/** Does not move after all: the present setting goes on. */
export async function stays(tx: Tx, facts: ChildFacts, doing: Doing): Promise<Carried | Refusal> {
  const closed = refuseClosed(facts)
  if (closed) return closed
  const decided = stayPut(facts.places, doing.today)
  if (isRefusal(decided)) return decided
  const planned = [...decided.ends.values()].reduce((first, one) => (isBefore(one, first) ? one : first))
  return carryOut(tx, facts, doing, {
    action: 'take back a move',
    on: planned,
    payload: { plans: [...decided.ends.keys()] },
    write: async () => {
      await setEnds(tx, 'enrolment', decided.ends)
      for (const id of decided.goesOn) await setEnrolment(tx, id, { ends: null, leaving_reason: null })
      return []
    }
  })
}

/** The nominated officer's approval of a move in year 10 or 11: the head is told, and the move stays flagged until it is given. */
async function askApproval(
  tx: Tx,
  { childId, authorityId, born, yearGroup }: ChildFacts,
  left: ReadonlyArray<{ readonly id: string }>,
  on: PlainDate,
  doing: Doing
): Promise<string[]> {
  const [place] = left
  if (!place) return []
  const asked = await askForApproval(tx, { childId, authorityId, placeId: place.id, born, yearGroup, on }, doing.today)
  if (!asked) return []
  await tellOfWaiting(tx, (await approvalsOf(tx, childId)).filter(waitsStill), doing)
  return [
    'This is a move in year 10 or 11: it needs the nominated officer’s approval. The Virtual School head is told.',
    isAfter(on, doing.today)
      ? `Without it the move takes place on ${inWords(on)} all the same, and stays flagged until the approval is given.`
      : 'It has taken place without that, so it stays flagged until the approval is given.'
  ]
}

/** Nobody would see the child at a setting without a designated teacher. */
async function tellWithoutTeacher(
  tx: Tx,
  facts: ChildFacts,
  setting: SettingRow,
  on: PlainDate,
  doing: Doing
): Promise<string[]> {
  const { authorityId } = facts
  if ((await teachersAt(tx, authorityId, setting.id, on.toString())).length > 0) return []
  for (const person of await readByRole(tx, authorityId, 'administrator'))
    await sendMessage(tx, {
      eventKey: `teacher wanted ${setting.id} ${person} ${doing.today}`,
      ...{ authorityId, to: { person }, kind: 'teacher wanted', origin: doing.origin },
      ...texts['teacher wanted']({ link: `${doing.origin}/people` })
    })
  return [`No designated teacher is recorded at ${setting.name}. The administrator is asked to add one.`]
}

/** The social worker hears of what somebody else recorded. */
async function tellOthers(tx: Tx, { childId, authorityId, tasks }: ChildFacts, doing: Doing): Promise<void> {
  const workers = tasks.filter(one => one.role === 'social-worker' && spans(one, doing.today))
  for (const { personId } of workers) {
    if (personId === doing.person) continue
    await sendMessage(tx, {
      eventKey: `change recorded ${childId} ${personId} ${doing.now}`,
      ...{ authorityId, childId, to: { person: personId }, kind: 'change recorded', origin: doing.origin },
      ...texts['change recorded']({ link: `${doing.origin}/children/${childId}` })
    })
  }
}
