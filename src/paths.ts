import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The project's root: the nearest folder upward with a package.json, from the sources and from `dist/<hash>` alike. */
export const root = nearestProject(import.meta.dirname)

/** A file or folder of the project: `projectPath('migrations')`. */
export const projectPath = (...parts: string[]): string => join(root, ...parts)

function nearestProject(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error(`No package.json in any folder above ${import.meta.dirname}.`)
  return nearestProject(parent)
}
