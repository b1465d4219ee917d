import type { Database } from '../db/database.ts'
import { asPerson } from '../db/transaction.ts'
import { type Role, roles, sectionIds } from '../guidance/words.ts'
import type { Page } from './page.ts'
import { type PepCandidate, readDemoRoles, readPepCandidates, readSeen } from './route-examples.queries.ts'
import { isAboutChild, type Method, type Route } from './route-table.ts'
import { judge } from './serve-page.tsx'
import type { Service } from './service.ts'

/** Concrete paths of a route in the demonstration, role by role. */
export interface Example {
  readonly method: Method
  readonly path: string
  /** The demonstration's person who is asked as that role: a word, or an id. */
  as: Partial<Record<Role, string>>
  /** A path that this role may open. */
  own: Partial<Record<Role, string>>
  /** A path of the same route for a child that is not theirs. */
  other: Partial<Record<Role, string>>
}

interface Candidate {
  readonly person: string
  readonly word: string
  readonly own: readonly PepCandidate[]
  readonly strangers: readonly PepCandidate[]
}

type Params = Readonly<Record<string, string>>

/** The addresses of this pattern about this plan; none where something that it names does not hang on the plan. */
function paramsOf(path: string, pep: PepCandidate): Params[] {
  const values: Record<string, readonly string[]> = {
    child: [pep.child],
    pep: [pep.pep],
    target: pep.target,
    line: pep.line,
    document: pep.document,
    correction: pep.correction,
    run: pep.run,
    concern: pep.concern,
    post: pep.post,
    person: pep.person,
    record: pep.record,
    setting: pep.setting,
    section: sectionIds,
    step: ['1'],
    party: ['carer', 'parent', 'child'],
    figure: ['clocks.submit'],
    year: ['2026-27'],
    term: ['spring'],
    exemplar: ['new'],
    language: ['ar'],
    browser: ['7f0c2f8e-3a54-4b4c-9a55-0d6f3f0a1b2c']
  }
  let found: Params[] = path.includes('/:question') ? pep.question : [{}]
  for (const [, name = ''] of path.matchAll(/:(\w+)/g)) {
    if (name === 'question') continue
    found = found.flatMap(params => (values[name] ?? []).map(value => ({ ...params, [name]: value })))
  }
  return found
}

const filled = (path: string, params: Params): string =>
  path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')

/** One person for each role, who holds that role alone where there is such a one; none without a demonstration. */
async function candidates(service: Service, owner: Database): Promise<Map<Role, Candidate>> {
  const today = service.today()
  const found = new Map<Role, Candidate>()
  const people = await asPerson(owner, { person: null, today }, readDemoRoles)
  const all = await asPerson(owner, { person: null, today }, readPepCandidates)
  for (const role of roles) {
    const holders = people.filter(person => person.roles.includes(role))
    const one = holders.find(person => person.roles.length === 1) ?? holders[0]
    if (!one) continue
    const theirs = await asPerson(service.database, { person: one.id, today }, async tx => ({
      own: await readPepCandidates(tx),
      seen: await readSeen(
        tx,
        all.map(({ pep }) => pep)
      )
    }))
    const strangers = all.filter(({ pep, child }) => !theirs.seen.has(pep) && !theirs.seen.has(child))
    found.set(role, { person: one.id, word: one.word ?? one.id, own: theirs.own, strangers })
  }
  return found
}

/** Asks the pages themselves, as one person of each role: nothing is written. `owner` sees every child, to find strangers. */
export async function routeExamples(
  service: Service,
  owner: Database,
  pages: readonly Page[],
  routes: readonly Route[]
): Promise<Example[]> {
  const people = await candidates(service, owner)
  const byPath = new Map(pages.map(page => [page.at, page]))
  const examples: Example[] = []
  for (const route of routes) {
    const example: Example = { method: route.method, path: route.path, as: {}, own: {}, other: {} }
    for (const [role, candidate] of people) {
      example.as[role] = candidate.word
      const [stranger] = isAboutChild(route.path) ? candidate.strangers.flatMap(pep => paramsOf(route.path, pep)) : []
      if (stranger) example.other[role] = filled(route.path, stranger)
      const own =
        route.roles[role] === 'denied'
          ? null
          : await ownPath(service, byPath.get(route.like ?? route.path), route, candidate)
      if (own !== null) example.own[role] = own
    }
    examples.push(example)
  }
  return examples
}

async function ownPath(service: Service, page: Page | undefined, route: Route, { person, own }: Candidate) {
  if (!route.path.includes(':')) return route.path
  if (!page) return null
  const posted = route.method !== 'GET'
  for (const params of own.flatMap(pep => paramsOf(route.path, pep))) {
    if ((await judge(service, page, { person, params, posted })) === 'opens') return filled(route.path, params)
  }
  return null
}
