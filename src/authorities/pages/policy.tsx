import { inWords, londonDay } from '../../guidance/dates.ts'
import { figureValue, policyWords, valueInWords } from '../../guidance/figure-values.ts'
import { type Policy, warwickshirePolicy } from '../../guidance/policy.ts'
import { type Figure, figures } from '../../guidance/policy-figures.ts'
import { Folded } from '../../ui/components/folded.tsx'
import { LinkList } from '../../ui/components/link-list.tsx'
import { Table } from '../../ui/components/table.tsx'
import { page } from '../../web/page.ts'
import { ownAuthority, policyChanges } from '../policy-change.ts'

const calendarPages = [
  ['/authority/calendar', 'Term dates'],
  ['/authority/bank-holidays', 'Bank holidays'],
  ['/authority/published-deadlines', 'Published deadlines of the termly review']
] as const

const groups = [...Map.groupBy(figures, ({ group }) => group)].map(([title, some], index) => ({
  id: `figures-${index + 1}`,
  title,
  some
}))
const changesTitle = 'What has been changed'

/** How many figures a closed group has, and whether any is the authority's own. */
function stateOf(some: readonly Figure[], policy: Policy): string {
  const own = some.filter(
    figure =>
      valueInWords(figure, figureValue(policy, figure.key)) !==
      valueInWords(figure, figureValue(warwickshirePolicy, figure.key))
  ).length
  return `${some.length === 1 ? '1 figure' : `${some.length} figures`}, ${own === 0 ? 'all' : `${own} not`} as the default`
}

/** Every figure that the authority sets, and who set which. */
export const policyPage = page({
  at: '/authority/policy',
  may: 'see policy',
  name: 'policy',
  quiet: true,
  load: async ({ tx, who }) => {
    const authority = await ownAuthority(tx, who)
    return authority && { authority, changes: await policyChanges(tx, authority.code) }
  },
  view: ({ authority, changes }, shown) => {
    const sets = shown.who?.roles.some(role => role === 'administrator' || role === 'virtual-school-head')
    return {
      title: 'Policy',
      trail: [{ text: 'What you need to do', href: '/' }, { text: 'Policy' }],
      body: (
        <div>
          <h1 class="govuk-heading-xl">Policy of {authority.name}</h1>
          <p class="govuk-body-l">
            Each figure that your dates are counted by. You see what a change does before it is saved.
          </p>
          <h2 class="govuk-heading-m">Calendar</h2>
          <LinkList links={calendarPages} />
          <h2 class="govuk-heading-m">On this page</h2>
          <LinkList
            links={[...groups.map(({ id, title }) => [`#${id}`, title] as const), ['#changes', changesTitle]]}
          />
          <div data-fold-when-narrow>
            {groups.map(({ id, title, some }) => (
              <Folded id={id} title={title} state={stateOf(some, authority.policy)} open>
                <Table
                  cards="close"
                  firstCellIsHeader
                  columns={[
                    { heading: 'What' },
                    { heading: 'Set to' },
                    { heading: 'Default' },
                    { heading: 'Change', bare: true }
                  ]}
                  rows={some.map(figure => [
                    <>
                      {figure.label}
                      <span class="govuk-hint as-block govuk-!-margin-bottom-0">{figure.meaning}</span>
                    </>,
                    <strong>{valueInWords(figure, figureValue(authority.policy, figure.key))}</strong>,
                    valueInWords(figure, figureValue(warwickshirePolicy, figure.key)),
                    sets ? (
                      <a class="govuk-link" href={`/authority/policy/${figure.key}`}>
                        Change<span class="govuk-visually-hidden"> {figure.label}</span>
                      </a>
                    ) : (
                      'The head or an administrator sets it'
                    )
                  ])}
                />
              </Folded>
            ))}
            <Folded
              id="changes"
              title={changesTitle}
              state={
                changes.length === 0 ? 'Nothing yet' : changes.length === 1 ? '1 change' : `${changes.length} changes`
              }
              open
            >
              {changes.length === 0 ? (
                <p class="govuk-body">Nothing yet. Each change appears here with who made it.</p>
              ) : (
                <Table
                  cards="close"
                  columns={[
                    { heading: 'When' },
                    { heading: 'Who' },
                    { heading: 'What' },
                    { heading: 'Before' },
                    { heading: 'After' }
                  ]}
                  rows={changes.map(({ changed_at, by, figure, before, after, reason }) => [
                    inWords(londonDay(Temporal.Instant.from(new Date(changed_at).toISOString()))),
                    by,
                    policyWords(figure, after).label,
                    policyWords(figure, before).words,
                    <>
                      {policyWords(figure, after).words}
                      {reason ? <span class="as-block">Because: {reason}</span> : null}
                    </>
                  ])}
                />
              )}
            </Folded>
          </div>
        </div>
      )
    }
  }
})
