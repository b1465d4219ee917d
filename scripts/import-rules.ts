import type { Import } from './imports-of.ts'

export type Graph = Map<string, Import[]>

/** What the low rooms may import, besides themselves. Files at the root of `src` count by their own name. */
const floors: Record<string, string[]> = {
  guidance: [],
  ui: [],
  db: ['config', 'paths', 'secrets']
}

/** `src/peps/pep.ts` is in `peps`; `src/config.ts` is `config`. */
function roomOf(file: string): string {
  return file.split('/')[1]?.replace(/\.tsx?$/, '') ?? file
}

export function problemsOfImport(from: string, { file: to }: Import): string[] {
  const [room, other] = [roomOf(from), roomOf(to)]
  if (room === other || !to.startsWith('src/')) return []
  const allowed = floors[room]
  if (allowed && !allowed.includes(other)) {
    return [`${from} imports ${to}: ${room} may import only ${[room, ...allowed].join(', ')}.`]
  }
  if (/\.queries\.tsx?$/.test(to)) return [`${from} imports ${to}: a room's queries are its own; call its actions.`]
  if (to.includes('/pages/') && isRoom(from)) return [`${from} imports ${to}: a room's pages are its own.`]
  return []
}

/** Files straight under `src` are the doors, which gather every room's pages. */
function isRoom(file: string): boolean {
  return file.split('/').length > 2
}

/** Each circle once. Types vanish and lazy imports come later, so neither makes one. */
export function circles(graph: Graph): string[][] {
  const found: string[][] = []
  const done = new Set<string>()
  const path: string[] = []

  function visit(file: string) {
    const start = path.indexOf(file)
    if (start >= 0) {
      found.push([...path.slice(start), file])
      return
    }
    if (done.has(file)) return
    path.push(file)
    for (const { file: next, typeOnly, lazy } of graph.get(file) ?? []) if (!typeOnly && !lazy) visit(next)
    path.pop()
    done.add(file)
  }

  for (const file of graph.keys()) visit(file)
  return found
}
