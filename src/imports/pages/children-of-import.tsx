import { isUuid } from '../../db/transaction.ts'
import { withCommas } from '../../guidance/numbers.ts'
import { nameOf } from '../../people/who.ts'
import { Name } from '../../ui/components/name.tsx'
import { Pagination } from '../../ui/components/pagination.tsx'
import { Table } from '../../ui/components/table.tsx'
import { page } from '../../web/page.ts'
import { type RunRow, readRun } from '../import-run.queries.ts'
import { type NamedChild, readNamed, readNumbered } from '../named-children.queries.ts'
import { type Change, changes } from '../run-parts.tsx'

const perPage = 50

interface Listed {
  readonly run: RunRow
  readonly which: Change
  readonly rows: readonly { readonly row: number | null; readonly number: string; readonly child: NamedChild | null }[]
  readonly total: number
  readonly page: number
}

const titles: Readonly<Record<Change, string>> = {
  new: 'New in this file',
  changed: 'Changed by this file',
  gone: 'In care here, but not in this file'
}

/** The children whom a file brings, changes, or no longer names. */
export const childrenOfImportPage = page<Listed>({
  at: '/imports/:run/children',
  may: 'see imports',
  name: 'children of an import',
  load: async ({ tx, params, query }) => {
    const run = isUuid(params.run ?? '') ? await readRun(tx, params.run ?? '') : undefined
    const which = changes.find(change => change === query.which) ?? 'new'
    const told = run?.report.children
    if (!run || !told) return null
    const total = told[which].length
    const at = Math.min(Math.max(Math.trunc(Number(query.page)) || 1, 1), Math.max(Math.ceil(total / perPage), 1))
    const cut = <T,>(all: readonly T[]) => all.slice((at - 1) * perPage, at * perPage)
    if (which === 'new') {
      const some = cut(told.new)
      const here = await readNumbered(
        tx,
        run.authority_id,
        some.map(({ number }) => number)
      )
      const rows = some.map(({ row, number }) => ({ row, number, child: here.get(number) ?? null }))
      return { run, which, rows, total, page: at }
    }
    const named = await readNamed(tx, cut(told[which]))
    const rows = named.map(child => ({ row: null, number: child.care_system_id ?? '', child }))
    return { run, which, rows, total, page: at }
  },
  shows: ({ rows }) => rows.flatMap(({ child }) => child?.id ?? []),
  view: ({ run, which, rows, total, page: at }) => {
    const link = (to: number) => ({ href: `/imports/${run.id}/children?which=${which}&page=${to}` })
    return {
      title: titles[which],
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: 'Imports', href: '/imports' },
        { text: run.file_name, href: `/imports/${run.id}` },
        { text: titles[which] }
      ],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">{titles[which]}</h1>
          <p class="govuk-body">
            {total === 1 ? '1 child' : `${withCommas(total)} children`}.
            {which === 'gone'
              ? ' If they have left care, record it on their page. Nothing is taken away by itself.'
              : ''}
          </p>
          {rows.length > 0 ? (
            <Table
              cards="close"
              columns={[
                ...(which === 'new' ? [{ heading: 'Row in the file' }] : []),
                { heading: 'Number in the care system' },
                { heading: 'Child' }
              ]}
              rows={rows.map(({ row, number, child }) => [
                ...(which === 'new' ? [String(row)] : []),
                number,
                child ? (
                  <a class="govuk-link" href={`/children/${child.id}`}>
                    <Name of={nameOf(child)} />
                  </a>
                ) : (
                  'Not here yet'
                )
              ])}
            />
          ) : null}
          <Pagination
            name="Pages of children"
            previous={at > 1 ? link(at - 1) : undefined}
            next={at * perPage < total ? link(at + 1) : undefined}
          />
        </div>
      )
    }
  }
})
