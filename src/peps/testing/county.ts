import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type Database, openDatabase } from '../../db/database.ts'
import { testDatabase } from '../../db/testing/database.ts'
import { asPerson, type Tx } from '../../db/transaction.ts'

type Row = Record<string, unknown>

/** A test database in which authority 937 can be given people and children; rows are written by the owner. */
export interface County {
  readonly database: Database
  readonly service: string
  insert(table: string, rows: readonly Row[]): Promise<void>
  run(sql: string, values?: unknown[]): Promise<Row[]>
  as<T>(person: string, today: string, work: (tx: Tx) => Promise<T>): Promise<T>
  person(role: string, more?: Row): Promise<string>
  child(born: string, careFrom: string, more?: { setting?: string; worker?: string; row?: Row }): Promise<string>
  setting(name?: string): Promise<string>
  close(): Promise<void>
}

export const authority = 937

export async function county(): Promise<County> {
  const test = await testDatabase()
  const owner = new pg.Client({ connectionString: test.ownerUrl })
  await owner.connect()
  const database = openDatabase(test.appUrl, { max: 4 })
  const run = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows as Row[]
  const insert = async (table: string, rows: readonly Row[]) => {
    const columns = Object.keys(rows[0] ?? {}).join(', ')
    await run(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows)]
    )
  }
  const of = { authority_id: authority }
  const found = await run('select app.service_person(937::smallint)::text as id')
  return {
    database,
    service: String(found[0]?.id),
    insert,
    run,
    as: (person, today, work) => asPerson(database, { person, today: Temporal.PlainDate.from(today) }, work),
    async person(role, more = {}) {
      const id = randomUUID()
      await insert('person', [{ id, kind: 'professional', name: `A ${role}` }])
      await insert('appointment', [{ id: randomUUID(), person_id: id, role, ...of, starts: '2020-01-01', ...more }])
      return id
    },
    async setting(name = 'Oak Lane School') {
      const id = randomUUID()
      await insert('setting', [{ id, name, town: 'Rugby', name_damaged: false, postcode: '', search: '' }])
      return id
    },
    async child(born, careFrom, { setting, worker, row = {} } = {}) {
      const child = randomUUID()
      const about = { ...of, child_id: child }
      const flags = { restricted: false, address_withheld: false, setting_withheld: false }
      await insert('child', [
        {
          id: child,
          ...of,
          first_name: 'Sam',
          last_name: 'Field',
          date_of_birth: born,
          search: 'sam field',
          ...flags,
          ...row
        }
      ])
      await insert('child_record', [{ ...about, care_system_id: child.slice(0, 8), uasc: false }])
      const period = { short_break: false, sudden_end: false }
      await insert('care_period', [{ id: randomUUID(), ...about, starts: careFrom, legal_status: 'C1', ...period }])
      if (setting)
        await insert('enrolment', [
          { id: randomUUID(), ...about, setting_id: setting, starts: '2022-09-01', main: true }
        ])
      if (worker)
        await insert('allocation', [
          { id: randomUUID(), ...about, person_id: worker, role: 'social-worker', starts: '2020-01-01' }
        ])
      return child
    },
    async close() {
      await database.close()
      await owner.end()
      await test.drop()
    }
  }
}
