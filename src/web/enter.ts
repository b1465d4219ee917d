import type { Database } from '../db/database.ts'
import { inTransaction, type Tx } from '../db/transaction.ts'
import type { HelpRow } from '../people/help.ts'
import { hashOf, type Session } from '../people/session.ts'
import { askingOf, type WhoRow } from '../people/who.ts'
import type { Asking } from './page.ts'
import { narrowedTo, type Seeing } from './seeing.ts'

/** Whose request it is: all of it, or nobody's. */
export interface Entered {
  readonly session: Session
  readonly who: Asking
  /** Whom pages about no child name for help. */
  readonly help: HelpRow | null
  /** A preview hangs on this session: it does nothing until that has ended. */
  readonly previews: boolean
  /** It has just ended by itself. */
  readonly previewOver: boolean
  /** Whose view this page is, and who looks: `who` is the colleague. */
  readonly seeing: Seeing | null
}

interface EnteredRow {
  entered: {
    person: string
    confinedTo: string | null
    provedAt: string | null
    who: WhoRow | null
    help: HelpRow | null
    previews: boolean
    previewOver?: boolean
    seen?: { who: WhoRow | null; authority: number; until: string }
  } | null
}

export interface Browser {
  readonly token: string | undefined
  readonly today: Temporal.PlainDate
  /** Asked by an open page, not by its person: the session is not kept by it. */
  readonly glances?: boolean
  /** A page asks, by a GET or a post: it knows what a preview is. Whatever else asks finds nobody signed in while one runs. */
  readonly page?: 'look' | 'post'
}

/**
 * Runs `work` in one transaction as the person of this browser's session; as nobody without one. What `work` sends before it
 * awaits `entered` is asked in the same round trip.
 * Idle 30 minutes and 12 hours at most are the database's to tell.
 */
export async function entering<T>(
  database: Database,
  { token, today, glances, page }: Browser,
  work: (tx: Tx, entered: Promise<Entered | null>) => Promise<T>
): Promise<T> {
  const hash = hashOf(token ?? '')
  // A digest in hexadecimal and a date: nothing needs quoting.
  const by = `'\\x${hash.toString('hex')}', '${today.toString()}'`
  const opening =
    page === 'look'
      ? `select app.look(${by}, ${glances === true}) as entered`
      : `select app.${glances ? 'glance' : 'enter'}(${by}) as entered`
  const enteredAs = ([row]: readonly EnteredRow[]): Entered | null => {
    const found = row?.entered
    if (!found?.who || (found.previews && !page)) return null
    const provedAt = found.provedAt === null ? null : Temporal.Instant.from(found.provedAt)
    const session = { hash, personId: found.person, confinedTo: found.confinedTo, provedAt }
    const [self, seen] = [askingOf(found.who), found.seen]
    const told = { session, help: found.help, previews: found.previews, previewOver: found.previewOver === true }
    if (!seen?.who) return { ...told, who: self, seeing: null }
    const seeing = { seer: self, authorityId: seen.authority, until: Temporal.Instant.from(seen.until) }
    return { ...told, who: askingOf(narrowedTo(seen.who, seen.authority)), seeing }
  }
  return inTransaction<T, EnteredRow>(database, opening, (tx, opened) => {
    const entered = opened.then(enteredAs)
    // Work that failed before it asked who it is for is told once, by its own failure.
    entered.catch(() => undefined)
    return work(tx, entered)
  })
}
