import pg from 'pg'
import { newId } from '../../db/id.ts'

/** People, a school and one child with a plan of this term and of last term, for tests. Today is 24 November 2026. */
export interface Plan {
  readonly childId: string
  readonly pepId: string
  readonly previousPepId: string
  /** A target of last term's plan. */
  readonly lastTargetId: string
  /** Somebody more with a post in the authority; signs in by this word. Their id. */
  person(word: string, role: string): Promise<string>
  /** The child's carer, a parent, or the child; signs in by the role's word. Their id. */
  family(role: 'carer' | 'parent' | 'child', name?: string, email?: string): Promise<string>
  run(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export const planToday = '2026-11-24'
type Id = string

/** Demonstration words: `dt` (the child's school), `dt-elsewhere` (another school), `sw`, `adviser`, `helper` (granted G). */
export async function makePlan(ownerUrl: string, phase = 'secondary'): Promise<Plan> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const run = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows
  await run('update authority set demonstration = true where id = 937') // its people may sign in by their word
  const school = await setting(run, 'Alder School')
  const elsewhere = await setting(run, 'Birch School')
  const team = newId()
  await run(`insert into team values ($1, 937, 'Team')`, [team])
  const person = async (word: string, role: string, at: { setting?: Id; team?: Id } = {}) => {
    const id = newId()
    await run(`insert into person (id, kind, name, email, demo_word) values ($1, 'professional', $2, $3, $4)`, [
      id,
      `Person ${word}`,
      `${word}@example.org`,
      word
    ])
    await run(
      `insert into appointment (id, person_id, role, authority_id, setting_id, team_id, starts) values ($1, $2, $3, 937, $4, $5, '2020-01-01')`,
      [newId(), id, role, at.setting ?? null, at.team ?? null]
    )
    return id
  }
  const dt = await person('dt', 'designated-teacher', { setting: school })
  await person('dt-elsewhere', 'designated-teacher', { setting: elsewhere })
  const sw = await person('sw', 'social-worker', { team })
  await person('adviser', 'adviser')
  const helper = await person('helper', 'delegate')
  const childId = newId()
  await run(
    `insert into child (id, authority_id, first_name, last_name, date_of_birth) values ($1, 937, 'Rowan', 'Ash', '2012-05-01')`,
    [childId]
  )
  await run(
    `insert into enrolment (id, authority_id, child_id, setting_id, starts, main) values ($1, 937, $2, $3, '2023-09-01', true)`,
    [newId(), childId, school]
  )
  await run(
    `insert into allocation (id, authority_id, child_id, person_id, role, starts) values ($1, 937, $2, $3, 'social-worker', '2023-09-01')`,
    [newId(), childId, sw]
  )
  const previousPepId = newId()
  const pepId = newId()
  const pep = (id: Id, term: string, year: string, state: string, previous: Id | null) =>
    run(
      `insert into pep (id, authority_id, child_id, year, term, kind, phase, form_version, state, setting_id, previous_pep_id, opened_on)
       values ($1, 937, $2, $3, $4, 'termly', $5, '2026.1', $6, $7, $8, '2026-04-01')`,
      [id, childId, year, term, phase, state, school, previous]
    )
  await pep(previousPepId, 'summer', '2025-26', 'signed-off', null)
  await pep(pepId, 'autumn', '2026-27', 'planned', previousPepId)
  await run(
    `insert into section_grant (id, authority_id, child_id, pep_id, person_id, role, sections, granted_by, starts)
     values ($1, 937, $2, $3, $4, 'delegate', '{G}', $5, '2026-09-01')`,
    [newId(), childId, pepId, helper, dt]
  )
  const lastTargetId = newId()
  await run(
    `insert into target (id, pep_id, authority_id, child_id, place, area, words, lead_name, due) values ($1, $2, 937, $3, 1, 'maths', 'Knows the seven times table', 'Mr Oak', '2026-07-01')`,
    [lastTargetId, previousPepId, childId]
  )
  const family: Plan['family'] = async (role, name = `Family ${role}`, email = `${role}@home.example`) => {
    const id = newId()
    await run(`insert into person (id, kind, name, email, demo_word) values ($1, 'family', $2, $3, $4)`, [
      id,
      name,
      email,
      role
    ])
    await run(
      `insert into allocation (id, authority_id, child_id, person_id, role, starts) values ($1, 937, $2, $3, $4, '2024-01-01')`,
      [newId(), childId, id, role]
    )
    return id
  }
  return { childId, pepId, previousPepId, lastTargetId, person, family, run, close: () => owner.end() }
}

async function setting(run: Plan['run'], name: string): Promise<Id> {
  const id = newId()
  await run(`insert into setting (id, name) values ($1, $2)`, [id, name])
  return id
}
