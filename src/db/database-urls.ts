import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { startEmbedded } from './embedded/launcher.ts'
import { appRole, ensureRole, ensureRoles, urlFor } from './embedded/roles.ts'

/** How to reach the database, and how to leave it: `stop` ends the embedded server if nobody else uses it. */
export type DatabaseUrls = {
  app: string
  /** Absent when only an app role was given: what migrates or backs up then says that it needs DATABASE_OWNER_URL. */
  owner?: string
  stop(): Promise<void>
  /** Leaves an embedded server running. */
  leave(): Promise<void>
}

type Source = Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'dataFolder' | 'secretsFolder'>

/** The two identities: both as given; or one given that may create roles, which then makes `openpep_app`; or embedded. */
export async function databaseUrls(config: Source): Promise<DatabaseUrls> {
  const { databaseUrl, databaseOwnerUrl } = config
  const given = databaseOwnerUrl ?? databaseUrl
  if (!given) return embedded(config)
  const kept = { stop: async () => undefined, leave: async () => undefined }
  if (databaseUrl && databaseOwnerUrl) return { app: databaseUrl, owner: databaseOwnerUrl, ...kept }
  const app = await appBeside(given, config.secretsFolder)
  if (app) return { app, owner: given, ...kept }
  if (databaseUrl) return { app: databaseUrl, ...kept }
  throw new Error(`DATABASE_OWNER_URL's role may not create roles: make ${appRole} yourself and set DATABASE_URL.`)
}

async function embedded({ dataFolder, secretsFolder }: Source): Promise<DatabaseUrls> {
  const server = await startEmbedded({ dataDir: join(dataFolder, 'postgres') })
  try {
    const urls = await ensureRoles(server.adminUrl, secretsFolder)
    return { ...urls, stop: server.stop, leave: server.leave }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** The app role's URL on the server of one that may create roles; undefined when it may not. */
async function appBeside(url: string, secrets: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: 'openpep roles' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ may: boolean; name: string }>(
      `select rolcreaterole or rolsuper as may, current_database() as name
         from pg_roles where rolname = current_user`
    )
    const [role] = rows
    if (!role?.may) return undefined
    const app = urlFor(url, appRole, await ensureRole(client, appRole, secrets), role.name)
    await client.query(`grant connect on database ${pg.escapeIdentifier(role.name)} to ${appRole}`)
    return app
  } finally {
    await client.end()
  }
}
