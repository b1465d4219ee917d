import { isUuid, type Tx } from '../../db/transaction.ts'
import { may } from '../../guidance/access.ts'
import type { SectionId } from '../../guidance/words.ts'
import { aboutWhom } from '../../people/who.ts'
import { type Browser, type Entered, entering } from '../../web/enter.ts'
import type { About } from '../../web/page.ts'
import type { Service } from '../../web/service.ts'
import { readNames, readVersions } from './live.queries.ts'
import type { Writing } from './presence.ts'

/** What somebody may know of a plan at this moment: which text stands where, and who is writing. No words of it. */
export interface Look {
  readonly versions: ReadonlyMap<string, number>
  readonly writing: ReadonlyArray<{ readonly question: string; readonly name: string }>
}

/** Why there is nothing to know: nobody is signed in, no such plan for them, or it is not for them now. */
export type NoLook = 401 | 403 | 404

/** A look, and whose. */
export type Looked =
  | { readonly entered: Entered; readonly about: About; readonly look: Look }
  | { readonly no: NoLook; readonly entered: Entered | null; readonly about: About | null }

/** The section of a question: its letter, before the dot. */
const sectionOf = (question: string): SectionId => question.split('.')[0] as SectionId

/** Looks as the person of this browser, by what they may read now. That is no sign of life: their session is not kept by it. */
export async function lookAt(
  { database }: Pick<Service, 'database'>,
  browser: Browser,
  pepId: string,
  known: readonly Writing[]
): Promise<Look | NoLook> {
  const looked = await entering(database, { ...browser, glances: true }, (tx, opening) =>
    lookWithin(tx, opening, pepId, known)
  )
  return 'no' in looked ? looked.no : looked.look
}

/** The same within the transaction of whoever is entering. */
export async function lookWithin(
  tx: Tx,
  opening: Promise<Entered | null>,
  pepId: string,
  known: readonly Writing[]
): Promise<Looked> {
  const people = known.map(({ person }) => person)
  const [entered, about, rows, named] = await Promise.all([
    opening,
    isUuid(pepId) ? aboutWhom(tx, { pep: pepId }) : null,
    isUuid(pepId) ? readVersions(tx, pepId) : [],
    readNames(tx, people)
  ])
  if (!entered) return { no: 401, entered, about }
  if (entered.session.confinedTo) return { no: 403, entered, about }
  if (!about?.pep) return { no: 404, entered, about }
  const { standing, pep } = about
  if (!may('see pep', standing, { state: pep.state })) return { no: 403, entered, about }
  const reads = (section: SectionId) =>
    may('read section', standing, { state: pep.state, section, grantedSections: pep.grantedSections })
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const versions = rows.filter(({ section }) => reads(section as SectionId))
  const writing = known.filter(({ person, question }) => person !== entered.who.id && reads(sectionOf(question)))
  return {
    entered,
    about,
    look: {
      versions: new Map(versions.map(({ question, version }) => [question, version])),
      writing: writing.map(({ person, question }) => ({ question, name: names.get(person) ?? 'Somebody' }))
    }
  }
}
