import pg from 'pg'

export interface Own {
  readonly person: string
  readonly pep: string
}

async function asking<T extends pg.QueryResultRow>(
  ownerUrl: string,
  text: string,
  values: unknown[] = []
): Promise<T[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'openpep bench' })
  await client.connect()
  try {
    return (await client.query<T>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** People with an open plan that has answers: half of them designated teachers, half social workers, one plan each. */
export const workersWithPlans = (ownerUrl: string, most: number): Promise<Own[]> =>
  asking<Own>(
    ownerUrl,
    `select person_id as person, min(pep_id::text) as pep from (
       select k.person_id, k.pep_id, row_number() over (partition by k.role order by k.pep_id) as n from pep_keeper k
         join pep p on p.id = k.pep_id where p.state = 'in-progress' and exists (select from answer a where a.pep_id = p.id)) x
      group by person_id order by min(n) limit $1`,
    [most]
  )

/** Designated teachers, each with another open plan of theirs. */
export const teachersWithPlans = (ownerUrl: string, most: number): Promise<Own[]> =>
  asking<Own>(
    ownerUrl,
    `select k.person_id as person, min(k.pep_id::text) as pep from pep_keeper k join pep p on p.id = k.pep_id
      where k.role = 'designated-teacher' and p.state = 'in-progress' group by k.person_id order by 2 limit $1`,
    [most]
  )

/** Heads of virtual schools, of as many authorities. */
export async function headsOfAuthorities(ownerUrl: string, most: number): Promise<string[]> {
  const rows = await asking<{ person: string }>(
    ownerUrl,
    `select person_id as person from appointment where role = 'virtual-school-head' order by authority_id limit $1`,
    [most]
  )
  return rows.map(row => row.person)
}

/** Who keeps each of these plans: its teacher, its social worker. */
export const keepersOf = (ownerUrl: string, peps: readonly string[]): Promise<Own[]> =>
  asking<Own>(
    ownerUrl,
    `select person_id as person, pep_id::text as pep from pep_keeper where pep_id = any($1::uuid[]) order by pep_id, role`,
    [peps]
  )

/** Gives somebody of this role in the largest authority exactly 200 of its children; who that is. */
export async function oneOf200(ownerUrl: string, role: 'social-worker' | 'adviser'): Promise<string> {
  const rows = await asking<{ person: string }>(
    ownerUrl,
    `with place as (select authority_id from child group by authority_id order by count(*) desc, authority_id limit 1),
       held as (select l.id, l.person_id from allocation l, place where l.role = $1 and l.authority_id = place.authority_id),
       worker as (select person_id from held where exists (select from appointment a, place
           where a.person_id = held.person_id and a.role = $1 and a.authority_id = place.authority_id) group by person_id order by count(*) desc, person_id limit 1),
       others as (select h.id from held h, worker w where h.person_id <> w.person_id order by h.id
         limit (select greatest(0, 200 - count(*)) from held o, worker w where o.person_id = w.person_id)),
       moved as (update allocation set person_id = (select person_id from worker) where id in (select id from others) returning 1)
     select person_id as person, (select count(*) from moved) from worker`,
    [role]
  )
  const [row] = rows
  if (!row) throw new Error(`The load has no ${role}.`)
  return row.person
}

/** What is stored of one question: its newest value, and each stored wording by its mutation. */
export async function storedAnswers(ownerUrl: string, peps: readonly string[], question: string) {
  const now = await asking<{ pep: string; value: unknown; version: number }>(
    ownerUrl,
    `select pep_id as pep, value, version from answer where question = $2 and pep_id = any($1::uuid[])`,
    [peps, question]
  )
  const versions = await asking<{ mutation: string; value: unknown; version: number }>(
    ownerUrl,
    `select mutation, value, version from answer_version where question = $2 and pep_id = any($1::uuid[])`,
    [peps, question]
  )
  return { now, versions: new Map(versions.map(row => [row.mutation, row])) }
}

/** Asks for the copies of some signed-off plans: each is a few PDFs. */
export const issueCopies = (ownerUrl: string, page: number, plans: number) =>
  asking(
    ownerUrl,
    `select app.enqueue('issue-copies', json_build_object('pep', p.id, 'authority', p.authority_id), 'bench ' || p.id)
       from (select id, authority_id from pep where state = 'signed-off' order by id limit $2 offset $1) p`,
    [page * plans, plans]
  )

export async function countCopies(ownerUrl: string): Promise<number> {
  const [row] = await asking<{ copies: number }>(ownerUrl, 'select count(*)::int as copies from issued_copy')
  return row?.copies ?? 0
}

/** Designated teachers with open plans of theirs that ask this question: one person may have several. */
export const plansToWrite = (ownerUrl: string, question: string, most: number): Promise<Own[]> =>
  asking<Own>(
    ownerUrl,
    `select k.person_id as person, k.pep_id::text as pep from pep_keeper k join pep p on p.id = k.pep_id
      where k.role = 'designated-teacher' and p.state in ('planned', 'in-progress')
        and p.phase in (select q.phase from pep q join answer a on a.pep_id = q.id where a.question = $1)
      order by k.pep_id limit $2`,
    [question, most]
  )

/** The texts that lost a clash and are kept, by their mutation. */
export async function storedRivals(ownerUrl: string, peps: readonly string[], question: string) {
  const rows = await asking<{ mutation: string; value: unknown }>(
    ownerUrl,
    `select mutation, value from answer_rival where question = $2 and pep_id = any($1::uuid[])`,
    [peps, question]
  )
  return new Map(rows.map(row => [row.mutation, row.value]))
}

export async function jobsLeft(ownerUrl: string): Promise<number> {
  const [row] = await asking<{ jobs: number }>(
    ownerUrl,
    'select count(*)::int as jobs from graphile_worker._private_jobs'
  )
  return row?.jobs ?? 0
}

export async function undelivered(ownerUrl: string): Promise<number> {
  const [row] = await asking<{ waiting: number }>(
    ownerUrl,
    `select count(*)::int as waiting from outbox where event_key like 'kill test %' and sent_at is null`
  )
  return row?.waiting ?? 0
}
