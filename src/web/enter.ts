import type { Database } from '../db/database.ts'
import { inTransaction, type Tx } from '../db/transaction.ts'
import type { HelpRow } from '../people/help.ts'
import { hashOf, type Session } from '../people/session.ts'
import { askingOf, type WhoRow } from '../people/who.ts'
import type { Asking } from './page.ts'

/** Whose request it is: all of it, or nobody's. */
export interface Entered {
  readonly session: Session
  readonly who: Asking
  /** Whom pages about no child name for help. */
  readonly help: HelpRow | null
}

interface EnteredRow {
  entered: {
    person: string
    confinedTo: string | null
    provedAt: string | null
    who: WhoRow | null
    help: HelpRow | null
  } | null
}

export interface Browser {
  readonly token: string | undefined
  readonly today: Temporal.PlainDate
  /** Asked by an open page, not by its person: the session is not kept by it. */
  readonly glances?: boolean
}

/**
 * Runs `work` in one transaction as the person of this browser's session; as nobody without one. What `work` sends before it
 * awaits `entered` is asked in the same round trip.
 * Idle 30 minutes and 12 hours at most are the database's to tell.
 */
export async function entering<T>(
  database: Database,
  { token, today, glances }: Browser,
  work: (tx: Tx, entered: Promise<Entered | null>) => Promise<T>
): Promise<T> {
  const hash = hashOf(token ?? '')
  // A digest in hexadecimal and a date: nothing needs quoting.
  const opening = `select app.${glances ? 'glance' : 'enter'}('\\x${hash.toString('hex')}', '${today.toString()}') as entered`
  const enteredAs = ([row]: readonly EnteredRow[]): Entered | null => {
    const found = row?.entered
    if (!found?.who) return null
    const provedAt = found.provedAt === null ? null : Temporal.Instant.from(found.provedAt)
    const session = { hash, personId: found.person, confinedTo: found.confinedTo, provedAt }
    return { session, who: askingOf(found.who), help: found.help }
  }
  return inTransaction<T, EnteredRow>(database, opening, (tx, opened) => {
    const entered = opened.then(enteredAs)
    // Work that failed before it asked who it is for is told once, by its own failure.
    entered.catch(() => undefined)
    return work(tx, entered)
  })
}
