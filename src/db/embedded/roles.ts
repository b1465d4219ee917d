import pg from 'pg'
import { keptSecret } from '../../secrets.ts'

/** Owns the database: migrates, keeps the jobs' schema, backs up. No superuser. */
export const ownerRole = 'openpep_owner'
/** What the server connects as: owns nothing and cannot pass row security. */
export const appRole = 'openpep_app'
const database = 'openpep'

export type Urls = { app: string; owner: string }

/** The same server under another role and database. */
export function urlFor(server: string, role: string, password: string, databaseName: string): string {
  const url = new URL(server)
  url.username = role
  url.password = encodeURIComponent(password)
  url.pathname = `/${databaseName}`
  return url.href
}

/** Makes the two roles and the database where they are missing; passwords are kept in `secrets`, one file a role. */
export async function ensureRoles(adminUrl: string, secrets: string): Promise<Urls> {
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'openpep roles' })
  admin.on('error', () => undefined)
  await admin.connect()
  try {
    const owner = await ensureRole(admin, ownerRole, secrets)
    const app = await ensureRole(admin, appRole, secrets)
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [database])
    if (!rowCount) await makeDatabase(admin)
    return { app: urlFor(adminUrl, appRole, app, database), owner: urlFor(adminUrl, ownerRole, owner, database) }
  } finally {
    await admin.end()
  }
}

/** The role's password; set anew when the kept one is missing, so that a lost file mends itself. */
export async function ensureRole(admin: pg.Client, role: string, secrets: string): Promise<string> {
  const { value, fresh } = keptSecret(secrets, role)
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role])
  const attributes = `login nocreatedb nocreaterole inherit password ${pg.escapeLiteral(value)}`
  if (!rowCount) await admin.query(`create role ${role} ${attributes}`).catch(unlessMadeMeanwhile)
  else if (fresh) await admin.query(`alter role ${role} ${attributes}`)
  return value
}

async function makeDatabase(admin: pg.Client): Promise<void> {
  await admin.query(`create database ${database} owner ${ownerRole}`).catch(unlessMadeMeanwhile)
  await admin.query(`revoke all on database ${database} from public`)
  await admin.query(`grant connect on database ${database} to ${appRole}`)
}

function unlessMadeMeanwhile(error: unknown): void {
  const madeMeanwhile = ['23505', '42710', '42P04']
  if (!(error instanceof pg.DatabaseError && madeMeanwhile.includes(error.code ?? ''))) throw error
}
