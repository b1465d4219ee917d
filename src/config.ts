import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type OpenIdProvider, readOpenIdProviders } from './openid-providers.ts'
import { root } from './paths.ts'
import { keptSecret } from './secrets.ts'

export type Mode = 'demo' | 'production'

/** The environment, read once. Folders are absolute; `databaseUrl` absent means the embedded PostgreSQL. */
export type Config = {
  mode: Mode
  port: number
  /** Where a process that only works answers for its health and figures; absent: nowhere. */
  workPort?: number
  /** How the outside reaches the service, without a slash at the end: links in e-mails begin with it. */
  baseUrl: string
  /** The proxies' addresses (a list with commas), or `true` for any; false believes no forwarded header. */
  trustProxy: boolean | string
  dataFolder: string
  secretsFolder: string
  /** Uploaded and issued files, named by their content. */
  filesFolder: string
  recordFolder: string
  /** Files that are dropped here are taken in: one folder for each authority, in it one for each kind. */
  importFolder: string
  databaseUrl?: string
  databaseOwnerUrl?: string
  smtpUrl?: string
  /** GOV.UK Notify, in place of SMTP for all but calendar files. */
  notify?: { apiKey: string; templateId: string; url: string }
  /** Where people may sign in instead of here (OpenID Connect). */
  openId: readonly OpenIdProvider[]
  /** Holds the key that backups are encrypted with; absent: they are not. */
  backupKeyFile?: string
  /** Signs cookies and links, 32 characters or more. */
  secret: string
  /** The date the service believes in, demonstration and tests only. */
  pretendedToday?: Temporal.PlainDate
  logLevel: (typeof logLevels)[number]
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: string[] }

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const databaseUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'must begin with postgres://')

const port = z.coerce.number('must be a number').int('must be a whole number').min(1).max(65_535)

const environment = z.object({
  PORT: port.default(3000),
  OPENPEP_WORK_PORT: port.optional(),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  TRUST_PROXY: z
    .string()
    .regex(/^(true|false|.*[.:a-z].*)$/, 'must be true, false or the addresses of the proxies, not their number')
    .optional(),
  OPENPEP_DATA: z.string().default('./data'),
  OPENPEP_RECORD_FOLDER: z.string().optional(),
  OPENPEP_IMPORT_FOLDER: z.string().optional(),
  OPENPEP_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://pep.example.gov.uk' })
    .optional(),
  OPENPEP_MODE: z.enum(['demo', 'production'], 'must be demo or production').optional(),
  OPENPEP_BACKUP_KEY_FILE: z.string().optional(),
  OPENPEP_SECRET: z.string().min(32, 'must have 32 characters or more').optional(),
  OPENPEP_TODAY: z.string().refine(isDate, 'must be a date such as 2026-11-23').optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must begin with smtp:// or smtps://')
    .optional(),
  NOTIFY_API_KEY: z
    .string()
    .regex(/-[\da-f-]{36}-[\da-f-]{36}$/i, 'must be the whole key: its name and two long numbers')
    .optional(),
  NOTIFY_TEMPLATE_ID: z.uuid('must be the id of a template').optional(),
  NOTIFY_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://api.notifications.service.gov.uk' })
    .default('https://api.notifications.service.gov.uk'),
  OPENPEP_OPENID: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info')
})
type Environment = z.infer<typeof environment>

/** Reads the environment; an empty variable counts as absent. Each problem names its variable. */
export function readConfig(env: Record<string, string | undefined>): ConfigResult {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) }
  }
  const values = parsed.data
  const mode = values.OPENPEP_MODE ?? (values.DATABASE_URL || values.DATABASE_OWNER_URL ? 'production' : 'demo')
  const openId = openIdOf(values)
  const problems = [
    ...halfNotify(values),
    ...('problem' in openId ? [openId.problem] : []),
    ...(mode === 'production' ? missingInProduction(values) : [])
  ]
  if (problems.length > 0 || 'problem' in openId) return { ok: false, problems }
  return { ok: true, config: configOf(values, mode, openId.providers) }
}

/** The day the service believes in: London's date, or the pretended one. */
export function today(config: Pick<Config, 'pretendedToday'>): Temporal.PlainDate {
  return config.pretendedToday ?? Temporal.Now.plainDateISO('Europe/London')
}

const openIdOf = ({ OPENPEP_OPENID, OPENPEP_DATA }: Environment) =>
  readOpenIdProviders(
    resolve(root, OPENPEP_OPENID ?? join(OPENPEP_DATA, 'secrets/openid.json')),
    OPENPEP_OPENID !== undefined
  )

const halfNotify = ({ NOTIFY_API_KEY, NOTIFY_TEMPLATE_ID }: Environment): string[] =>
  NOTIFY_API_KEY && !NOTIFY_TEMPLATE_ID ? ['NOTIFY_TEMPLATE_ID must be set beside NOTIFY_API_KEY'] : []

function missingInProduction(values: Environment): string[] {
  const problems: string[] = []
  if (!values.OPENPEP_SECRET) problems.push('OPENPEP_SECRET must be set in production (32 characters or more)')
  if (!values.DATABASE_URL) problems.push('DATABASE_URL must be set in production')
  if (values.OPENPEP_TODAY) problems.push('OPENPEP_TODAY must not be set in production')
  return problems
}

function configOf(values: Environment, mode: Mode, openId: readonly OpenIdProvider[]): Config {
  const dataFolder = resolve(root, values.OPENPEP_DATA)
  const secretsFolder = join(dataFolder, 'secrets')
  return {
    mode,
    port: values.PORT,
    workPort: values.OPENPEP_WORK_PORT,
    baseUrl: (values.OPENPEP_BASE_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    trustProxy: trustOf(values.TRUST_PROXY),
    dataFolder,
    secretsFolder,
    filesFolder: join(dataFolder, 'files'),
    recordFolder: values.OPENPEP_RECORD_FOLDER
      ? resolve(root, values.OPENPEP_RECORD_FOLDER)
      : join(dataFolder, 'case-record'),
    importFolder: values.OPENPEP_IMPORT_FOLDER
      ? resolve(root, values.OPENPEP_IMPORT_FOLDER)
      : join(dataFolder, 'imports'),
    databaseUrl: values.DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    smtpUrl: values.SMTP_URL,
    notify:
      values.NOTIFY_API_KEY && values.NOTIFY_TEMPLATE_ID
        ? { apiKey: values.NOTIFY_API_KEY, templateId: values.NOTIFY_TEMPLATE_ID, url: values.NOTIFY_URL }
        : undefined,
    openId,
    backupKeyFile: values.OPENPEP_BACKUP_KEY_FILE ? resolve(root, values.OPENPEP_BACKUP_KEY_FILE) : undefined,
    secret: values.OPENPEP_SECRET ?? keptSecret(secretsFolder, 'session').value,
    pretendedToday: values.OPENPEP_TODAY ? Temporal.PlainDate.from(values.OPENPEP_TODAY) : undefined,
    logLevel: values.LOG_LEVEL
  }
}

function trustOf(value = 'false'): boolean | string {
  return value === 'true' || (value !== 'false' && value)
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Boolean(Temporal.PlainDate.from(text))
  } catch {
    return false
  }
}
