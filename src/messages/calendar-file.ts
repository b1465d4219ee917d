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
  /** A page in Open PEP that they may open and that says whose meeting it is; for whoever has none, their own invitation. */
  readonly link: string
  readonly linkIsInvitation?: boolean
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
    description: describe(entry, cancelled),
    location: entry.place,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: entry.school.name, email: entry.school.email },
    attendees: [{ email: entry.recipient.email, rsvp: false }]
  })
  return calendar.toString()
}

const describe = ({ link, linkIsInvitation }: CalendarEntry, cancelled: boolean): string => {
  if (!linkIsInvitation) return `Open PEP tells you whose plan it is: ${link}`
  return cancelled
    ? 'You do not need to come.'
    : `Say here whether you can come. You need no account, and the link is for you only: ${link}`
}

/** The file with its links as they are to be sent. What is longer by that is folded anew, as calendar files are. */
export const withLinks = (ics: string, fill: (words: string) => string): string =>
  ics
    .split(/\r?\n(?![ \t])/)
    .map(line => {
      const whole = line.replaceAll(/\r?\n[ \t]/g, '')
      const filled = fill(whole)
      return filled === whole ? line : (filled.match(/.{1,70}/g) ?? []).join('\r\n ')
    })
    .join('\r\n')

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
