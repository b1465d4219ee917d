/**
 * Who may see which child, plan and answer, told a second time from the access rules and not from the SQL: the property test
 * holds the two together. Everything is a plain list of dated facts; a date is its text, which sorts.
 */
export interface Dated {
  starts: string
  /** Half-open: the first day on which it is no more. */
  ends: string | null
  revoked: boolean
}
export interface Appointment extends Dated {
  person: string
  role: string
  authority: number
  setting: string | null
  team: string | null
}
export interface World {
  today: string
  children: { id: string; authority: number; restricted: boolean }[]
  readers: { child: string; person: string; revoked: boolean }[]
  /** A head without being named opened a restricted child on that day. */
  openings: { child: string; person: string; day: string; closed: boolean }[]
  appointments: Appointment[]
  allocations: (Dated & { person: string; child: string; role: string })[]
  enrolments: (Dated & { child: string; setting: string })[]
  standIns: (Dated & { absent: string; cover: string; authority: number })[]
  peps: { id: string; child: string; state: string }[]
  keepers: { pep: string; person: string; role: string }[]
  grants: (Dated & { pep: string; person: string; role: string; sections: string[] })[]
  answers: { pep: string; question: string; section: string; audience: string[] }[]
}

type Child = World['children'][number]
type Pep = World['peps'][number]

const isOpen = (pep: Pep): boolean => pep.state !== 'signed-off' && pep.state !== 'not-required'

/** One person's view of a world. */
export function viewOf(world: World, me: string) {
  const { today } = world
  const now = (fact: Dated) => !fact.revoked && fact.starts <= today && (fact.ends === null || today < fact.ends)
  const appointed = (person: string, role: string | null, authority: number) =>
    world.appointments.filter(
      a => a.person === person && a.authority === authority && (role === null || a.role === role) && now(a)
    )
  const allocated = (child: Child, role: string) =>
    world.allocations.filter(a => a.child === child.id && a.role === role && now(a)).map(({ person }) => person)
  const kept = (pep: Pep) => (isOpen(pep) ? world.keepers.filter(k => k.pep === pep.id && k.person === me) : [])
  const granted = (pep: Pep) =>
    isOpen(pep) ? world.grants.filter(g => g.pep === pep.id && g.person === me && now(g)) : []

  const isNamed = (child: Child) => world.readers.some(r => r.child === child.id && r.person === me && !r.revoked)
  /** Opened today, and its opener still heads that authority. */
  const hasOpened = (child: Child) =>
    world.openings.some(o => o.child === child.id && o.person === me && o.day === today && !o.closed) &&
    appointed(me, 'virtual-school-head', child.authority).length > 0
  const isHidden = (child: Child) => child.restricted && !isNamed(child) && !hasOpened(child)

  /** Roles from the facts of the child alone. */
  function rolesTo(child: Child): Set<string> {
    const roles = new Set<string>()
    if (isHidden(child)) return roles
    const { authority } = child
    for (const role of ['administrator', 'virtual-school-head', 'adviser', 'service']) {
      if (appointed(me, role, authority).length > 0) roles.add(role)
    }
    for (const role of ['carer', 'parent', 'child']) if (allocated(child, role).includes(me)) roles.add(role)
    // An allocation counts while the worker still works there in that role.
    const working = (role: string) =>
      allocated(child, role).filter(person => appointed(person, role, authority).length > 0)
    for (const role of ['social-worker', 'iro']) if (working(role).includes(me)) roles.add(role)
    for (const worker of working('social-worker')) {
      const covered = world.standIns.some(
        s => s.absent === worker && s.cover === me && s.authority === authority && now(s)
      )
      if (covered && appointed(me, null, authority).length > 0) roles.add('social-worker')
      const teams = appointed(worker, 'social-worker', authority).map(({ team }) => team)
      if (appointed(me, 'team-manager', authority).some(({ team }) => team !== null && teams.includes(team))) {
        roles.add('team-manager')
      }
    }
    const settings = world.enrolments.filter(e => e.child === child.id && now(e)).map(({ setting }) => setting)
    const teaches = appointed(me, 'designated-teacher', authority).some(
      ({ setting }) => setting !== null && settings.includes(setting)
    )
    if (teaches) roles.add('designated-teacher')
    return roles
  }

  /** With an open plan, also what one keeps of it or was granted in it. */
  function standing(child: Child, pep: Pep | null): Set<string> {
    const roles = rolesTo(child)
    if (pep === null || isHidden(child)) return roles
    for (const { role } of [...kept(pep), ...granted(pep)]) roles.add(role)
    return roles
  }

  const childOf = (pep: Pep): Child => {
    const child = world.children.find(({ id }) => id === pep.child)
    if (!child) throw new Error('a plan without a child')
    return child
  }
  const sees = (child: Child) =>
    !isHidden(child) &&
    (rolesTo(child).size > 0 ||
      world.peps.some(pep => pep.child === child.id && (kept(pep).length > 0 || granted(pep).length > 0)))
  const seesPep = (pep: Pep) => standing(childOf(pep), pep).size > 0

  const full = ['administrator', 'virtual-school-head', 'adviser', 'service', 'social-worker', 'team-manager', 'iro']
  const audienceOf: Record<string, string> = {
    'designated-teacher': 'setting',
    carer: 'carer',
    parent: 'parent',
    child: 'child'
  }
  const rolesIn = (pep: Pep) =>
    isHidden(childOf(pep)) ? [] : [...rolesTo(childOf(pep)), ...kept(pep).map(k => k.role)]
  /** A reviewing officer reads what was handed in; who has a post that reads the whole plan is not held to that. */
  function tooEarly(pep: Pep): boolean {
    const roles = rolesIn(pep)
    if (!roles.includes('iro') || ['submitted', 'returned', 'signed-off'].includes(pep.state)) return false
    return !roles.some(role => role !== 'iro' && full.includes(role))
  }
  function seesAnswer(answer: World['answers'][number]): boolean {
    const pep = world.peps.find(({ id }) => id === answer.pep)
    if (!pep || isHidden(childOf(pep)) || tooEarly(pep)) return false
    if (rolesIn(pep).some(role => full.includes(role) || answer.audience.includes(audienceOf[role] ?? ''))) return true
    // Whoever was asked for a section reads there as the school does, and only in what is the school's to give.
    return (
      'FGHINRS'.includes(answer.section) &&
      answer.audience.includes('setting') &&
      granted(pep).some(({ sections }) => sections.includes(answer.section))
    )
  }
  const seesTarget = (pep: Pep) =>
    !tooEarly(pep) && rolesIn(pep).some(role => full.includes(role) || audienceOf[role] !== undefined)

  return { standing, sees, seesPep, seesAnswer, seesTarget, tooEarly, granted }
}
