import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../audit/audit.ts'
import { openDatabase } from '../db/database.ts'
import { newId } from '../db/id.ts'
import { type TestDatabase, testDatabase } from '../db/testing/database.ts'
import { asPerson, enqueue } from '../db/transaction.ts'
import { openFile, putFile } from '../documents/files.ts'
import { makePlan, type Plan } from '../peps/testing/plan.ts'
import { backup, type Manifest } from './backup.ts'
import { restore } from './restore.ts'

const folder = mkdtempSync(join(tmpdir(), 'openpep-backup-'))
const store = join(folder, 'files')
const file = join(folder, 'all.openpep')
const today = Temporal.PlainDate.from('2026-11-24')
const hostile = 'line\nbreak \\N \t "quoted" \u2028 Siân 🙂 {"a": 1}'
let from: TestDatabase
let plan: Plan
let made: Manifest
let hash: string

beforeAll(async () => {
  from = await testDatabase()
  plan = await makePlan(from.ownerUrl)
  hash = await putFile(store, Buffer.from('a copy'))
  await plan.run(
    `insert into issued_copy (id, authority_id, child_id, pep_id, audience, file_name, sha256, size, issued_at) values ($1, 937, $2, $3, 'full', 'a.pdf', $4, 6, '2026-10-01T10:11:12.123456Z')`,
    [newId(), plan.childId, plan.pepId, hash]
  )
  await plan.run('update child set first_name = $2 where id = $1', [plan.childId, hostile])
  await plan.run(`update target set actions = $1, carried_from = id`, [
    JSON.stringify([{ who: 'school', what: hostile }])
  ])
  const database = openDatabase(from.appUrl, { max: 1, name: 'openpep test' })
  await asPerson(database, { person: null, today }, async tx => {
    await record(tx, { person: null, action: 'a deed', payload: { words: hostile } })
    await enqueue(tx, 'a task', { waiting: 1 }, 'a key')
  })
  await database.close()
  made = await backup(from.ownerUrl, store, file)
})
afterAll(async () => {
  await plan.close()
  await from.drop()
  rmSync(folder, { recursive: true, force: true })
})

const withEmpty = async (work: (to: TestDatabase) => Promise<void>) => {
  const to = await testDatabase()
  try {
    await work(to)
  } finally {
    await to.drop()
  }
}
const ask = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
const damaged = (name: string, change: (bytes: Buffer) => Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, change(readFileSync(file)))
  return path
}
const childrenIn = async ({ ownerUrl }: TestDatabase) => (await ask(ownerUrl, 'select id from child')).length

describe('there and back', () => {
  it('holds every row, the jobs and the files, in an archive of mode 600', () => {
    expect(made.tables['public.child']?.rows).toBe(1)
    expect(made.tables['public.pep']?.rows).toBe(2)
    expect(made.tables['public.audit_event']?.rows).toBe(1)
    expect(made.tables['graphile_worker._private_jobs']?.rows).toBe(1)
    expect(made.tables['app.schema_migration']).toBeUndefined()
    expect(made.files).toEqual([{ sha256: hash, size: 6 }])
    expect(readdirSync(folder).filter(name => name.endsWith('.part'))).toEqual([])
  })
  it('comes back the same, row by row and file by file', () =>
    withEmpty(async to => {
      const store2 = join(folder, 'other')
      expect(await restore(to.ownerUrl, store2, file)).toEqual(made)
      const again = await backup(to.ownerUrl, store2, join(folder, 'again.openpep'))
      expect(again).toEqual(made)
      expect(await ask(to.ownerUrl, 'select first_name from child')).toEqual([{ first_name: hostile }])
      expect(
        await ask(to.ownerUrl, `select to_char(issued_at at time zone 'UTC', 'US') as us from issued_copy`)
      ).toEqual([{ us: '123456' }])
      const kept = await openFile(store2, hash)
      expect(await kept?.readFile('utf8')).toBe('a copy')
      await kept?.close()
    }))
  it('leaves rules and numbering as they were: what is written next fits, what breaks a rule is refused', () =>
    withEmpty(async to => {
      const rules = `select conname, pg_get_constraintdef(oid) as rule from pg_constraint where contype = 'f' order by 1, 2`
      await restore(to.ownerUrl, store, file)
      expect(await ask(to.ownerUrl, rules)).toEqual(await ask(from.ownerUrl, rules))
      expect(
        await ask(to.ownerUrl, `select count(*)::int as off from pg_trigger where not tgisinternal and tgenabled = 'D'`)
      ).toEqual([{ off: 0 }])
      await expect(
        ask(
          to.ownerUrl,
          `insert into pep_keeper values (937, '${newId()}', '${newId()}', '${newId()}', 'social-worker')`
        )
      ).rejects.toThrow(/foreign key/)
      const database = openDatabase(to.appUrl, { max: 1, name: 'openpep test' })
      await asPerson(database, { person: null, today }, tx => record(tx, { person: null, action: 'the next deed' }))
      await database.close()
      expect(await ask(to.ownerUrl, 'select n::int from audit_event order by n')).toEqual([{ n: 1 }, { n: 2 }])
    }))
})

describe('encrypted', () => {
  const key = 'correct horse battery staple and some more'
  const sealed = join(folder, 'sealed.openpep')

  it('holds no word and no file that can be read, and comes back the same with its key', async () => {
    expect(await backup(from.ownerUrl, store, sealed, key)).toEqual(made)
    const bytes = readFileSync(sealed)
    expect(bytes.toString('latin1')).toMatch(/^open-pep-encrypted-backup 1\n/)
    expect(() => gunzipSync(bytes.subarray(44))).toThrow(/incorrect header/)
    await withEmpty(async to => {
      const store2 = join(folder, 'unsealed')
      expect(await restore(to.ownerUrl, store2, sealed, key)).toEqual(made)
      expect(await backup(to.ownerUrl, store2, join(folder, 'after.openpep'))).toEqual(made)
    })
  })
  it('a plain one comes back where a key is set', () =>
    withEmpty(async to => expect(await restore(to.ownerUrl, join(folder, 'plain'), file, key)).toEqual(made)))
  it.each<[string, string | undefined, RegExp]>([
    ['without its key', undefined, /OPENPEP_BACKUP_KEY_FILE/],
    ['with another', `${key}.`, /The key is not the one/]
  ])('is refused %s, and nothing is changed', (_name, other, words) =>
    withEmpty(async to => {
      await expect(restore(to.ownerUrl, join(folder, 'refused'), sealed, other)).rejects.toThrow(words)
      expect(await childrenIn(to)).toBe(0)
    })
  )
})

describe('refused, and nothing is changed', () => {
  it('into a database in use', async () => {
    await expect(restore(from.ownerUrl, store, file)).rejects.toThrow(/in use/)
    expect(await childrenIn(from)).toBe(1)
  })
  it('twice into the same', () =>
    withEmpty(async to => {
      await restore(to.ownerUrl, store, file)
      await expect(restore(to.ownerUrl, store, file)).rejects.toThrow(/in use/)
    }))
  it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['an empty file', () => Buffer.alloc(0), /too early|cut off|damaged/],
    ['something else', () => Buffer.from('PK not a backup'), /not a backup|damaged/],
    ['cut off in the middle', bytes => bytes.subarray(0, bytes.length / 2), /cut off|too early|damaged/],
    ['without its end', bytes => gzipSync(gunzipSync(bytes).subarray(0, -1024 - 20_000)), /cut off|too early/],
    [
      'a changed word',
      bytes =>
        gzipSync(
          Buffer.from(
            gunzipSync(bytes)
              .toString('latin1')

              .replace('Knows the seven', 'Knows the eight'),
            'latin1'
          )
        ),
      /target differs/
    ],
    [
      'a changed file',
      bytes => gzipSync(Buffer.from(gunzipSync(bytes).toString('latin1').replace('a copy', 'a c0py'), 'latin1')),
      /was changed/
    ],
    [
      'of another schema',
      bytes =>
        gzipSync(Buffer.from(gunzipSync(bytes).toString('latin1').replace('"number":1,', '"number":9,'), 'latin1')),
      /schema/
    ]
  ])('%s', (name, change, words) =>
    withEmpty(async to => {
      await expect(restore(to.ownerUrl, join(folder, 'refused'), damaged(name, change))).rejects.toThrow(words)
      expect(await childrenIn(to)).toBe(0)
      expect(await ask(to.ownerUrl, 'select id from authority')).toEqual([{ id: 937 }])
    })
  )
  it('a backup by a role that does not see every row fails loudly, and leaves no file', async () => {
    const path = join(folder, 'app.openpep')
    await expect(backup(from.appUrl, store, path)).rejects.toThrow(/row-level security|permission denied/)
    expect(readdirSync(folder).filter(name => name.startsWith('app.openpep'))).toEqual([])
  })
  it('a backup whose files are not all there', async () => {
    await expect(backup(from.ownerUrl, join(folder, 'nowhere'), join(folder, 'missing.openpep'))).rejects.toThrow(
      /not in the store/
    )
  })
})
