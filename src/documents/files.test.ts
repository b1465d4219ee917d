import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFile, putFile, sha256 } from './files.ts'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'openpep-files-'))
})
afterEach(async () => rm(dir, { recursive: true }))

const read = async (hash: string): Promise<string | undefined> => {
  const handle = await openFile(dir, hash)
  if (handle === undefined) return undefined
  try {
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}
const everything = async () =>
  (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => entry.name)

const plan = new TextEncoder().encode('a plan')

describe('the store of files', () => {
  it('keeps bytes under their hash and gives them back', async () => {
    const hash = await putFile(dir, plan)
    expect(hash).toBe(sha256(plan))
    expect(await read(hash)).toBe('a plan')
    expect(await read(await putFile(dir, new Uint8Array()))).toBe('')
  })

  it('keeps the same bytes once, also when they come sixteen times at once, and leaves nothing half-written', async () => {
    const hashes = await Promise.all(Array.from({ length: 16 }, () => putFile(dir, plan)))
    expect(new Set(hashes).size).toBe(1)
    expect(await everything()).toEqual([sha256(plan)])
  })

  it('mends a file that was cut short', async () => {
    const hash = await putFile(dir, plan)
    await writeFile(join(dir, hash.slice(0, 2), hash), 'a')
    await putFile(dir, plan)
    expect(await read(hash)).toBe('a plan')
  })

  it.each([
    '../../etc/passwd',
    '',
    'abc',
    `../${'a'.repeat(61)}`,
    'A'.repeat(64),
    '0'.repeat(64),
    `${'0'.repeat(64)}\n`
  ])('has no file %j', async hash => expect(await read(hash)).toBeUndefined())

  it('fails, and leaves nothing, where it cannot write', async () => {
    await writeFile(join(dir, 'file'), '')
    await expect(putFile(join(dir, 'file'), plan)).rejects.toThrow()
    expect(await everything()).toEqual(['file'])
  })
})
