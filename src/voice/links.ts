import { createHash, randomBytes } from 'node:crypto'
import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import { later, type PlainDate } from '../guidance/dates.ts'
import { sendMessage } from '../messages/outbox.ts'
import { texts } from '../messages/texts.ts'
import { openConfinedSession } from '../people/session.ts'
import type { Pep } from '../peps/pep.ts'
import { consumeLink, insertLink, type LinkRow, readLink } from './views.queries.ts'
import { isViewParty, type ViewParty } from './views.ts'

/** A private link stays good for so long after the meeting. */
export const linkDays = 14

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The last day of a link: after the meeting, or after today where none is arranged or it has passed. */
export const linkEnds = (meeting: PlainDate | null, today: PlainDate): PlainDate =>
  (meeting ? later(meeting, today) : today).add({ days: linkDays })

/** Sends somebody their own private link. An earlier one of theirs for this pep ends. The token is kept nowhere but in the e-mail. */
export async function sendLink(
  tx: Tx,
  to: { readonly person: string; readonly party: ViewParty },
  pep: Pep,
  doing: {
    readonly who: { id: string; name: string }
    readonly council: string
    readonly today: PlainDate
    readonly origin: string
  }
): Promise<void> {
  const token = randomBytes(32).toString('base64url')
  const ends = linkEnds(pep.meeting.on, doing.today)
  await insertLink(tx, {
    hash: digestOf(token),
    person: to.person,
    pepId: pep.id,
    detail: { party: to.party, askedBy: doing.who.name, council: doing.council },
    until: ends.add({ days: 1 }).toZonedDateTime('Europe/London').toInstant().toString()
  })
  const due = pep.meeting.on ? later(pep.meeting.on, doing.today) : doing.today.add({ days: 7 })
  await sendMessage(tx, {
    eventKey: `views asked ${digestOf(token).toString('hex').slice(0, 32)}`,
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    to: { person: to.person },
    kind: 'views asked',
    ...texts['views asked']({ link: `${doing.origin}/views/${token}`, due }),
    origin: doing.origin
  })
  await record(tx, {
    person: doing.who.id,
    action: 'send a link for views',
    authorityId: pep.authorityId,
    childId: pep.childId,
    pepId: pep.id,
    payload: { party: to.party, to: to.person, ends: ends.toString() }
  })
}

export interface Link {
  readonly hash: Buffer
  readonly personId: string
  readonly pepId: string
  readonly party: ViewParty
  readonly state: LinkRow['state']
  readonly askedBy: string
  readonly council: string
}

/** Null where there never was such a link. */
export async function findLink(tx: Tx, token: string): Promise<Link | null> {
  const hash = digestOf(token)
  const row = await readLink(tx, hash)
  const party = row?.detail.party ?? ''
  if (!row?.pep_id || row.purpose !== 'views' || !isViewParty(party)) return null
  return {
    hash,
    personId: row.person_id,
    pepId: row.pep_id,
    party,
    state: row.state,
    askedBy: row.detail.askedBy ?? 'The social worker',
    council: row.detail.council ?? 'your council'
  }
}

export const pathOf = ({ party, pepId }: Pick<Link, 'party' | 'pepId'>): string =>
  party === 'child' ? `/peps/${pepId}/my-views` : `/peps/${pepId}/my-part`

/** Begins what the link is for: a session as that person, good for nothing else. The link is used up when they finish. */
export const startByLink = (tx: Tx, link: Link): Promise<string> =>
  openConfinedSession(tx, { person: link.personId, path: pathOf(link), adult: null, code: null, link: link.hash })

export const finishLink = (tx: Tx, hash: Buffer): Promise<void> => consumeLink(tx, hash)
