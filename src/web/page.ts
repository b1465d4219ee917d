import type { ComponentChildren, VNode } from 'preact'
import type { Deed } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { ActionName } from '../guidance/access.ts'
import type { Subject } from '../guidance/conditions.ts'
import type { PepKind, PepState, Refusal, Role } from '../guidance/words.ts'
import type { Browser } from '../people/browser.ts'
import type { Service } from './service.ts'

/**
 * A route cannot exist without naming its action. A page is one address: what it loads, whom it is about, how it looks and
 * what a post to it does. `src/web/serve-page.ts` runs every page the same way: parse → transaction as the person → load
 * (nothing: 404) → may() (no: 403, audited) → decide and write → audit → commit → render or redirect.
 */
export interface Page<Loaded = unknown, Prepared = unknown> {
  /** The address with its parameters: `/peps/:pep/sections/:section`. With `:child` or `:pep` in it the page is about that child. */
  readonly at: string
  /** What the person must be allowed to do; `anyone` needs no sign-in. */
  readonly may: ActionName | 'anyone'
  /** The page's words in the audit log and in `routes`. */
  readonly name: string
  /** Null where there is no such thing, or it is not theirs: 404. */
  load(ask: Ask): Promise<Loaded | null>
  /** Facts beyond the child's and pep's own that the action's condition asks for. */
  subject?(loaded: Loaded, ask: Ask): Subject
  /** Why what is there cannot be used (a link that has ended): looking at it goes on record as refused. Null where it can. */
  refuses?(loaded: Loaded): Pick<Deed, 'reason' | 'pepId' | 'ids'> | null
  /** Ids of children that a list shows, for its one audit row. */
  shows?(loaded: Loaded): readonly string[]
  view(loaded: Loaded, page: Shown): View | Sent
  /**
   * Slow work of a post that a transaction must not hold: keeping a file, hashing a password. Runs before the post's
   * transaction, and only for a person who may post here; `submit` finds what it returns in `ask.prepared`.
   */
  prepare?(incoming: Incoming): Promise<Prepared>
  /** A post: decides by pure rules and writes in the same transaction. Without it the address has no POST. */
  submit?(loaded: Loaded, ask: Ask<Prepared>): Promise<Outcome>
  /** The action of the post where it is not the page's own. */
  readonly maySubmit?: ActionName
  /** The post carries files (multipart). */
  readonly upload?: boolean
  /** The post needs no form token: the demonstration's sign-in, which scripts call. */
  readonly withoutToken?: boolean
  /** Exports, permissions, one's own means to sign in: whoever has not just signed in is asked to do so again, and comes back. */
  readonly freshly?: boolean
  /** One person's alone, their account or their post: nobody looks at it in their stead. */
  readonly own?: boolean
  /** The post may be sent while a preview runs: it ends it, or signs out. */
  readonly endsPreview?: boolean
  /** Look-only pages that are not worth an audit row of their own: lists of nobody, help, the person's own start page. */
  readonly quiet?: boolean
}

/** Types a page by what it loads; the list of all pages does not care. */
export const page = <Loaded, Prepared = undefined>(definition: Page<Loaded, Prepared>): Page =>
  definition as unknown as Page

export interface Appointment {
  readonly role: Role | 'service'
  readonly authorityId: number
  readonly settingId: string | null
  readonly teamId: string | null
}

/** Who asks, by the facts of today. */
export interface Asking {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly kind: 'professional' | 'family' | 'service'
  readonly appointments: readonly Appointment[]
  /** Every role this person holds anywhere today. */
  readonly roles: readonly Role[]
  readonly authorityIds: readonly number[]
}

/** The child and the pep that an address names, as far as this person may see them. */
export interface About {
  readonly childId: string
  readonly authorityId: number
  readonly childName: string
  readonly standing: readonly Role[]
  readonly pep: AboutPep | null
}

export interface AboutPep {
  readonly id: string
  readonly state: PepState
  readonly kind: PepKind
  readonly circumstances: readonly string[]
  readonly settingId: string | null
  readonly grantedSections: readonly string[]
}

/** What a post carries, before its transaction. */
export interface Incoming {
  readonly service: Service
  /** The session's person; null where nobody is signed in. */
  readonly personId: string | null
  /** The network address it came from. */
  readonly address: string
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, string | string[]>>
  readonly files: readonly UploadedFile[]
}

/** One request inside its transaction. */
export interface Ask<Prepared = unknown> {
  readonly tx: Tx
  readonly who: Asking
  readonly today: Temporal.PlainDate
  readonly now: Temporal.Instant
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** The posted fields as they came: a text, or several. */
  readonly body: Readonly<Record<string, string | string[]>>
  readonly files: readonly UploadedFile[]
  /** What the page's `prepare` returned; undefined without one. */
  readonly prepared: Prepared
  readonly about: About | null
  readonly origin: string
  /** The sign-in's own token hash: confine it, close it. */
  readonly session: Buffer | null
  readonly browser: Browser
  /** Everybody here is invented: drafts may be seen. */
  readonly demonstration: boolean
  /** A digest keyed with the installation's secret, for short codes. */
  readonly seal: (words: string) => Buffer
  /** A file of the store by its content's digest, to show what is in it; undefined where it is kept no more. */
  readonly kept: (sha256: string) => Promise<Buffer | undefined>
}

/** The child an address names: load functions of pages with `:child` or `:pep` may rely on it. */
export function aboutOf(ask: Ask): About {
  if (!ask.about) throw new Error('This address names no child.')
  return ask.about
}
export function pepOf(ask: Ask): AboutPep {
  const { pep } = aboutOf(ask)
  if (!pep) throw new Error('This address names no pep.')
  return pep
}

export interface UploadedFile {
  readonly field: string
  readonly name: string
  readonly bytes: Buffer
}

export interface Problem {
  /** The id of the field on the page. */
  readonly field: string
  readonly what: string
}

/** What a view knows of the request: the form token, what came back, a message after a redirect. */
export interface Shown {
  readonly who: Asking | null
  readonly about: About | null
  readonly today: Temporal.PlainDate
  readonly csrf: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
  /** What was typed, shown again when the form came back. */
  readonly typed: Readonly<Record<string, string | string[]>> | null
  /** Words after something was done: from the redirect's flash. */
  readonly done: string | null
}

/** What a post comes to. */
export type Outcome =
  | { readonly go: string; readonly done?: string }
  /** The form comes back with problems (or none: one more row was asked for); what was valid and written stays written. */
  | { readonly again: readonly Problem[] }
  | Refusal
  /** Somebody else changed it: the page that shows both versions. */
  | { readonly clash: string }
  | { readonly signIn: string; readonly go: string }
  | { readonly signOut: true; readonly go: string }
  /** A session that the page has opened itself, by its token: handing over to the child, a private link. */
  | { readonly session: string; readonly go: string }

/** What stands inside the frame of every page. */
export interface View {
  readonly title: string
  /** From the start page down to this one; the last has no address. */
  readonly trail?: ReadonlyArray<{ readonly text: string; readonly href?: string }>
  readonly body: VNode
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl'
  /** The frame's own words, where the page is not English. */
  readonly frame?: FrameWords
  /** Style sheets beyond the everyday one: a font that its language needs. */
  readonly styles?: readonly string[]
  /** Islands of this page beyond the everyday ones: `coach.js`. */
  readonly scripts?: readonly string[]
  /** Without the navigation: the child's own pages, signing in. */
  readonly bare?: boolean
  /** Another foot than the adults' one: the child's own pages. */
  readonly footer?: VNode
  /** How the reader wants the page: bigger writing, easier letters. */
  readonly look?: readonly ('big' | 'easy')[]
  /** Another status than 200: an error page. */
  readonly status?: number
}

/** What the frame says around a page in another language. */
export interface FrameWords {
  readonly skip: ComponentChildren
  readonly problem: ComponentChildren
  readonly error: string
  readonly done: string
}

/** A file in the store, by its content's hash: read after the transaction, streamed. */
export interface KeptFile {
  readonly sha256: string
}

/** A view that is not a page: a file to download, JSON, a calendar. */
export interface Sent {
  /** A function makes the file once the transaction is over. */
  readonly send: Uint8Array | string | KeptFile | (() => Promise<Uint8Array>)
  readonly type: string
  readonly fileName?: string
}
export const isSent = (view: View | Sent): view is Sent => 'send' in view
