import { type ActionName, permission } from '../guidance/access.ts'
import { type Role, roles } from '../guidance/words.ts'
import type { Page } from './page.ts'

export type Method = 'GET' | 'POST' | 'PUT'
/** `own`: where the child, the plan or its state makes it theirs. */
export type Permission = 'allowed' | 'denied' | 'own'

/** A route as the table of actions sees it. */
export interface Route extends OtherRoute {
  readonly roles: Readonly<Record<Role, Permission>>
}

/** A route that is not a page. */
export interface OtherRoute {
  readonly method: Method
  readonly path: string
  readonly action: ActionName | 'anyone'
  /** The page whose post decides the same way. */
  readonly like?: string
}

export const isAboutChild = (path: string): boolean => /\/:(child|pep)(\/|$)/.test(path)

function permissionAt({ path, action }: OtherRoute, role: Role): Permission {
  if (action === 'anyone') return 'allowed'
  const allowed = permission(action, role)
  return allowed === 'allowed' && isAboutChild(path) ? 'own' : allowed
}

const withRoles = (route: OtherRoute): Route => {
  const entries = roles.map(role => [role, permissionAt(route, role)] as const)
  return { ...route, roles: Object.fromEntries(entries) as Record<Role, Permission> }
}

/** The routes of a page: its GET, and its POST where it has one. */
export const routesOf = (page: Page): Route[] => [
  withRoles({ method: 'GET', path: page.at, action: page.may }),
  ...(page.submit ? [withRoles({ method: 'POST', path: page.at, action: page.maySubmit ?? page.may })] : [])
]

/** Every route, by address. */
export function routeTable(pages: readonly Page[], others: readonly OtherRoute[]): Route[] {
  const routes = [...pages.flatMap(routesOf), ...others.map(withRoles)]
  return routes.sort((a, b) => a.path.localeCompare(b.path, 'en') || a.method.localeCompare(b.method, 'en'))
}

const sign: Record<Permission, string> = { allowed: 'yes', own: 'own', denied: '' }

/** docs/permissions.md. */
export function routesInMarkdown(routes: readonly Route[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    '# Who may open what',
    '',
    'Made by `./openpep routes --markdown` from the list of pages and the table of actions (`src/guidance/access.ts`); a test holds it to them. *yes*: always; *own*: for a child of theirs, where the state of the plan and the section’s owner allow it; empty: never. Not theirs answers 404, not allowed 403, and both are in the audit log. The first wall is the database’s row policies.',
    '',
    row(['route', 'action', ...roles]),
    row(['---', '---', ...roles.map(() => '---')]),
    ...routes.map(({ method, path, action, roles: may }) =>
      row([`${method} \`${path}\``, action, ...roles.map(role => sign[may[role]])])
    ),
    ''
  ].join('\n')
}
