import { newId } from '../id.ts'
import type { Dated, World } from './visible-model.ts'

/** Numbers that are the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface RandomWorld extends World {
  people: string[]
  authorities: number[]
  settings: string[]
  teams: { id: string; authority: number }[]
}

/** Facts without sense, dense around `today`: every edge of a period, and every rule against every other. */
export function randomWorld(seed: number, size: { people: number; children: number }): RandomWorld {
  const next = numbers(seed)
  const under = (limit: number) => Math.floor(next() * limit)
  const one = <T>(list: readonly T[]): T => {
    const item = list[under(list.length)]
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }
  const some = <T>(list: readonly T[], chance: number): T[] => list.filter(() => next() < chance)
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
  const today = Temporal.PlainDate.from('2026-11-23')
  const day = (offset: number) => today.add({ days: offset }).toString()
  const dated = (): Dated => {
    const starts = one([-400, -30, -1, 0, 0, 1])
    const ends = one([null, null, null, -1, 0, 1, 200])
    return { starts: day(starts), ends: ends === null ? null : day(Math.max(starts, ends)), revoked: next() < 0.1 }
  }

  const authorities = [937, 990, 991]
  const settings = times(6, newId)
  const people = times(size.people, newId)
  const teams = authorities.flatMap(authority => times(2, () => ({ id: newId(), authority })))
  const children = times(size.children, () => ({ id: newId(), authority: one(authorities), restricted: next() < 0.15 }))
  const child = () => one(children)
  const roles = ['administrator', 'virtual-school-head', 'adviser', 'service', 'iro', 'social-worker', 'social-worker']
  const busy = people.slice(0, Math.ceil(people.length / 3))
  const appointments = times(size.people * 2, () => {
    const authority = one(authorities)
    const role = one([
      ...roles,
      'social-worker',
      'team-manager',
      'team-manager',
      'designated-teacher',
      'designated-teacher'
    ])
    const inTeam = role === 'social-worker' || role === 'team-manager'
    const team = inTeam && next() < 0.9 ? one(teams.filter(t => t.authority === authority)).id : null
    const setting = role === 'designated-teacher' ? one(settings) : null
    return { ...dated(), person: one(people), role, authority, setting, team }
  })
  const heads = appointments.flatMap(({ role, person }) => (role === 'virtual-school-head' ? [person] : []))
  const workers = appointments.filter(({ role }) => role === 'social-worker' || role === 'iro')
  const allocations = times(size.children * 5, () => {
    const worker = one(workers)
    const theirs = children.filter(({ authority }) => authority === worker.authority)
    if (next() < 0.7)
      return { ...dated(), person: worker.person, role: worker.role, child: (theirs[0] ? one(theirs) : child()).id }
    return {
      ...dated(),
      person: one(people),
      role: one(['social-worker', 'iro', 'carer', 'parent', 'child', 'adviser']),
      child: child().id
    }
  })
  const peps = times(size.children * 2, () => ({
    id: newId(),
    child: child().id,
    state: one(['planned', 'in-progress', 'submitted', 'returned', 'signed-off', 'not-required'])
  }))
  // The school's, the child's, the social worker's.
  const sections = ['G', 'J', 'M']
  return {
    today: today.toString(),
    people,
    authorities,
    settings,
    teams,
    children,
    readers: children.flatMap(({ id }) =>
      some(people, 0.08).map(person => ({ child: id, person, revoked: next() < 0.3 }))
    ),
    openings: children.flatMap(({ id, restricted }) =>
      some(heads, restricted ? 0.5 : 0.02).map(person => ({
        child: id,
        person,
        day: day(one([-1, 0, 0, 1])),
        closed: next() < 0.2
      }))
    ),
    appointments,
    allocations,
    enrolments: times(size.children * 2, () => ({
      ...dated(),
      revoked: false,
      child: child().id,
      setting: one(settings)
    })),
    standIns: times(size.people, () => {
      const { person, authority } = one(workers)
      return { ...dated(), absent: person, cover: one(people), authority: next() < 0.8 ? authority : one(authorities) }
    }),
    peps,
    keepers: peps.flatMap(({ id }) =>
      some(busy, 0.02).map(person => ({ pep: id, person, role: one(['designated-teacher', 'social-worker']) }))
    ),
    grants: peps.flatMap(({ id }) =>
      some(people, 0.01).map(person => ({
        ...dated(),
        pep: id,
        person,
        role: one(['delegate', 'invited-professional']),
        sections: some(sections, 0.5)
      }))
    ),
    answers: peps.flatMap(({ id }) =>
      sections.map(section => ({
        pep: id,
        question: `${section}.1`,
        section,
        audience: some(['setting', 'carer', 'parent', 'child'], 0.5)
      }))
    )
  }
}
