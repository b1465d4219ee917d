import type { Deed } from '../audit/audit.ts'
import type { Subject } from '../guidance/conditions.ts'
import { socialWorkerLeads } from '../guidance/leader.ts'
import type { Refusal } from '../guidance/words.ts'
import type { HelpRow } from '../people/help.ts'
import type { About, Asking, Page } from './page.ts'
import type { Seeing } from './seeing.ts'

/** What every answer knows: who asked about whom, and who can help. */
export interface Scene {
  readonly who: Asking | null
  readonly about: About | null
  readonly today: Temporal.PlainDate
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly help: HelpRow | null
  /** An administrator looks at what `who` sees. */
  readonly seeing: Seeing | null
}

export const subjectOf = (about: About | null): Subject =>
  about
    ? {
        state: about.pep?.state,
        socialWorkerLeads: about.pep ? socialWorkerLeads(about.pep) : undefined,
        grantedSections: about.pep?.grantedSections
      }
    : {}

/** Who does it: in a preview the administrator, whosever view it is. */
export const actorOf = ({ who, seeing }: Scene): string | null => (seeing?.seer ?? who)?.id ?? null

export const deedOf = ({ who, about, seeing }: Scene, page: Page): Deed => ({
  person: (seeing?.seer ?? who)?.id ?? null,
  action: page.name,
  authorityId: about?.authorityId ?? who?.authorityIds[0] ?? null,
  childId: about?.childId ?? null,
  pepId: about?.pep?.id ?? null
})
/** With the address, which says what was asked for where no child may be named. */
export const notFound = (scene: Scene, page: Page): Deed => ({
  ...deedOf(scene, page),
  outcome: 'not-found',
  reason: page.at,
  payload: { address: scene.path }
})
export const refusalOf = (scene: Scene, page: Page, reason: Refusal['refused']): Deed => ({
  ...deedOf(scene, page),
  outcome: 'refused',
  reason
})

/** Looked at in a preview: by the administrator, whose own reach it stays within. */
export const seenAs = (scene: Scene, page: Page, loaded: unknown): Deed => ({
  ...deedOf(scene, page),
  role: 'administrator',
  action: `see: ${page.name}`,
  ids: page.shows?.(loaded),
  reason: 'preview of what a colleague sees',
  payload: { as: scene.who?.id ?? null }
})
