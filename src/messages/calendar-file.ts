import { createHash } from 'node:crypto'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

const prodId = { company: 'Open PEP', product: 'Meetings', language: 'EN' }

export interface CalendarEntry {
  readonly method: 'REQUEST' | 'CANCEL'
  /** The pep and the recipient fix the UID: a calendar knows the entry again when it moves. */
  readonly pepId: string
  readonly recipient: { readonly email: string }
  /** Counts up with every change. */
  readonly sequence: number
  /** London time. */
  readonly starts: Temporal.PlainDateTime
  readonly minutes: number
  /** Null where it is withheld, or not known. */
  readonly place: string | null
  /** The page in Open PEP that says whose meeting it is. */
  readonly link: string
  readonly school: { readonly name: string; readonly email: string }
  readonly madeAt: Temporal.Instant
}

/** The same for one pep and one address, and no address can be read from it. */
export function uidOf(pepId: string, email: string, host: string): string {
  const digest = createHash('sha256').update(`${pepId} ${email.toLowerCase()}`).digest('hex').slice(0, 32)
  return `${digest}@${host}`
}

/**
 * A recipient's own calendar file: no other attendee, no child's name, and no place where it is withheld. Times are in UTC,
 * which every calendar shows in its own zone.
 */
export function calendarFile(entry: CalendarEntry): string {
  const start = entry.starts.toZonedDateTime('Europe/London')
  const cancelled = entry.method === 'CANCEL'
  const calendar = ical({
    prodId,
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST
  })
  calendar.createEvent({
    id: uidOf(entry.pepId, entry.recipient.email, new URL(entry.link).hostname),
    sequence: entry.sequence,
    stamp: instantDate(entry.madeAt),
    start: instantDate(start.toInstant()),
    end: instantDate(start.add({ minutes: entry.minutes }).toInstant()),
    summary: 'Personal Education Plan meeting',
    description: `Open PEP tells you whose plan it is: ${entry.link}`,
    location: entry.place,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: entry.school.name, email: entry.school.email },
    attendees: [{ email: entry.recipient.email, rsvp: false }]
  })
  return calendar.toString()
}

/**
 * All meetings of one person, for a calendar that subscribes. Each is known by the same UID as its invitation; no attendees,
 * no child's name.
 */
export function calendarFeed(
  entries: ReadonlyArray<Omit<CalendarEntry, 'method' | 'madeAt'>>,
  now: Temporal.Instant
): string {
  const calendar = ical({
    prodId,
    method: ICalCalendarMethod.PUBLISH,
    name: 'Personal Education Plan meetings',
    ttl: 3600
  })
  for (const entry of entries) {
    const start = entry.starts.toZonedDateTime('Europe/London')
    calendar.createEvent({
      id: uidOf(entry.pepId, entry.recipient.email, new URL(entry.link).hostname),
      sequence: entry.sequence,
      stamp: instantDate(now),
      start: instantDate(start.toInstant()),
      end: instantDate(start.add({ minutes: entry.minutes }).toInstant()),
      summary: 'Personal Education Plan meeting',
      description: `Open PEP tells you whose plan it is: ${entry.link}`,
      location: entry.place,
      status: ICalEventStatus.CONFIRMED
    })
  }
  return calendar.toString()
}

const instantDate = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds)
