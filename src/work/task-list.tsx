import { type Role, theRole } from '../guidance/words.ts'
import { HowCounted } from '../peps/clock-card.tsx'
import type { PlainClock } from '../peps/plain-clock.ts'
import { Button } from '../ui/components/button.tsx'
import { Name } from '../ui/components/name.tsx'
import { reasonOf, shortDay } from './reason.ts'
import { clockWords } from './steps.ts'
import type { Group } from './tasks.ts'
import type { WorkItem } from './work.ts'

export const groupNames: Readonly<Record<Group, string>> = {
  late: 'Late',
  'this-week': 'This week',
  'next-week': 'Next week',
  later: 'Later',
  waiting: 'No date, but waiting'
}

interface Around {
  readonly today: Temporal.PlainDate
  /** Children of several authorities: each row says whose. */
  readonly several: boolean
  /** The reader's own: whoever else holds a step with them is named. */
  readonly roles: readonly Role[]
}

/** How much there is by week; each number leads to its part of the list. */
export function Counts({
  name,
  counts,
  when,
  to
}: {
  name: string
  counts: ReadonlyMap<Group, number>
  when: Group | null
  /** The address of one part, or of all. */
  to: (group: Group | null) => string
}) {
  const some = [...counts].filter(([, number]) => number > 0)
  if (some.length < 2) return null
  return (
    <nav aria-label={name}>
      <ul class="counts">
        {some.map(([group, number]) => (
          <li>
            <a class="govuk-link" href={to(group)} aria-current={when === group ? 'page' : undefined}>
              {groupNames[group]} <span class="counts__number">{number}</span>
            </a>
          </li>
        ))}
        {when ? (
          <li>
            <a class="govuk-link" href={to(null)}>
              All
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}

export function TaskList({ items, ...around }: Around & { items: readonly WorkItem[] }) {
  return (
    <>
      {[...Map.groupBy(items, item => item.group)].map(([group, of]) => (
        <section aria-labelledby={group}>
          <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id={group}>
            {groupNames[group]}
          </h2>
          <ul class="tasks">
            {of.map(item => (
              <TaskRow item={item} {...around} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

const inPractice = (clock: Pick<PlainClock, 'inPractice'>, today: Temporal.PlainDate): string =>
  clock.inPractice ? `, in practice by ${shortDay(clock.inPractice, today)}` : ''

function TaskRow({ item, today, several, roles }: Around & { item: WorkItem }) {
  const { child, clocks, due } = item
  const together = [...new Set(clocks.flatMap(clock => [clock.holder, clock.with ?? []].flat()))].filter(
    role => !roles.includes(role)
  )
  const about = [item.setting, several ? item.authority : null].filter(Boolean).join(', ')
  const counted = clocks.find(clock => clock.due === due) ?? clocks[0]
  const next = clocks.find(clock => clock.due !== null && clock.due !== due)
  return (
    <li class="task">
      <div>
        <p>
          {child ? (
            <>
              {child.opens ? (
                <a class="govuk-link" href={`/children/${child.id}`}>
                  <Name of={child.name} also={child.also} />
                </a>
              ) : (
                <Name of={child.name} also={child.also} />
              )}
              {': '}
            </>
          ) : null}
          <strong>{item.words}</strong>
        </p>
        {item.note ? <p>{item.note}</p> : null}
        {item.meetingOn ? <p>Meeting on {shortDay(item.meetingOn, today)}</p> : null}
        {counted ? (
          <p>
            {due ? `Due ${shortDay(due, today)}${counted.due === due ? inPractice(counted, today) : ''} ` : ''}
            <span class="task__about">({reasonOf(counted)})</span>
          </p>
        ) : null}
        {clocks.some(clock => clock.with) && together.length > 0 ? (
          <p>Together with {together.map(theRole).join(' and ')}</p>
        ) : null}
        {next?.due ? (
          <p>
            {clockWords[next.name]} by {shortDay(next.due, today)}
            {inPractice(next, today)}
          </p>
        ) : null}
        {item.since ? (
          <p>
            Since {shortDay(item.since, today)}
            {item.plan ? <span class="task__about">, plan of {item.plan}</span> : null}
          </p>
        ) : null}
        {about ? <p class="task__about">{about}</p> : null}
        {counted ? (
          <div class="task__how">
            <HowCounted clock={counted} />
          </div>
        ) : null}
      </div>
      <div>
        <Button href={item.href} kind={item.group === 'late' ? undefined : 'secondary'}>
          {item.act}
          {child ? (
            <span class="govuk-visually-hidden">
              {' '}
              for <Name of={child.name} />
            </span>
          ) : null}
        </Button>
      </div>
    </li>
  )
}
