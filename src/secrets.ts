import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type KeptSecret = { value: string; fresh: boolean }

/**
 * The secret of that name under `folder`, made at first asking (32 random bytes, base64url, file mode 0600).
 * Two processes asking at once get the same one: the file appears whole or not at all.
 */
export function keptSecret(folder: string, name: string): KeptSecret {
  const file = join(folder, name)
  const known = read(file)
  if (known) return { value: known, fresh: false }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const value = randomBytes(32).toString('base64url')
  writeFileSync(draft, value, { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
    return { value, fresh: true }
  } catch (error) {
    const theirs = read(file)
    if (theirs) return { value: theirs, fresh: false }
    throw error
  } finally {
    unlinkSync(draft)
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
