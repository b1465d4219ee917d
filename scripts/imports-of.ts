import { posix } from 'node:path'

export type Import = { file: string; typeOnly: boolean; lazy: boolean }

const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'/gm
const call = /\bimport\('(\.[^']+)'\)/g

/** The project's own files that a source file imports, as paths from the root. */
export function importsOf(file: string, text: string): Import[] {
  const found = (path: string, typeOnly: boolean, lazy: boolean) => ({
    file: posix.normalize(posix.join(posix.dirname(file), path)),
    typeOnly,
    lazy
  })
  return [
    ...[...text.matchAll(statement)].map(([, type, path = '']) => found(path, Boolean(type), false)),
    ...[...text.matchAll(call)].map(([, path = '']) => found(path, false, true))
  ]
}
