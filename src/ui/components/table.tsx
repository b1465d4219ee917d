import type { AriaRole, ComponentChildren } from 'preact'
import { type TextSize, tokens } from './attributes.ts'

export interface Column {
  heading: ComponentChildren
  /** The heading in plain words for the cards, where `heading` is more than words (a sorting link). */
  label?: string
  /** Its values say by themselves what they are: a card shows them without the heading. */
  bare?: boolean
  numeric?: boolean
  sort?: 'ascending' | 'descending' | 'none'
}

export interface TableProps {
  caption?: ComponentChildren
  captionSize?: TextSize
  /** Without columns the table has no head. */
  columns?: readonly Column[]
  rows: ReadonlyArray<readonly ComponentChildren[]>
  firstCellIsHeader?: boolean
  /** On a narrow screen each row becomes a card with its headings beside the values; `close` for long lists, in few lines. */
  cards?: boolean | 'close'
  class?: string
}

/** Cards are `display: block`, at which browsers drop the table's meaning; roles keep it. */
const roles = <Role extends AriaRole>(cards: TableProps['cards'], role: Role) => (cards ? { role } : {})

export function Table(props: TableProps) {
  const { caption, captionSize, columns = [], rows, firstCellIsHeader, cards, class: extra } = props
  return (
    <table
      class={tokens('govuk-table', cards && 'table-cards', cards === 'close' && 'table-cards--close', extra)}
      {...roles(cards, 'table')}
    >
      {caption ? (
        <caption class={tokens('govuk-table__caption', captionSize && `govuk-table__caption--${captionSize}`)}>
          {caption}
        </caption>
      ) : null}
      {columns.length > 0 ? <Head columns={columns} cards={cards} /> : null}
      <tbody class="govuk-table__body" {...roles(cards, 'rowgroup')}>
        {rows.map(row => (
          <tr class="govuk-table__row" {...roles(cards, 'row')}>
            {row.map((cell, index) =>
              index === 0 && firstCellIsHeader ? (
                <th scope="row" class="govuk-table__header" {...roles(cards, 'rowheader')}>
                  {cell}
                </th>
              ) : (
                <Cell column={columns[index]} cards={cards}>
                  {cell}
                </Cell>
              )
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Head({ columns, cards }: { columns: readonly Column[]; cards: TableProps['cards'] }) {
  return (
    <thead class="govuk-table__head" {...roles(cards, 'rowgroup')}>
      <tr class="govuk-table__row" {...roles(cards, 'row')}>
        {columns.map(({ heading, numeric, sort }) => (
          <th
            scope="col"
            class={tokens('govuk-table__header', numeric && 'govuk-table__header--numeric')}
            aria-sort={sort}
            {...roles(cards, 'columnheader')}
          >
            {heading}
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface CellProps {
  column?: Column
  cards: TableProps['cards']
  children?: ComponentChildren
}

function Cell({ column, cards, children }: CellProps) {
  const label = column?.label ?? (typeof column?.heading === 'string' ? column.heading : undefined)
  return (
    <td
      class={tokens('govuk-table__cell', column?.numeric && 'govuk-table__cell--numeric')}
      data-label={cards && !column?.bare ? label : undefined}
      {...roles(cards, 'cell')}
    >
      {children}
    </td>
  )
}
