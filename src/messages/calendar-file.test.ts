import { expect, test } from 'vitest'
import { type CalendarEntry, calendarFile, uidOf, withLinks } from './calendar-file.ts'

const entry: CalendarEntry = {
  method: 'REQUEST',
  pepId: '0198c0de-0000-7000-8000-000000000001',
  recipient: { email: 'carer@example.org' },
  sequence: 2,
  starts: Temporal.PlainDateTime.from('2026-07-02T15:00'),
  minutes: 60,
  place: 'Room 4, Oak Academy',
  link: 'https://pep.example/peps/0198c0de-0000-7000-8000-000000000001',
  school: { name: 'Fenshire Virtual School', email: 'vs@fenshire.example' },
  madeAt: Temporal.Instant.from('2026-06-01T08:00:00Z')
}
const unfolded = (ics: string) => ics.replaceAll(/\r?\n[ \t]/g, '')
const line = (ics: string, name: string) =>
  unfolded(ics)
    .split(/\r?\n/)
    .filter(text => text.startsWith(name))

test('a request carries its time in UTC, its sequence, and the place', () => {
  const ics = calendarFile(entry)
  expect(line(ics, 'METHOD')).toEqual(['METHOD:REQUEST'])
  expect(line(ics, 'SEQUENCE')).toEqual(['SEQUENCE:2'])
  expect(line(ics, 'DTSTART')).toEqual(['DTSTART:20260702T140000Z'])
  expect(line(ics, 'DTEND')).toEqual(['DTEND:20260702T150000Z'])
  expect(line(ics, 'DTSTAMP')).toEqual(['DTSTAMP:20260601T080000Z'])
  expect(line(ics, 'LOCATION')).toEqual(['LOCATION:Room 4\\, Oak Academy'])
})

test('in winter London and UTC are the same', () => {
  const ics = calendarFile({ ...entry, starts: Temporal.PlainDateTime.from('2026-12-02T15:00') })
  expect(line(ics, 'DTSTART')).toEqual(['DTSTART:20261202T150000Z'])
})

test('a place that is withheld is nowhere', () => {
  const ics = unfolded(calendarFile({ ...entry, place: null }))
  expect(line(ics, 'LOCATION')).toEqual([])
  expect(ics).not.toContain('Oak Academy')
})

test('the only attendee is the recipient', () => {
  const attendees = line(calendarFile(entry), 'ATTENDEE')
  expect(attendees).toHaveLength(1)
  expect(attendees[0]).toMatch(/mailto:carer@example.org$/i)
})

test('the UID stays through a move and a cancellation, and is another for another recipient or pep', () => {
  const uid = line(calendarFile(entry), 'UID')
  expect(uid).toEqual([`UID:${uidOf(entry.pepId, 'Carer@Example.org', 'pep.example')}`])
  const cancelled = calendarFile({ ...entry, method: 'CANCEL', sequence: 3 })
  expect(line(cancelled, 'UID')).toEqual(uid)
  expect(line(cancelled, 'METHOD')).toEqual(['METHOD:CANCEL'])
  expect(line(cancelled, 'STATUS')).toEqual(['STATUS:CANCELLED'])
  expect(line(calendarFile({ ...entry, recipient: { email: 'sw@example.org' } }), 'UID')).not.toEqual(uid)
  expect(line(calendarFile({ ...entry, pepId: '0198c0de-0000-7000-8000-000000000002' }), 'UID')).not.toEqual(uid)
})

test('whoever has no account finds their own invitation, by a link that is filled in as it is sent', () => {
  const waiting = '{link:0198c0de-0000-7000-8000-000000000003}'
  const own = { ...entry, link: `https://pep.example/invitations/${waiting}`, linkIsInvitation: true }
  const sent = withLinks(calendarFile(own), words => words.replace(waiting, 'A'.repeat(43)))
  expect(unfolded(sent)).toContain(`https://pep.example/invitations/${'A'.repeat(43)}`)
  expect(unfolded(sent)).not.toMatch(/\{link|whose plan it is/)
  expect(sent.split('\r\n').every(text => text.length <= 75)).toBe(true)
  expect(line(sent, 'DTSTART')).toEqual(line(calendarFile(own), 'DTSTART'))
  expect(unfolded(calendarFile({ ...own, method: 'CANCEL' }))).not.toContain('invitations/')
})

test('a file without a link that waits goes out as it is', () =>
  expect(withLinks(calendarFile(entry), words => words)).toBe(calendarFile(entry)))
