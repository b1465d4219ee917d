import { waitingApprovals } from '../../children/approval.ts'
import type { Role } from '../../guidance/words.ts'
import { PulseFigures } from '../../insight/figures.tsx'
import { LateTable } from '../../insight/late-bars.tsx'
import { type LateGroup, lateGroups } from '../../insight/lateness.ts'
import { type Pulse, pulseOf } from '../../insight/pulse.ts'
import { type Link, LinkList } from '../../ui/components/link-list.tsx'
import { Pagination } from '../../ui/components/pagination.tsx'
import { type Asking, page, type Shown, type View } from '../../web/page.ts'
import { Caseload, ToCaseload } from '../caseload.tsx'
import { childHome } from '../child-home.tsx'
import { type FamilyItem, familyOf } from '../family.ts'
import { FamilyCard, OfficerList } from '../family-list.tsx'
import { HeldList } from '../held-list.tsx'
import { Counts, TaskList } from '../task-list.tsx'
import { type Asked, askedOf, perPage, type Work, workOf } from '../work.ts'

interface Loaded {
  readonly work: Work | null
  readonly authority: { readonly pulse: Pulse | null; readonly late: readonly LateGroup[] } | null
  readonly family: { readonly items: readonly FamilyItem[]; readonly total: number }
  readonly asked: Asked
}

const familyRoles: readonly Role[] = ['carer', 'parent', 'child', 'iro']
const withChildren: readonly Role[] = ['social-worker', 'team-manager', 'designated-teacher', 'adviser']
const seeToOthers: readonly Role[] = ['social-worker', 'team-manager', 'adviser']

/** Everyone's first page: what you need to do, in due order, with the reason. */
export const firstPage = page<Loaded>({
  at: '/',
  may: 'see own work',
  name: 'what you need to do',
  load: async ({ tx, who, today, query, demonstration }) => {
    const has = (some: readonly Role[]) => who.roles.some(role => some.includes(role))
    const asked = askedOf(query)
    const head = who.appointments.find(one => one.role === 'virtual-school-head')
    const records = head ?? who.appointments.find(one => one.role === 'administrator')
    const works = who.roles.some(role => !familyRoles.includes(role))
    return {
      work: works
        ? await workOf(tx, asked, {
            today,
            others: has(seeToOthers),
            roles: who.roles,
            authorityOfGaps: records?.authorityId ?? null,
            approvals: head ? await waitingApprovals(tx, [head.authorityId]) : []
          })
        : null,
      authority: head
        ? { pulse: await pulseOf(tx, head.authorityId, today), late: await lateGroups(tx, head.authorityId, 'holder') }
        : null,
      family: has(familyRoles) ? await familyOf({ tx, who, demonstration }, asked.page) : { items: [], total: 0 },
      asked
    }
  },
  shows: ({ work, family }) => [
    ...new Set([
      ...(work?.items.flatMap(item => item.child?.id ?? []) ?? []),
      ...(work?.held.map(plan => plan.child.id) ?? []),
      ...(work?.children.first.map(child => child.id) ?? []),
      ...family.items.map(item => item.childId)
    ])
  ],
  view: (loaded, shown) => ownHome(loaded, shown) ?? workPage(loaded, shown)
})

/** The young person's own page, of those who are family and nothing else. */
function ownHome({ work, family: { items } }: Loaded, shown: Shown): View | null {
  const [first] = items
  return !work && first?.role === 'child' ? childHome(first, shown) : null
}

function workPage({ work, authority, family, asked }: Loaded, { who, today, csrf }: Shown): View {
  const officer = family.items.filter(({ role }) => role === 'iro')
  const relatives = family.items.filter(({ role }) => role === 'carer' || role === 'parent')
  const title = work || relatives.length === 0 ? 'What you need to do' : 'Your page'
  const toDo = work ? (
    <>
      <Own work={work} asked={asked} today={today} who={who} />
      {work.heldSteps > 0 ? <HeldList work={work} today={today} asked={asked} csrf={csrf} /> : null}
    </>
  ) : null
  return {
    title,
    body: (
      <>
        <h1 class="govuk-heading-l">{authority ? 'Your authority' : title}</h1>
        {authority ? <Authority {...authority} /> : null}
        {relatives.map(item => (
          <FamilyCard item={item} today={today} />
        ))}
        {officer.length > 0 && !work ? <p class="govuk-body-l">Nothing to do now.</p> : null}
        {officer.length > 0 ? <OfficerList family={officer} /> : null}
        <Pages name="Pages of children" asked={asked} total={family.total} />
        {work && authority ? <h2 class="govuk-heading-l">What you need to do</h2> : null}
        {work && who?.roles.some(role => withChildren.includes(role)) ? (
          <>
            <ToCaseload total={work.children.total} />
            <div class="work">
              <div>{toDo}</div>
              <Caseload children={work.children} />
            </div>
          </>
        ) : (
          toDo
        )}
        {who?.roles.includes('designated-teacher') ? <MySchool /> : null}
        {who?.roles.includes('administrator') ? <ForAdministrator /> : null}
      </>
    )
  }
}

interface OwnProps {
  readonly work: Work
  readonly asked: Asked
  readonly today: Temporal.PlainDate
  readonly who: Asking | null
}

function Own({ work, asked, today, who }: OwnProps) {
  if (work.items.length === 0 && asked.when === null && asked.page === 1)
    return (
      <p class="govuk-body-l">
        {work.heldSteps > 0
          ? 'Nothing waits for you yourself. What waits for others is below.'
          : 'Nothing waits for you. When a date comes near for one of your children, it appears here with a button that takes you there.'}
      </p>
    )
  return (
    <>
      <Counts name="By week" counts={work.counts} when={asked.when} to={group => (group ? `/?when=${group}` : '/')} />
      {work.items.length > 0 ? (
        <TaskList
          items={work.items}
          today={today}
          several={(who?.authorityIds.length ?? 0) > 1}
          roles={who?.roles ?? []}
        />
      ) : (
        <p class="govuk-body">
          Nothing here any more.{' '}
          <a class="govuk-link" href="/">
            See all that waits for you
          </a>
        </p>
      )}
      <Pages name="Pages of what you need to do" asked={asked} total={work.total} />
    </>
  )
}

function Pages({ name, asked, total }: { name: string; asked: Asked; total: number }) {
  const pages = Math.ceil(total / perPage)
  const link = (to: number) => ({
    href: `/?${new URLSearchParams({ ...(asked.when ? { when: asked.when } : {}), page: String(to) })}`
  })
  if (pages < 2) return null
  return (
    <Pagination
      name={name}
      previous={asked.page > 1 ? link(asked.page - 1) : undefined}
      next={asked.page < pages ? link(asked.page + 1) : undefined}
    />
  )
}

const Authority = ({ pulse, late }: NonNullable<Loaded['authority']>) => (
  <>
    {pulse ? (
      <PulseFigures pulse={pulse} />
    ) : (
      <p class="govuk-body">The calendar has no term for today, so there are no figures. Add the term’s dates.</p>
    )}
    <section aria-labelledby="late-by-holder">
      <h2 class="govuk-heading-m" id="late-by-holder">
        Late, by who holds it
      </h2>
      {late.some(group => group.late > 0) ? (
        <LateTable groups={late} by="holder" />
      ) : (
        <p class="govuk-body">Nothing is late.</p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/insight/lateness">
          All that is late, by setting, team, adviser and person
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/insight/concerns">
          Questions and concerns, by setting
        </a>
      </p>
    </section>
  </>
)

const Links = ({ id, title, links }: { id: string; title: string; links: readonly Link[] }) => (
  <section aria-labelledby={id}>
    <h2 class="govuk-heading-m" id={id}>
      {title}
    </h2>
    <LinkList links={links} />
  </section>
)

const MySchool = () => (
  <Links
    id="my-school"
    title="My school"
    links={[
      ['/closed-days', 'Days without meetings'],
      ['/school-contacts', 'School contacts']
    ]}
  />
)

const ForAdministrator = () => (
  <Links
    id="administrator"
    title="For the administrator"
    links={[
      ['/rounds', 'Open a round of plans'],
      ['/imports', 'Import children, schools and people'],
      ['/authority/calendar', 'Term dates'],
      ['/authority/policy', 'Policy: every figure, bank holidays, published deadlines'],
      ['/authority/languages', 'Languages of the child’s and the family’s pages'],
      ['/people', 'People and permissions'],
      ['/school-contacts', 'School contacts'],
      ['/children', 'Children']
    ]}
  />
)
