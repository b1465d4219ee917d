import { inWords } from '../../guidance/dates.ts'
import { warwickshirePolicy } from '../../guidance/policy.ts'
import { figures, figureValue, policyWords, valueInWords } from '../../guidance/policy-figures.ts'
import { LinkList } from '../../ui/components/link-list.tsx'
import { Table } from '../../ui/components/table.tsx'
import { page } from '../../web/page.ts'
import { ownAuthority, policyChanges } from '../policy-change.ts'

const calendarPages = [
  ['/authority/calendar', 'Term dates'],
  ['/authority/bank-holidays', 'Bank holidays'],
  ['/authority/published-deadlines', 'Published deadlines of the termly review']
] as const

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
          {[...Map.groupBy(figures, ({ group }) => group)].map(([group, some]) => (
            <Table
              cards
              firstCellIsHeader
              caption={group}
              captionSize="m"
              columns={[{ heading: 'What' }, { heading: 'Set to' }, { heading: 'Default' }, { heading: 'Change' }]}
              rows={some.map(({ key, label, meaning }) => [
                <>
                  {label}
                  <span class="govuk-hint as-block govuk-!-margin-bottom-0">{meaning}</span>
                </>,
                <strong>{valueInWords(figureValue(authority.policy, key))}</strong>,
                valueInWords(figureValue(warwickshirePolicy, key)),
                sets ? (
                  <a class="govuk-link" href={`/authority/policy/${key}`}>
                    Change<span class="govuk-visually-hidden"> {label}</span>
                  </a>
                ) : (
                  'The head or an administrator sets it'
                )
              ])}
            />
          ))}
          <h2 class="govuk-heading-m">What has been changed</h2>
          {changes.length === 0 ? (
            <p class="govuk-body">Nothing yet. Each change appears here with who made it.</p>
          ) : (
            <Table
              cards
              columns={[
                { heading: 'When' },
                { heading: 'Who' },
                { heading: 'What' },
                { heading: 'Before' },
                { heading: 'After' }
              ]}
              rows={changes.map(({ changed_at, by, figure, before, after }) => [
                inWords(
                  Temporal.Instant.from(new Date(changed_at).toISOString())
                    .toZonedDateTimeISO('Europe/London')
                    .toPlainDate()
                ),
                by,
                policyWords(figure, after).label,
                policyWords(figure, before).words,
                policyWords(figure, after).words
              ])}
            />
          )}
        </div>
      )
    }
  }
})
