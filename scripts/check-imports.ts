/** The house's directions, sizes and SQL habits (CONTRIBUTING.md), checked on every source file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { circles, type Graph, problemsOfImport } from './import-rules.ts'
import { importsOf } from './imports-of.ts'

const root = join(import.meta.dirname, '..')
const lineLimit = 300
const asksForDate = /\bcurrent_date\b|\bnow\(\)\s*::\s*date\b/i
const comment = /^\s*(--|\/\/|\/?\*).*$/

const sources = filesUnder('src', /\.tsx?$/)
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.includes('/testing/')
const graph: Graph = new Map(sources.map(file => [file, importsOf(file, readFileSync(join(root, file), 'utf8'))]))

const problems = [
  ...[...graph]
    .filter(([file]) => !isTest(file))
    .flatMap(([file, imports]) => imports.flatMap(to => problemsOfImport(file, to))),
  ...circles(graph).map(circle => `${circle.join(' → ')}: a circle of imports`),
  ...sources.filter(file => !isTest(file)).flatMap(tooLong),
  ...[...sources, ...filesUnder('migrations', /\.sql$/)].filter(file => !isTest(file)).flatMap(saysToday)
]

for (const problem of problems) console.error(problem)
console.log(`${sources.length} source files, ${problems.length} problems.`)
process.exitCode = problems.length ? 1 : 0

function tooLong(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const lines = text.split('\n').length - 1
  return lines > lineLimit && !isData(text)
    ? [`${file}: ${lines} lines; ${lineLimit} is the limit. Split it by idea.`]
    : []
}

/** A file of data says so in its first words, "Data:" in a docstring. */
function isData(text: string): boolean {
  return text.startsWith('/** Data:')
}

function saysToday(file: string): string[] {
  return readFileSync(join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      asksForDate.test(line.replace(comment, ''))
        ? [`${file}:${index + 1}: SQL must not ask the machine for the date; use app.today of the transaction.`]
        : []
    )
}

function filesUnder(folder: string, wanted: RegExp): string[] {
  const start = join(root, folder)
  if (!existsSync(start)) return []
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && wanted.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .sort()
}
