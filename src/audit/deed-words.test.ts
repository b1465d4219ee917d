import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { otherRouteList } from '../other-routes.ts'
import { projectPath } from '../paths.ts'
import { pages } from '../routes.ts'
import { isAboutChild } from '../web/route-table.ts'
import { deeds, deedWords } from './deed-words.ts'
import { places } from './places.ts'

const every = pages({ mode: 'demo', dataFolder: '/nowhere', secret: 'x'.repeat(32), openId: [] })
const told = (action: string, rest: Partial<Parameters<typeof deedWords>[0]> = {}) =>
  deedWords({ action, in_list: false, outcome: 'done', ...rest })

/** Lists that show rules, days and figures: no child's id among what they show. */
const notOfChildren = ['policy figure', 'dates of a term', 'bank holidays', 'published deadlines']

test('each page about a child has words', () => {
  const unnamed = every
    .filter(({ at, shows, name }) => isAboutChild(at) || (shows && !notOfChildren.includes(name)))
    .filter(({ name }) => !(name in places))
  expect(unnamed.map(({ name }) => name)).toEqual([])
})

test('each word for a page is of a page, or of another way to look', () => {
  const names = new Set(every.map(({ name }) => name))
  expect(Object.keys(places).filter(name => !names.has(name))).toEqual(['follow plan'])
  expect(otherRouteList.some(({ path }) => path === '/peps/:pep/events')).toBe(true)
})

/** Deeds about no child: signing in, the council's own settings. */
const aboutNobody =
  /sign|account|calendar address|closed days|term dates|policy|form|good targets|school contacts|authenticator|password|stand-in|give a post|end a post|see pep|write section/

test('each deed that is put on record about a child has words', () => {
  const written =
    /(?:action: |did: |did = |(?:log|follow|onRecord)\(tx, \w+(?:\.pep)?, [\w.]+, )(?:[^\n]*?\? )*'([a-z][^'\n]*)'(?: : '([a-z][^'\n]*)')?/g
  const files = globSync(
    'src/{api,audit,children,concerns,documents,learning,meetings,peps,premium,quality,targets,voice}/**/*.{ts,tsx}',
    {
      cwd: projectPath('.')
    }
  ).filter(file => !/\.test\.|\/ui\/|testing/.test(file))
  const found = files.flatMap(file =>
    readFileSync(projectPath(file), 'utf8')
      .split('\n')
      .filter(line => /\b(action|did)\b[:=\s]|\b(log|follow|onRecord)\(tx/.test(line))
      .flatMap(line => [...line.matchAll(written)].flatMap(([, one, other]) => [one, other]))
      .filter(deed => deed !== undefined)
  )
  expect(found.length).toBeGreaterThan(60)
  expect(new Set(found.filter(deed => !(deed in deeds) && !aboutNobody.test(deed)))).toEqual(new Set())
})

test('no code and no name of a page is left in what is read', () => {
  expect(told('see: plan')).toBe('Looked at the plan')
  expect(told('see: list of children', { in_list: true })).toBe('Looked at the list of children')
  expect(told('see: lateness', { in_list: true })).toBe('Looked at the list of late steps')
  expect(told('see: own messages', { in_list: true })).toBe('Looked at their own messages, in a list')
  expect(told('who has looked', { outcome: 'refused' })).toBe('Was refused: who has looked')
  expect(told('write answers', { outcome: 'refused' })).toBe('Was not allowed to write answers')
  expect(told('follow plan', { outcome: 'refused' })).toBe('Was refused: the plan, as it is being written')
  expect(told('child', { outcome: 'not-found' })).toBe('Did not find: the child’s page')
  expect(told('decide premium')).toBe('Decided about Pupil Premium Plus')
  for (const words of [...Object.values(places), ...Object.values(deeds)])
    expect(words).not.toMatch(/\b(pep|peps|delegate|iro)\b|[a-z]-[a-z]+-/)
})
