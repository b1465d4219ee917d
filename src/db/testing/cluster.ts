import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../embedded/launcher.ts'
import { appRole, ownerRole, urlFor } from '../embedded/roles.ts'
import { migrate } from '../migrate.ts'
import { migrationsIn, schemaHash } from '../migrations.ts'

/** What a test file needs to make a database of its own. */
export type TestCluster = { adminUrl: string; password: string; template: string }

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: TestCluster
  }
}

/**
 * Once for a run: a cluster that nobody keeps, and in it a migrated database to copy. With OPENPEP_TEST_DATABASE_URL
 * (a superuser's) that server is used instead; its `openpep_owner` and `openpep_app` then get passwords of this run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.OPENPEP_TEST_DATABASE_URL
  const own = given ? undefined : await ownCluster()
  const adminUrl = own?.adminUrl ?? given ?? ''
  const password = randomBytes(12).toString('hex')
  const template = `openpep_template_${schemaHash(migrationsIn())}_${process.pid}`
  await withAdmin(adminUrl, admin => makeTemplate(admin, adminUrl, template, password))
  project.provide('cluster', { adminUrl, password, template })
  return async () => {
    if (own) return own.remove()
    await withAdmin(adminUrl, admin => admin.query(`drop database if exists ${template} with (force)`))
  }
}

async function ownCluster() {
  const folder = mkdtempSync(join(tmpdir(), 'openpep-test-'))
  const embedded = await startEmbedded({
    dataDir: join(folder, 'postgres'),
    durable: false,
    settings: { max_connections: '200', autovacuum: 'off', shared_buffers: '128MB' }
  })
  const remove = async () => {
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { adminUrl: embedded.adminUrl, remove }
}

async function makeTemplate(admin: pg.Client, adminUrl: string, template: string, password: string): Promise<void> {
  for (const role of [ownerRole, appRole]) {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role])
    await admin.query(`${rowCount ? 'alter' : 'create'} role ${role} login password '${password}'`)
  }
  await admin.query(`create database ${template} owner ${ownerRole}`)
  await migrate(urlFor(adminUrl, ownerRole, password, template), appRole)
}

async function withAdmin(adminUrl: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'openpep tests' })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
