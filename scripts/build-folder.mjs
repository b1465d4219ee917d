import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** `dist/<hash>` of all that a build reads: the sources, how they are built, and what they stand on. */
export function buildFolder() {
  const hash = createHash('sha256')
  for (const file of inputs()) hash.update(`${relative(root, file)}\0`).update(readFileSync(file))
  return join(root, 'dist', hash.digest('hex').slice(0, 16))
}

function inputs() {
  const folders = ['src', 'scripts', 'forms', 'languages'].map(folder => join(root, folder))
  const files = folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
  )
  return [...files.sort(), join(root, 'package-lock.json'), join(root, 'tsconfig.json')]
}
