import { describe, expect, test } from 'vitest'
import { inTheRoom, shownTo } from '../guidance/in-the-room.ts'
import { type Audience, phases } from '../guidance/words.ts'
import { type Choice, Secrets, secretPlan } from './plan-data.samples.ts'
import { planOf } from './plan-of.ts'
import { roomPlan } from './room-plan.ts'

type Room = readonly [Audience, ...Audience[]]
const isRoom = (audiences: readonly Audience[]): audiences is Room => audiences.length > 0

/** Every company that can sit in a room. */
const companies = Array.from({ length: 2 ** inTheRoom.length }, (_, at) =>
  inTheRoom.filter((_, bit) => at & (2 ** bit))
)
const rooms = companies.map(shownTo).filter(isRoom)
const choices: Choice[] = [
  {},
  { addressWithheld: true },
  { settingWithheld: true, readers: ['carer', 'setting'] },
  { addressWithheld: true, settingWithheld: true, readers: ['carer', 'parent', 'setting'] }
]

describe.each(phases)('%s: every question and record with a word of its own', phase => {
  test.each(choices)('no company reads a word that one of it may not, with %j', choice => {
    const secrets = new Secrets()
    const data = secretPlan(phase, secrets, choice)
    const copies = new Map(
      (['full', 'setting', 'carer', 'parent', 'child'] as const).map(audience => [
        audience,
        new Set(secrets.in(JSON.stringify(planOf(data, audience))))
      ])
    )
    for (const room of rooms) {
      const shown = secrets.in(JSON.stringify(roomPlan(data, room)))
      // The child's own words stand in the child's copy as pairs
      const leaked = shown.filter(
        place =>
          !room.every(one => copies.get(one)?.has(place) || (one === 'child' && place.startsWith('J.'))) &&
          // It stood in the copies of the plan before
          (place !== 'lastTarget.words' || room.includes('child'))
      )
      expect({ room, leaked }).toEqual({ room, leaked: [] })
      expect(shown).toContain('child.preferredName')
    }
  })
})

/** What stands before a room: sections, and some words that are or are not among them. */
const shownIn = (room: Room, choice: Choice = {}) => {
  const secrets = new Secrets()
  const data = secretPlan('secondary', secrets, choice)
  // As it is stored: the child's words for whom the child chose
  const answers = new Map(
    [...data.answers].map(([id, answer]) =>
      id.startsWith('J.')
        ? [id, { ...answer, audience: [...answer.audience, ...(choice.readers ?? [])] }]
        : [id, answer]
    )
  )
  const plan = roomPlan({ ...data, answers } as typeof data, room)
  return { ids: [...new Set(plan.sections.map(({ id }) => id))].sort(), places: secrets.in(JSON.stringify(plan)) }
}

describe('what is spoken about', () => {
  test('among professionals: all of it', () => {
    const { ids, places } = shownIn(['setting', 'full'])
    expect(ids).toEqual(['G', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'T'])
    expect(places).toContain('premium.what')
  })
  test('with a parent: no money, no meeting, not what the carer or the social worker said', () => {
    const { ids, places } = shownIn(['parent', 'setting', 'full'])
    expect(ids).toEqual(['G', 'I', 'L', 'N', 'O', 'P'])
    expect(places.filter(place => /premium|attendee|^[KM]\./.test(place))).toEqual([])
  })
  test('with the child: the targets in their own words', () => {
    const { ids, places } = shownIn(['child', 'setting'])
    expect(ids).toEqual(['N', 'P', 'T'])
    expect(places).toContain('target.childWords')
    expect(places).not.toContain('target.words')
  })
  test('what the child said: only where everybody here was chosen', () => {
    const readers = ['setting', 'carer']
    expect(shownIn(['carer', 'setting'], { readers }).places).toContain('J.best')
    expect(shownIn(['parent', 'carer', 'setting'], { readers }).places).not.toContain('J.best')
    expect(shownIn(['setting']).places).not.toContain('J.best')
  })
  test('contacts, documents and reviews never', () => {
    const { places } = shownIn(['full'])
    expect(places.filter(place => /noContact|document|quality|feedback|carer\.phone|^[BCDW]\./.test(place))).toEqual([])
  })
})
