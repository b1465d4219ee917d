import type { ComponentChildren } from 'preact'
import { formFor } from '../../forms/load.ts'
import { may } from '../../guidance/access.ts'
import { ageOn, yearGroupOn } from '../../guidance/ages.ts'
import { inWords } from '../../guidance/dates.ts'
import { bare, byDay } from '../../guidance/in-sentences.ts'
import type { PepState, Role } from '../../guidance/words.ts'
import { nameBeside, nameOf } from '../../people/who.ts'
import { type OpenClock, openClocksOf } from '../../peps/clocks.ts'
import { whyNoPep } from '../../peps/opening.ts'
import { stateTags, yearWords } from '../../peps/pep-header.tsx'
import { type Link, LinkList } from '../../ui/components/link-list.tsx'
import { Name } from '../../ui/components/name.tsx'
import { Table } from '../../ui/components/table.tsx'
import { aboutOf, page } from '../../web/page.ts'
import { type Approval, approvalsOf, waitsStill } from '../approval.ts'
import { type ChildPageRow, readChild } from '../child.queries.ts'
import { isAfterCare, isClosed, lifeOf } from '../life.ts'
import { lineOf } from '../line.ts'
import { LineOfLife } from './line-of-life.tsx'
import { Notices } from './notices.tsx'
import { PeopleList } from './people-list.tsx'
import { opensPlan, Plans } from './plans-now.tsx'

interface Loaded {
  readonly row: ChildPageRow
  readonly clocks: readonly OpenClock[]
  /** Why no plan is due now, where none is open. */
  readonly whyNone: string | null
  /** An interim plan is offered where one can be opened. */
  readonly mayOpenInterim: boolean
  /** The move in year 10 or 11 that waits for its approval. */
  readonly unapproved: Approval | null
}

const day = (iso: string) => inWords(Temporal.PlainDate.from(iso))
const placementNames = new Map(
  formFor({ phase: 'primary', circumstances: [] })
    .sections.flatMap(section => section.questions)
    .filter(question => question.prefill === 'placement.type')
    .flatMap(question => question.options ?? [])
    .map(option => [option.value, option.label])
)

const ageInWords = (years: number): string => (years === 1 ? '1 year old' : `${years} years old`)

/** One child: the plan of now and its next step first, then targets, attendance, people, and the line of life. */
export const childPage = page<Loaded>({
  at: '/children/:child',
  may: 'see child',
  name: 'child',
  load: async ask => {
    const { tx } = ask
    const { childId, authorityId, standing } = aboutOf(ask)
    const row = await readChild(tx, childId)
    if (!row) return null
    const open = row.peps.some(pep => pep.state !== 'signed-off' && pep.state !== 'not-required')
    const approvals = await approvalsOf(tx, childId)
    return {
      row,
      clocks: await openClocksOf(tx, { child: childId }),
      mayOpenInterim:
        may('open an interim pep', standing) &&
        (await whyNoPep(tx, childId, authorityId, ask.today, 'interim')) === null,
      whyNone: open ? null : await whyNoPep(tx, childId, authorityId, ask.today),
      unapproved: approvals.find(waitsStill) ?? null
    }
  },
  view: ({ row, clocks, whyNone, mayOpenInterim, unapproved }, { today, about }) => {
    const name = nameOf(row)
    const born = Temporal.PlainDate.from(row.date_of_birth)
    const standing = about?.standing ?? []
    const setting = row.enrolments.findLast(
      one => one.main && one.starts <= today.toString() && (!one.ends || one.ends > today.toString())
    )
    return {
      title: name,
      trail: [{ text: 'What you need to do', href: '/' }, { text: 'Children', href: '/children' }, { text: name }],
      body: (
        <>
          <h1 class="govuk-heading-l govuk-!-margin-bottom-1">
            <Name of={name} also={nameBeside(row)} />
            {row.pronouns ? <span class="govuk-caption-l">{row.pronouns}</span> : null}
          </h1>
          {isClosed(row) ? null : (
            <p class="govuk-body-l">
              {ageInWords(ageOn(born, today))} · {yearWords(yearGroupOn(born, today))}
              {setting
                ? ` · ${[setting.name, setting.town].filter(Boolean).join(', ')}`
                : isAfterCare(row, today.toString())
                  ? ''
                  : ' · no school place recorded'}
            </p>
          )}
          <Notices row={row} today={today} standing={standing} unapproved={unapproved} />
          <Plans peps={row.peps} childId={row.id} clocks={clocks} whyNone={whyNone} today={today} standing={standing} />
          {isClosed(row) ? null : isAfterCare(row, today.toString()) ? (
            <AfterCare row={row} standing={standing} />
          ) : (
            <Targets row={row} today={today} />
          )}
          <Attendance row={row} />
          <Section id="people" title="People">
            <PeopleList row={row} today={today} />
          </Section>
          <Life row={row} today={today} standing={standing} />
          <History row={row} standing={standing} />
          <Links row={row} standing={standing} mayOpenInterim={mayOpenInterim} />
        </>
      )
    }
  }
})

const Targets = ({ row, today }: { row: ChildPageRow; today: Temporal.PlainDate }) => (
  <Section id="targets" title="Targets now">
    {row.targets.length === 0 ? (
      <p class="govuk-body">No target is open. Targets appear here when they are set in a plan’s meeting.</p>
    ) : (
      <ul class="govuk-list govuk-list--bullet">
        {row.targets.map(target => (
          <li>
            <a class="govuk-link" href={`/peps/${target.pep_id}/targets`}>
              {target.due ? bare(target.words) : target.words}
            </a>
            {target.due ? byDay(Temporal.PlainDate.from(target.due), today) : ''}
          </li>
        ))}
      </ul>
    )}
  </Section>
)

/** No meeting follows that would look at the targets: what goes on is in the last plan. */
function AfterCare({ row, standing }: Pick<LifeProps, 'row' | 'standing'>) {
  const last = row.peps.find(pep => pep.state === 'signed-off' && opensPlan(pep, standing))
  return (
    <Section id="after-care" title="After care">
      <p class="govuk-body">
        No meeting follows, and nobody reviews the targets any more.
        {last ? (
          <>
            {' '}
            The last plan says{' '}
            <a class="govuk-link" href={`/peps/${last.id}/sections/S`}>
              what continues, and who stays in touch
            </a>
            .
          </>
        ) : null}
      </p>
    </Section>
  )
}

function Attendance({ row: { attendance } }: { row: ChildPageRow }) {
  if (!attendance || attendance.possible === 0) return null
  const share = (100 * attendance.attended) / attendance.possible
  return (
    <Section id="attendance" title="Attendance">
      <p class="govuk-body">
        {share.toFixed(1)}%: {attendance.attended} of {attendance.possible} sessions, {day(attendance.from_date)} to{' '}
        {day(attendance.to_date)}
      </p>
    </Section>
  )
}

interface LifeProps {
  readonly row: ChildPageRow
  readonly today: Temporal.PlainDate
  readonly standing: readonly Role[]
}

function Life({ row, today, standing }: LifeProps) {
  const events = lifeOf(row, placementNames, today, pep => opensPlan(pep, standing))
  const line = lineOf(row, today)
  const list = (some: typeof events) => (
    <ul class="govuk-list">
      {some.map(event => (
        <li>
          <strong>{day(event.on)}</strong>:{' '}
          {event.href ? (
            <a class="govuk-link" href={event.href}>
              {event.what}
            </a>
          ) : (
            event.what
          )}
        </li>
      ))}
    </ul>
  )
  return (
    <Section id="life" title="Time-line">
      {line ? <LineOfLife line={line} /> : null}
      {events.some(event => event.ahead) ? <h3 class="govuk-heading-s">Ahead</h3> : null}
      {list(events.filter(event => event.ahead))}
      <h3 class="govuk-heading-s">So far</h3>
      {list(events.filter(event => !event.ahead))}
    </Section>
  )
}

const History = ({ row, standing }: Pick<LifeProps, 'row' | 'standing'>) =>
  row.peps.length === 0 ? null : (
    <Section id="history" title="All plans">
      <Table
        cards
        firstCellIsHeader
        columns={[{ heading: 'Plan' }, { heading: 'State' }, { heading: 'Meeting' }]}
        rows={row.peps.map(pep => [
          opensPlan(pep, standing) ? (
            <a class="govuk-link" href={`/peps/${pep.id}`}>
              {pep.term} {pep.year}, {pep.kind}
            </a>
          ) : (
            `${pep.term} ${pep.year}, ${pep.kind}`
          ),
          stateTags[pep.state as PepState].text,
          pep.held_on ? day(pep.held_on) : pep.meeting_on ? `arranged for ${day(pep.meeting_on)}` : 'not arranged'
        ])}
      />
    </Section>
  )

interface LinksProps extends Pick<LifeProps, 'row' | 'standing'> {
  readonly mayOpenInterim: boolean
}

function Links({ row, standing, mayOpenInterim }: LinksProps) {
  const childId = row.id
  const whileOpen: Array<Link | null> = [
    may('record a leaving', standing)
      ? [`/children/${childId}/changes`, 'Record a change: school, home, people, care']
      : null,
    may('see transfer pack', standing) ? [`/children/${childId}/transfer`, 'Transfer pack for the next setting'] : null,
    mayOpenInterim ? [`/children/${childId}/interim`, 'Open an interim plan'] : null,
    may('raise concern', standing)
      ? [`/children/${childId}/concerns/new`, 'Put a question or a concern to the adviser']
      : null
  ]
  const links = [
    ...(isClosed(row) ? [] : whileOpen),
    may('see who has looked', standing)
      ? ([`/children/${childId}/looked`, 'Who has looked at this record'] as const)
      : null,
    may('export a whole file', standing)
      ? ([`/children/${childId}/whole-file`, 'The whole file, for who asks to see what is held'] as const)
      : null
  ].filter(link => link !== null)
  return links.length === 0 ? null : <LinkList links={links} />
}

const Section = ({ id, title, children }: { id: string; title: string; children: ComponentChildren }) => (
  <section aria-labelledby={id}>
    <h2 class="govuk-heading-m" id={id}>
      {title}
    </h2>
    {children}
  </section>
)
