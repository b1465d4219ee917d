import type pg from 'pg'
import { newId } from '../id.ts'
import type { RandomWorld } from './random-world.ts'
import type { Dated } from './visible-model.ts'

/** Puts a world into an empty database, as its owner. */
export async function writeWorld(owner: pg.Client, world: RandomWorld): Promise<void> {
  const [writer] = world.people
  const authorityOf = new Map(world.children.map(({ id, authority }) => [id, authority]))
  const childOf = new Map(world.peps.map(({ id, child }) => [id, child]))
  const ofChild = (child: string | undefined) => ({ child_id: child, authority_id: authorityOf.get(child ?? '') })
  const ofPep = (pep: string) => ({ pep_id: pep, ...ofChild(childOf.get(pep)) })
  const period = ({ starts, ends }: Dated) => ({ starts, ends })
  const dated = (fact: Dated) => ({ ...period(fact), revoked_at: fact.revoked ? '2026-11-01T00:00:00Z' : null })
  const insert = (table: string, rows: object[]) =>
    owner.query(
      `insert into ${table} select (jsonb_populate_record(null::${table}, r)).* from jsonb_array_elements($1::jsonb) r`,
      [JSON.stringify(rows)]
    )

  await owner.query(
    `insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone)
     select id, 'A', 'V', 'v@example.org', 'F', '1' from unnest($1::smallint[]) id on conflict do nothing`,
    [world.authorities]
  )
  await insert(
    'setting',
    world.settings.map(id => ({ id, name: 'School', name_damaged: false, town: '', postcode: '', search: '' }))
  )
  await insert(
    'team',
    world.teams.map(({ id, authority }) => ({ id, authority_id: authority, name: id }))
  )
  await insert(
    'person',
    world.people.map(id => ({ id, kind: 'professional', name: 'Somebody' }))
  )
  await insert(
    'child',
    world.children.map(({ id, authority, restricted }) => ({
      id,
      authority_id: authority,
      date_of_birth: '2014-05-01',
      restricted,
      address_withheld: false,
      setting_withheld: false,
      search: ''
    }))
  )
  await insert(
    'appointment',
    world.appointments.map(a => ({
      id: newId(),
      person_id: a.person,
      role: a.role,
      authority_id: a.authority,
      setting_id: a.setting,
      team_id: a.team,
      ...dated(a)
    }))
  )
  await insert(
    'allocation',
    world.allocations.map(a => ({ id: newId(), person_id: a.person, role: a.role, ...ofChild(a.child), ...dated(a) }))
  )
  await insert(
    'enrolment',
    world.enrolments.map(e => ({ id: newId(), setting_id: e.setting, main: true, ...ofChild(e.child), ...period(e) }))
  )
  await insert(
    'stand_in',
    world.standIns.map(s => ({
      id: newId(),
      absent_person_id: s.absent,
      cover_person_id: s.cover,
      named_by: writer,
      authority_id: s.authority,
      ...dated(s)
    }))
  )
  await insert(
    'restricted_reader',
    world.readers.map(r => ({
      ...ofChild(r.child),
      person_id: r.person,
      reason: 'named',
      granted_at: '2026-01-01T00:00:00Z',
      revoked_at: r.revoked ? '2026-11-01T00:00:00Z' : null
    }))
  )
  await insert(
    'break_glass',
    world.openings.map(o => ({
      id: newId(),
      ...ofChild(o.child),
      person_id: o.person,
      reason: 'The police ask where this child is',
      opened_at: '2026-11-23T09:00:00Z',
      day: o.day,
      closed_at: o.closed ? '2026-11-23T10:00:00Z' : null
    }))
  )
  await insert(
    'pep',
    world.peps.map(({ id, child, state }, index) => ({
      id,
      ...ofChild(child),
      year: `${2000 + index}-01`,
      term: 'autumn',
      kind: 'termly',
      phase: 'primary',
      circumstances: [],
      form_version: '2026.1',
      state,
      opened_on: '2026-09-01',
      unchecked_at_sign_off: false
    }))
  )
  await insert(
    'pep_keeper',
    world.keepers.map(k => ({ ...ofPep(k.pep), person_id: k.person, role: k.role }))
  )
  await insert(
    'section_grant',
    world.grants.map(g => ({
      id: newId(),
      ...ofPep(g.pep),
      person_id: g.person,
      role: g.role,
      sections: g.sections,
      granted_by: writer,
      ...dated(g)
    }))
  )
  await insert(
    'answer',
    world.answers.map(a => ({
      ...ofPep(a.pep),
      question: a.question,
      section: a.section,
      audience: a.audience,
      valid: true,
      version: 1,
      written_by: writer,
      written_at: '2026-11-01T00:00:00Z'
    }))
  )
  await owner.query(
    `insert into target (id, pep_id, authority_id, child_id, place, area, words)
     select gen_random_uuid(), id, authority_id, child_id, 1, 'maths', 'Knows the seven times table' from pep`
  )
  await owner.query('analyze')
}
