export type Link = readonly [href: string, words: string]

/** Ways on from a page, one a line. */
export const LinkList = ({ links }: { links: readonly Link[] }) => (
  <ul class="govuk-list">
    {links.map(([href, words]) => (
      <li>
        <a class="govuk-link" href={href}>
          {words}
        </a>
      </li>
    ))}
  </ul>
)
