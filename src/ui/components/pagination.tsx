import type { ComponentChildren } from 'preact'
import { tokens } from './attributes.ts'

export interface PageLink {
  href: string
  text?: ComponentChildren
  /** The title of the page it leads to; only where there are no numbers. */
  label?: ComponentChildren
}

export type PageNumber = { number: number | string; href: string; current?: boolean } | 'gap'

export interface PaginationProps {
  previous?: PageLink
  next?: PageLink
  pages?: readonly PageNumber[]
  /** What is paged, where a page has two. */
  name?: string
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z'
}

function Arrow({ to }: { to: 'prev' | 'next' }) {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${to}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[to]} />
    </svg>
  )
}

function ArrowLink({ to, link, block }: { to: 'prev' | 'next'; link: PageLink; block: boolean }) {
  const { href, text, label } = link
  const words = text ?? (
    <>
      {to === 'prev' ? 'Previous' : 'Next'}
      <span class="govuk-visually-hidden"> page</span>
    </>
  )
  return (
    <div class={`govuk-pagination__${to}`}>
      <a class="govuk-link govuk-pagination__link" href={href} rel={to}>
        {block || to === 'prev' ? <Arrow to={to} /> : null}
        <span
          class={tokens('govuk-pagination__link-title', block && !label && 'govuk-pagination__link-title--decorated')}
        >
          {words}
        </span>
        {label && block ? (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{label}</span>
          </>
        ) : null}
        {!block && to === 'next' ? <Arrow to={to} /> : null}
      </a>
    </div>
  )
}

function PageItem({ page }: { page: PageNumber }) {
  if (page === 'gap') return <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
  const { number, href, current } = page
  return (
    <li class={tokens('govuk-pagination__item', current && 'govuk-pagination__item--current')}>
      <a
        class="govuk-link govuk-pagination__link"
        href={href}
        aria-label={`Page ${number}`}
        aria-current={current ? 'page' : undefined}
      >
        {number}
      </a>
    </li>
  )
}

export function Pagination({ previous, next, pages, name = 'Pagination' }: PaginationProps) {
  const block = pages === undefined
  return (
    <nav class={tokens('govuk-pagination', block && 'govuk-pagination--block')} aria-label={name}>
      {previous ? <ArrowLink to="prev" link={previous} block={block} /> : null}
      {pages ? (
        <ul class="govuk-pagination__list">
          {pages.map(page => (
            <PageItem page={page} />
          ))}
        </ul>
      ) : null}
      {next ? <ArrowLink to="next" link={next} block={block} /> : null}
    </nav>
  )
}
