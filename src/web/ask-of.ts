import { isUuid, type Tx } from '../db/transaction.ts'
import { readKept } from '../documents/files.ts'
import type { Refusal } from '../guidance/words.ts'
import type { Browser } from '../people/browser.ts'
import type { HelpRow } from '../people/help.ts'
import { sealWith } from '../people/one-time-link.ts'
import { aboutWhomWithHelp } from '../people/who.ts'
import type { Entered } from './enter.ts'
import type { Ask, Asking, Page } from './page.ts'
import type { Service } from './service.ts'

/** A request as it came, before its transaction knows who asks. */
export interface Incoming {
  readonly service: Service
  readonly page: Page
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly entered: Promise<Entered | null>
  readonly body: Record<string, string | string[]>
  readonly files: Ask['files']
  /** What was sent cannot be taken, whoever sends it. */
  readonly refusal: Refusal | null
  readonly posted: boolean
  /** For whom the posted form was drawn, where it is parked if they are not the one who sends it; else null. */
  readonly writer: string | null
  readonly path: string
  readonly today: Temporal.PlainDate
  readonly browser: Browser
  readonly prepared: unknown
}

const nobody: Asking = {
  id: '',
  name: '',
  email: null,
  kind: 'professional',
  appointments: [],
  roles: [],
  authorityIds: []
}

export interface Asked {
  readonly ask: Ask
  readonly named: boolean
  readonly entered: Entered | null
  readonly help: HelpRow | null
}

/** Who asks, about whom, and who can help: found in one round trip. */
export async function askOf(tx: Tx, incoming: Incoming): Promise<Asked> {
  const { service, params, query, body, files, today, prepared } = incoming
  const named = params.child !== undefined || params.pep !== undefined
  const wellNamed = [params.child, params.pep].every(id => id === undefined || isUuid(id))
  const [entered, found] = await Promise.all([
    incoming.entered,
    named && wellNamed ? aboutWhomWithHelp(tx, { child: params.child, pep: params.pep }) : null
  ])
  const ask: Ask = {
    tx,
    who: entered?.who ?? nobody,
    today,
    now: Temporal.Now.instant(),
    params,
    query,
    body,
    files,
    prepared,
    about: found?.about ?? null,
    origin: service.config.baseUrl,
    session: entered?.session.hash ?? null,
    browser: incoming.browser,
    demonstration: service.config.mode === 'demo',
    seal: sealWith(service.config.secret),
    kept: sha256 => readKept(service.config.filesFolder, sha256)
  }
  return { ask, named, entered, help: (found ?? entered)?.help ?? null }
}
