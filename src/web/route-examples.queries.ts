import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

export interface DemoRoleRow {
  id: string
  word: string | null
  roles: string[]
}

/** People of the demonstration; those with a word of their own and the fewest roles first. */
export async function readDemoRoles(tx: Tx): Promise<DemoRoleRow[]> {
  const { rows } = await sql<DemoRoleRow>`
    select id, demo_word as word, roles from app.demonstration_people()
     order by demo_word is null, cardinality(roles), demo_word, id`.execute(tx)
  return rows
}

export interface PepCandidate {
  pep: string
  child: string
  target: string[]
  line: string[]
  document: string[]
  correction: string[]
  /** Imports and concerns hang on no plan: any that the person sees. */
  run: string[]
  concern: string[]
  /** A designated teacher's, of the child's authority. */
  post: string[]
  /** The person who holds it. */
  person: string[]
  /** A restricted child whom the person sees. */
  record: string[]
  /** Where the child learns by this plan. */
  setting: string[]
  /** One question of each section that has an answer. */
  question: Array<{ section: string; question: string }>
}

/** Plans that the person of this transaction sees: some of every state, with what hangs on them. */
export async function readPepCandidates(tx: Tx): Promise<PepCandidate[]> {
  const { rows } = await sql<PepCandidate>`
    select p.id as pep, p.child_id as child,
           array(select t.id from target t where t.pep_id = p.id order by t.id limit 2) as target,
           array(select l.id from premium_line l where l.pep_id = p.id order by l.id limit 2) as line,
           array(select d.id from document d where d.pep_id = p.id order by d.id limit 2) as document,
           array(select c.id from correction c where c.pep_id = p.id order by c.id limit 2) as correction,
           array(select r.id from import_run r order by r.id limit 1) as run,
           array(select k.id from concern k order by k.id limit 4) as concern,
           array(select a.id from appointment a where a.role = 'designated-teacher' and a.authority_id = p.authority_id order by a.id limit 1) as post,
           array(select a.person_id from appointment a where a.role = 'designated-teacher' and a.authority_id = p.authority_id order by a.id limit 1) as person,
           array(select c.id from child c where c.restricted and c.authority_id = p.authority_id order by c.id limit 1) as record,
           array_remove(array[p.setting_id], null) as setting,
           array(select jsonb_build_object('section', a.section, 'question', min(a.question)) from answer a
                  where a.pep_id = p.id group by a.section order by a.section) as question
      from (select id, child_id, authority_id, setting_id, row_number() over (partition by state order by opened_on desc, id) as place from pep) p
     where p.place <= 6 order by p.place, p.id`.execute(tx)
  return rows
}

/** Children and plans that this person does not see, among those given. */
export async function readSeen(tx: Tx, peps: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from pep where id = any(${peps}::uuid[]) union select id from child
     where id in (select child_id from pep where id = any(${peps}::uuid[]))`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
