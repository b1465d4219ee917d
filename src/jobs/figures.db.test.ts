import pg from 'pg'
import { Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { testDatabase } from '../db/testing/database.ts'
import { countWaiting } from './figures.ts'

it('counts what waits, and shows no old number when the database is gone', async () => {
  const database = await testDatabase()
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 1 })
  pool.on('error', () => undefined)
  await pool.query(`
    select graphile_worker.add_job('a'), graphile_worker.add_job('b', run_at => now() + interval '1 hour');
    update graphile_worker._private_jobs set attempts = 25 where id = (select max(id) from graphile_worker._private_jobs);
    select graphile_worker.add_job('c', run_at => now() - interval '10 minutes');
    insert into outbox (id, authority_id, event_key, message_id, kind, to_email, subject, words, made_at, failures)
      values (gen_random_uuid(), 937, 'k', '<m>', 'returned', 'a@example.org', 's', 'w', now() - interval '1 hour', 2);
    insert into person (id, kind, name) values ('00000000-0000-7000-8000-000000000001', 'professional', 'A');
    insert into app.session (token_hash, person_id) values ('\\x01', '00000000-0000-7000-8000-000000000001')`)
  const figures = new Registry()
  countWaiting(figures, pool)
  const valueIn = async (line: string) =>
    Number(
      (await figures.metrics())
        .split('\n')
        .find(found => found.startsWith(`${line} `))
        ?.split(' ')[1]
    )
  expect(await valueIn('openpep_jobs{state="due"}')).toBe(2)
  expect(await valueIn('openpep_jobs{state="given-up"}')).toBe(1)
  expect(await valueIn('openpep_jobs{state="failing"}')).toBe(0)
  expect(await valueIn('openpep_oldest_due_job_seconds')).toBeGreaterThanOrEqual(600)
  expect(await valueIn('openpep_messages_waiting')).toBe(1)
  expect(await valueIn('openpep_messages_failing')).toBe(1)
  expect(await valueIn('openpep_oldest_message_seconds')).toBeGreaterThanOrEqual(3600)
  expect(await valueIn('openpep_sessions')).toBe(1)
  expect(await valueIn('openpep_audit_unsealed')).toBe(0)

  const gone = new Registry()
  const closed = new pg.Pool({ connectionString: database.ownerUrl, max: 1 })
  await closed.end()
  countWaiting(gone, closed)
  const text = await gone.metrics()
  expect(text).toContain('openpep_messages_waiting Nan')
  expect(text).not.toMatch(/openpep_jobs\{/)
  await pool.end()
  await database.drop()
})
