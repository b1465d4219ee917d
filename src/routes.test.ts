import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { otherRouteList } from './other-routes.ts'
import { projectPath } from './paths.ts'
import { pages } from './routes.ts'
import { routesInMarkdown, routeTable } from './web/route-table.ts'

const inDemo = pages({ mode: 'demo', dataFolder: '/nowhere', secret: 'x'.repeat(32), openId: [] })

it('docs/permissions.md says what the code does: renew it with ./openpep routes --markdown', () =>
  expect(readFileSync(projectPath('docs/permissions.md'), 'utf8')).toBe(
    routesInMarkdown(routeTable(inDemo, otherRouteList))
  ))

it('lists each route once', () => {
  const names = routeTable(inDemo, otherRouteList).map(({ method, path }) => `${method} ${path}`)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

it('has no demonstration pages in production', () => {
  const paths = pages({ mode: 'production', dataFolder: '/nowhere', secret: 'x'.repeat(32), openId: [] }).map(
    ({ at }) => at
  )
  expect(paths.filter(path => /demo|dev/.test(path))).toEqual([])
})
