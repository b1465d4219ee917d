import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectPath } from '../paths.ts'
import { isUnusable, readTranslation, type Translation, type Unusable } from './translation.ts'

/** Where a translator's files are. */
export const languagesFolder = projectPath('languages')

export interface Shipped {
  readonly english: Translation
  /** English is not among them. By their English name. */
  readonly others: readonly Translation[]
  readonly unusable: readonly Unusable[]
}

let read: Shipped | undefined

/** Every file of the folder, read once in the life of a process: a changed file is seen after a restart. */
export function shipped(): Shipped {
  read ??= readFolder(languagesFolder)
  return read
}

export function readFolder(folder: string): Shipped {
  const files = readdirSync(folder).filter(name => name.endsWith('.json'))
  const all = files.map(name => readTranslation(name, readFileSync(join(folder, name), 'utf8')))
  const usable = all.flatMap(one => (isUnusable(one) ? [] : [one]))
  const english = usable.find(({ code }) => code === 'en')
  if (!english) throw new Error('languages/en.json is missing or cannot be used.')
  return {
    english,
    others: usable.filter(one => one !== english).sort((a, b) => a.english.localeCompare(b.english)),
    unusable: all.filter(isUnusable)
  }
}
