import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { appRole, ownerRole, urlFor } from '../embedded/roles.ts'

export type TestDatabase = { appUrl: string; ownerUrl: string; drop(): Promise<void> }

/** A migrated, empty database for one test file, copied from the run's template in tens of milliseconds. */
export async function testDatabase(): Promise<TestDatabase> {
  const { adminUrl, password, template } = inject('cluster')
  const name = `openpep_test_${randomBytes(6).toString('hex')}`
  await asAdmin(adminUrl, `create database ${name} template ${template} owner ${ownerRole}`)
  return {
    appUrl: urlFor(adminUrl, appRole, password, name),
    ownerUrl: urlFor(adminUrl, ownerRole, password, name),
    drop: () => asAdmin(adminUrl, `drop database if exists ${name} with (force)`)
  }
}

async function asAdmin(adminUrl: string, sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'openpep tests' })
  await admin.connect()
  try {
    await admin.query(sql)
  } finally {
    await admin.end()
  }
}
