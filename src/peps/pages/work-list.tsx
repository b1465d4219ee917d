import type { ComponentChildren } from 'preact'
import { ChildrenTable } from '../../children/children-table.tsx'
import { type ChildList, listChildren, wanted } from '../../children/list.ts'
import { may } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { Table } from '../../ui/components/table.tsx'
import { roleNames } from '../../web/frame.tsx'
import { page } from '../../web/page.ts'
import { HowCounted } from '../clock-card.tsx'
import { familyOf, type Group, headWorkOf, type Pulse, pulseOf, type Work, type WorkItem, workOf } from '../work.ts'

type Family = Awaited<ReturnType<typeof familyOf>>
interface Loaded {
  readonly work: Work
  readonly pulse: Pulse | null
  readonly family: Family
  readonly caseload: ChildList | null
}

const familyRoles = ['carer', 'parent', 'child', 'iro'] as const
const workers = ['social-worker', 'team-manager', 'designated-teacher', 'adviser'] as const

/** Everyone's first page: what you need to do, in due order, with the reason. */
export const workListPage = page<Loaded>({
  at: '/',
  may: 'see own work',
  name: 'what you need to do',
  load: async ({ tx, who, today, query }) => {
    const has = (roles: readonly string[]) => who.roles.some(role => roles.includes(role))
    const head = who.appointments.find(one => one.role === 'virtual-school-head')
    const work = has(workers) ? await workOf(tx, today) : { mine: [], others: [] }
    const atHead = head ? await headWorkOf(tx, head.authorityId, today) : []
    return {
      work: { mine: [...work.mine, ...atHead], others: work.others },
      pulse: head ? await pulseOf(tx, head.authorityId, today) : null,
      family: has(familyRoles) ? await familyOf(tx) : [],
      caseload: has(workers) && may('list children', who.roles) ? await listChildren(tx, wanted(query), today) : null
    }
  },
  shows: ({ work, caseload, family }) => [
    ...new Set([
      ...work.mine.map(item => item.childId),
      ...work.others.map(item => item.childId),
      ...family.map(row => row.child_id),
      ...(caseload?.children.map(child => child.id) ?? [])
    ])
  ],
  view: ({ work, pulse, family, caseload }, { who }) => ({
    title: 'What you need to do',
    body: (
      <>
        <h1 class="govuk-heading-l">What you need to do</h1>
        {family.length > 0 ? <FamilyList family={family} /> : null}
        {pulse ? <PulseFigures pulse={pulse} /> : null}
        {caseload || pulse ? <Todo items={work.mine} /> : null}
        {work.others.length > 0 ? <Waiting items={work.others} /> : null}
        {caseload ? (
          <section aria-labelledby="caseload">
            <h2 class="govuk-heading-m" id="caseload">
              My children
            </h2>
            {caseload.children.length > 0 ? (
              <>
                <p class="govuk-body">
                  <a class="govuk-link" href="/children">
                    Search and filter children
                  </a>
                </p>
                <ChildrenTable list={caseload} at="/" />
              </>
            ) : (
              <p class="govuk-body">
                No child is yours yet. Children appear here when they are allocated to you or enrolled at your setting.
              </p>
            )}
          </section>
        ) : null}
        {who?.roles.includes('administrator') ? <ForAdministrator /> : null}
      </>
    )
  })
})

const groupNames: ReadonlyArray<readonly [Group, string]> = [
  ['late', 'Late'],
  ['this-week', 'This week'],
  ['next', 'Next']
]

function Todo({ items }: { items: readonly WorkItem[] }) {
  if (items.length === 0)
    return (
      <p class="govuk-body-l">
        Nothing waits for you. When a date comes near for one of your children, it appears here with a button that takes
        you there.
      </p>
    )
  return (
    <>
      {groupNames.map(([group, name]) => {
        const of = items.filter(item => item.group === group)
        return of.length === 0 ? null : (
          <Section id={group} title={`${name} (${of.length})`}>
            <Table
              cards
              firstCellIsHeader
              columns={[{ heading: 'Child' }, { heading: 'What' }, { heading: 'Due, and why' }, { heading: 'Do it' }]}
              rows={of.map(item => [
                <ChildLink item={item} />,
                item.what,
                <Due item={item} />,
                <Button
                  href={item.href}
                  kind={group === 'late' ? undefined : 'secondary'}
                  class="govuk-!-margin-bottom-0"
                >
                  {item.act}
                  <span class="govuk-visually-hidden"> for {item.childName}</span>
                </Button>
              ])}
            />
          </Section>
        )
      })}
    </>
  )
}

const ChildLink = ({ item }: { item: WorkItem }) => (
  <div>
    <a class="govuk-link" href={`/children/${item.childId}`}>
      {item.childName}
    </a>
    {item.setting ? <div class="govuk-hint govuk-!-margin-bottom-0">{item.setting}</div> : null}
  </div>
)

const Due = ({ item }: { item: WorkItem }) => (
  <div>
    {item.clock.due ? <strong>{inWords(Temporal.PlainDate.from(item.clock.due))}</strong> : item.clock.unknown}
    <div class="govuk-hint govuk-!-margin-bottom-1">{item.clock.rule}</div>
    <HowCounted clock={item.clock} />
  </div>
)

function Waiting({ items }: { items: readonly WorkItem[] }) {
  return (
    <Section id="waiting" title={`Waiting for others (${items.length})`}>
      <p class="govuk-body">Late, or due this week, for the same children. You need do nothing here.</p>
      <Table
        cards
        firstCellIsHeader
        columns={[{ heading: 'Child' }, { heading: 'What' }, { heading: 'Due' }, { heading: 'Who holds it' }]}
        rows={items.map(item => [
          <ChildLink item={item} />,
          <a class="govuk-link" href={`/peps/${item.pepId}`}>
            {item.what}
          </a>,
          `${item.clock.due ? inWords(Temporal.PlainDate.from(item.clock.due)) : ''}${item.group === 'late' ? ' (late)' : ''}`,
          roleNames[item.holder]
        ])}
      />
    </Section>
  )
}

function PulseFigures({ pulse }: { pulse: Pulse }) {
  const share = (part: number, whole: number) =>
    whole === 0 ? 'none due yet' : `${Math.round((100 * part) / whole)}% (${part} of ${whole})`
  const term = pulse.term ? `${pulse.term.term} term ${pulse.term.year}` : 'this term'
  return (
    <Section id="pulse" title={`The authority, ${term}`}>
      <Table
        cards
        firstCellIsHeader
        columns={[{ heading: 'Figure' }, { heading: 'Now' }]}
        rows={[
          ['Termly reviews held in time', share(pulse.termly_met, pulse.termly_due)],
          [
            'First meetings arranged and held in time',
            `arranged ${share(pulse.initial_arranged, pulse.arranging_due)}; held ${share(pulse.initial_held, pulse.initial_due)}`
          ],
          ['Plans signed off', share(pulse.signed_off, pulse.peps)],
          ['Steps overdue', String(pulse.overdue)]
        ]}
      />
      {pulse.late ? (
        <Table
          cards
          caption="Late, by who holds it"
          firstCellIsHeader
          columns={[{ heading: 'Who' }, { heading: 'Late steps', numeric: true }]}
          rows={pulse.late.map(({ holder, count }) => [
            roleNames[holder as keyof typeof roleNames] ?? holder,
            String(count)
          ])}
        />
      ) : (
        <p class="govuk-body">Nothing is late.</p>
      )}
    </Section>
  )
}

function FamilyList({ family }: { family: Family }) {
  const words = (row: Family[number]) => {
    const open = row.pep_id && row.state !== 'signed-off'
    if (row.role === 'iro')
      return row.pep_id ? (
        <a class="govuk-link" href={`/peps/${row.pep_id}`}>
          See the plan
        </a>
      ) : (
        'No plan yet'
      )
    if (row.role === 'child')
      return row.pep_id ? (
        <a class="govuk-link" href={`/peps/${row.pep_id}/my-views`}>
          My page
        </a>
      ) : (
        'Your plan is not open yet'
      )
    return open
      ? 'The next plan is being made. Say what you think by the link in the e-mail that you were sent.'
      : 'Nothing waits for you. You get a link when the next plan is being made.'
  }
  return (
    <Section id="family" title="For you">
      <Table
        cards
        firstCellIsHeader
        columns={[{ heading: 'Child' }, { heading: 'What there is' }]}
        rows={family.map(row => [row.childName, words(row)])}
      />
    </Section>
  )
}

const ForAdministrator = () => (
  <Section id="administrator" title="For the administrator">
    <ul class="govuk-list">
      {[
        ['/rounds', 'Open a round of plans'],
        ['/imports', 'Import children, schools and people'],
        ['/people', 'People and permissions'],
        ['/children', 'Children']
      ].map(([href, words]) => (
        <li>
          <a class="govuk-link" href={href}>
            {words}
          </a>
        </li>
      ))}
    </ul>
  </Section>
)

const Section = ({ id, title, children }: { id: string; title: string; children: ComponentChildren }) => (
  <section aria-labelledby={id}>
    <h2 class="govuk-heading-m" id={id}>
      {title}
    </h2>
    {children}
  </section>
)
