import { definitions } from '../../guidance/figures.ts'
import { withCommas } from '../../guidance/numbers.ts'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { Name } from '../../ui/components/name.tsx'
import { Pagination } from '../../ui/components/pagination.tsx'
import { Table } from '../../ui/components/table.tsx'
import { page } from '../../web/page.ts'
import { shortDay } from '../../work/reason.ts'
import { insightAuthority } from '../authority.ts'
import { days, LateBars, LateTable } from '../late-bars.tsx'
import {
  type AskedLate,
  askedLate,
  type By,
  bys,
  holderWords,
  type LateGroup,
  type LateSteps,
  lateAddress,
  lateElsewhere,
  lateGroups,
  lateSteps,
  pageSize
} from '../lateness.ts'

interface Loaded {
  readonly asked: AskedLate
  readonly groups: readonly LateGroup[]
  /** Late steps that the view leaves out: by setting, those that no setting holds. */
  readonly elsewhere: number
  /** The children behind one group. */
  readonly behind: LateSteps | null
}

const byWords: Readonly<Record<By, string>> = {
  holder: 'Role',
  person: 'Person',
  setting: 'Setting',
  team: 'Team',
  adviser: 'Adviser',
  step: 'Step'
}

/** What is late in the authority, whose, and for how long; from each number down to the children. */
export const latenessPage = page<Loaded>({
  at: '/insight/lateness',
  may: 'see figures',
  name: 'lateness',
  load: async ({ tx, who, query }) => {
    const authority = insightAuthority(who)
    if (authority === null) return null
    const asked = askedLate(query)
    return {
      asked,
      groups: await lateGroups(tx, authority, asked.by),
      elsewhere: asked.by === 'setting' ? await lateElsewhere(tx, authority) : 0,
      behind: asked.of === null ? null : await lateSteps(tx, authority, asked)
    }
  },
  shows: ({ behind }) => [...new Set(behind?.steps.map(step => step.childId) ?? [])],
  view: ({ asked, groups, elsewhere, behind }, { today }) => {
    const total = groups.reduce((sum, group) => sum + group.late, 0)
    const inside = groups.reduce((sum, group) => sum + group.inside, 0)
    const group = groups.find(one => one.key === asked.of)
    const title = headline(groups, total, asked.by)
    return {
      title: 'What is late',
      trail: [
        { text: 'What you need to do', href: '/' },
        ...(behind
          ? [{ text: 'What is late', href: lateAddress({ by: asked.by }) }, { text: group?.words ?? 'Nothing' }]
          : [{ text: 'What is late' }])
      ],
      body: behind ? (
        <>
          <h1 class="govuk-heading-l">
            {asked.inside ? 'Inside their first 20 days: ' : 'Late: '}
            {group?.words ?? 'nothing'}
          </h1>
          <Steps asked={asked} behind={behind} today={today} />
        </>
      ) : (
        <>
          <h1 class="govuk-heading-l">{title}</h1>
          <Details summary="What this counts">{definitions.late}</Details>
          <nav aria-label="Count by">
            <ul class="counts">
              {bys.map(by => (
                <li>
                  <a class="govuk-link" href={lateAddress({ by })} aria-current={by === asked.by ? 'page' : undefined}>
                    {byWords[by]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          {total > 0 ? <LateBars groups={groups} title={title} /> : null}
          {groups.length > 0 ? (
            <LateTable
              groups={groups.slice((asked.page - 1) * pageSize, asked.page * pageSize)}
              by={asked.by}
              caption={`By ${byWords[asked.by].toLowerCase()}`}
            />
          ) : null}
          <Pages asked={asked} total={groups.length} />
          {elsewhere > 0 ? (
            <p class="govuk-body">
              {elsewhere === 1 ? '1 more late step is' : `${withCommas(elsewhere)} more late steps are`} with social
              workers, the Virtual School and others, and no setting’s to do:{' '}
              <a class="govuk-link" href={lateAddress({ by: 'holder' })}>
                see them by role
              </a>
            </p>
          ) : null}
          {inside > 0 ? (
            <p class="govuk-body">
              {inside === 1 ? '1 step has' : `${inside} steps have`} passed the date but{' '}
              {inside === 1 ? 'belongs' : 'belong'} to children inside their first 20 days: not counted as late.
            </p>
          ) : null}
          {groups.length > 0 ? (
            <Button href={lateAddress({ by: asked.by }, '/insight/lateness.csv')} kind="secondary">
              {asked.by === 'setting' ? 'Download what settings hold late (CSV)' : 'Download all late steps (CSV)'}
            </Button>
          ) : null}
        </>
      )
    }
  }
})

const whereWords: Readonly<Record<By, string>> = {
  holder: 'with',
  person: 'with',
  setting: 'at',
  team: 'in',
  adviser: 'among the children of',
  step: ''
}

/** The finding, as a sentence. */
function headline(groups: readonly LateGroup[], total: number, by: By): string {
  const [first, second] = groups
  const whose = by === 'setting' ? ' that settings hold' : ''
  if (total === 0 || !first) return by === 'setting' ? 'Nothing that settings hold is late' : 'Nothing is late'
  const steps = total === 1 ? `1 step${whose} is late` : `${withCommas(total)} steps${whose} are late`
  if (!second || first.late === second.late || first.late === 0 || first.key === '-' || by === 'step') return steps
  const words = by === 'holder' ? first.words.charAt(0).toLowerCase() + first.words.slice(1) : first.words
  return `${steps}, ${withCommas(first.late)} of them ${whereWords[by]} ${words}`
}

function Steps({ asked, behind, today }: { asked: AskedLate; behind: LateSteps; today: Temporal.PlainDate }) {
  if (behind.total === 0) return <p class="govuk-body">Nothing here is late any more.</p>
  return (
    <>
      <Table
        cards
        firstCellIsHeader
        caption={behind.total === 1 ? '1 step' : `${withCommas(behind.total)} steps`}
        columns={[
          { heading: 'Child' },
          { heading: 'What' },
          { heading: 'Who holds it' },
          { heading: 'Setting' },
          { heading: 'Due' },
          { heading: asked.inside ? 'Not late yet' : 'Late for' }
        ]}
        rows={behind.steps.map(step => [
          <a class="govuk-link" href={`/children/${step.childId}`}>
            <Name of={step.childName} />
          </a>,
          <a class="govuk-link" href={`/peps/${step.pepId}`}>
            {step.words}
          </a>,
          step.person ?? `${holderWords[step.holder] ?? step.holder}: nobody is recorded`,
          step.setting ?? 'No school place',
          shortDay(step.due, today),
          asked.inside ? 'first 20 days' : days(step.days)
        ])}
      />
      <Pages asked={asked} total={behind.total} />
      <Button href={lateAddress({ ...asked, page: 1 }, '/insight/lateness.csv')} kind="secondary">
        Download these (CSV)
      </Button>
    </>
  )
}

function Pages({ asked, total }: { asked: AskedLate; total: number }) {
  const pages = Math.ceil(total / pageSize)
  const link = (to: number) => ({ href: lateAddress({ ...asked, page: to }) })
  if (pages < 2) return null
  return (
    <Pagination
      name="Pages of what is late"
      previous={asked.page > 1 ? link(asked.page - 1) : undefined}
      next={asked.page < pages ? link(asked.page + 1) : undefined}
    />
  )
}
