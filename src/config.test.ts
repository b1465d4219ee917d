import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Config, readConfig, today } from './config.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'openpep-config-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

const server = { DATABASE_URL: 'postgres://app@db/openpep', OPENPEP_SECRET: 'x'.repeat(32) }

function read(env: Record<string, string>): Config {
  const result = readConfig({ OPENPEP_DATA: data, ...env })
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.config
}

function problems(env: Record<string, string>): string[] {
  const result = readConfig({ OPENPEP_DATA: data, ...env })
  return result.ok ? [] : result.problems
}

test('nothing set is a demonstration with a secret of its own that stays', () => {
  const config = read({ PORT: '', DATABASE_URL: ' ' })
  expect(config).toMatchObject({ mode: 'demo', port: 3000, trustProxy: false, baseUrl: 'http://localhost:3000' })
  expect(config.recordFolder).toBe(join(data, 'case-record'))
  expect(config.secret.length).toBeGreaterThanOrEqual(32)
  expect(read({}).secret).toBe(config.secret)
  expect(statSync(join(data, 'secrets', 'session')).mode & 0o777).toBe(0o600)
})

test('a server of its own means production, which needs its secrets and the true date', () => {
  expect(read(server).mode).toBe('production')
  expect(problems({ OPENPEP_MODE: 'production', OPENPEP_TODAY: '2026-11-23' })).toEqual([
    'OPENPEP_SECRET must be set in production (32 characters or more)',
    'DATABASE_URL must be set in production',
    'OPENPEP_TODAY must not be set in production'
  ])
  expect(read({ ...server, OPENPEP_MODE: 'demo', OPENPEP_TODAY: '2026-11-23' }).mode).toBe('demo')
})

test.each([
  ['PORT', 'x'],
  ['PORT', '0'],
  ['PORT', '70000'],
  ['OPENPEP_WORK_PORT', '0'],
  ['DATABASE_URL', 'mysql://db'],
  ['OPENPEP_TODAY', '2026-02-30'],
  ['OPENPEP_TODAY', 'tomorrow'],
  ['OPENPEP_MODE', 'Production'],
  ['OPENPEP_SECRET', 'short'],
  ['OPENPEP_BASE_URL', 'javascript:alert(1)'],
  ['SMTP_URL', 'http://mail'],
  ['NOTIFY_API_KEY', 'a-key'],
  ['NOTIFY_TEMPLATE_ID', '7'],
  ['NOTIFY_URL', 'ftp://notify'],
  ['LOG_LEVEL', 'loud'],
  ['TRUST_PROXY', '2']
])('%s=%s is refused by name', (name, value) => {
  const found = problems({ [name]: value })
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(new RegExp(`^${name} must `))
})

test.each([
  ['true', true],
  ['false', false],
  ['10.0.0.1,fd00::/8', '10.0.0.1,fd00::/8']
])('TRUST_PROXY=%s', (value, trustProxy) => {
  expect(read({ TRUST_PROXY: value }).trustProxy).toBe(trustProxy)
})

test('today is the pretended date, else the one in London', () => {
  expect(today(read({ OPENPEP_TODAY: '2026-11-23' })).toString()).toBe('2026-11-23')
  expect(today({}).equals(Temporal.Now.plainDateISO('Europe/London'))).toBe(true)
})

test('GOV.UK Notify needs its key and its template, and has an address of its own', () => {
  const [service, secret] = ['0198c0de-0000-4000-8000-000000000001', '0198c0de-0000-4000-8000-000000000002']
  const key = `open_pep-${service}-${secret}`
  expect(problems({ NOTIFY_API_KEY: key })).toEqual(['NOTIFY_TEMPLATE_ID must be set beside NOTIFY_API_KEY'])
  expect(read({ NOTIFY_API_KEY: key, NOTIFY_TEMPLATE_ID: service }).notify).toEqual({
    apiKey: key,
    templateId: service,
    url: 'https://api.notifications.service.gov.uk'
  })
  expect(read({}).notify).toBeUndefined()
})

const council = {
  id: 'council',
  name: 'Council',
  issuer: 'https://login.example/tenant',
  clientId: 'a',
  clientSecret: 'hidden words',
  domains: ['council.example']
}
function withProviders(file: string, content: string): Record<string, string> {
  mkdirSync(join(data, 'secrets'), { recursive: true })
  writeFileSync(join(data, file), content)
  return file === 'secrets/openid.json' ? {} : { OPENPEP_OPENID: join(data, file) }
}

test('sign-ins of other houses come from a file beside the secrets, or from one that is named', () => {
  expect(read({}).openId).toEqual([])
  expect(read(withProviders('other.json', JSON.stringify([council]))).openId).toEqual([council])
  expect(read(withProviders('secrets/openid.json', JSON.stringify([council]))).openId).toEqual([council])
})

test.each([
  ['[', 'is not JSON'],
  [JSON.stringify([{ ...council, issuer: 'http://login.example' }]), '0.issuer must begin with https://'],
  [JSON.stringify([{ ...council, domains: [] }]), '0.domains must name the ends of the addresses'],
  [JSON.stringify([{ ...council, domains: ['@council.example'] }]), '0.domains.0 must be the end of an address'],
  [JSON.stringify([council, { ...council, issuer: 'https://other.example' }]), 'names the id council twice'],
  [JSON.stringify([{ ...council, secret: 'x' }]), '0 Unrecognized key']
])('the file %s is refused, without a secret in the words', (content, words) => {
  const [problem = ''] = problems(withProviders('other.json', content))
  expect(problem).toContain('OPENPEP_OPENID')
  expect(problem).toContain(words)
  expect(problem).not.toContain('hidden words')
})

test('a file that was named must be there', () =>
  expect(problems({ OPENPEP_OPENID: '/nowhere/openid.json' })).toEqual([
    'OPENPEP_OPENID: /nowhere/openid.json cannot be read'
  ]))
