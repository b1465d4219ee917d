import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectPath, root } from './paths.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const docs = ['README.md', 'CONTRIBUTING.md', ...readdirSync(projectPath('docs')).map(name => `docs/${name}`)].filter(
  name => name.endsWith('.md')
)

describe('what the documents name', () => {
  it.each(docs)('%s leads to files that are there', file => {
    const text = read(file)
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path]) =>
      resolve(root, dirname(file), path ?? '')
    )
    const named = [...text.matchAll(/`((?:src|migrations|journeys|deploy|scripts)\/[\w./-]+\.\w+)`/g)].map(([, path]) =>
      join(root, path ?? '')
    )
    expect([...links, ...named].filter(path => !existsSync(path))).toEqual([])
  })

  it('every variable is in .env.example, and in the program', () => {
    const [example, config] = [read('.env.example'), read('src/config.ts')]
    const listed = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
    const known = [...config.matchAll(/^ {2}([A-Z_]{4,}):/gm)].map(([, name]) => name)
    expect(listed.toSorted()).toEqual(known.toSorted())
  })

  it('running.md tells of every figure of ours', () => {
    const sources = read('src/web/figures.ts') + read('src/jobs/figures.ts')
    const figures = new Set([...sources.matchAll(/'(openpep_\w+)'/g)].map(([, name]) => name ?? ''))
    expect(figures.size).toBeGreaterThan(5)
    const told = read('docs/running.md')
    expect([...figures].filter(name => !told.includes(`\`${name}\``))).toEqual([])
  })
})
