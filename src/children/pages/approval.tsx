import { inWords, isAfter } from '../../guidance/dates.ts'
import { Button } from '../../ui/components/button.tsx'
import { Checkboxes } from '../../ui/components/checkboxes.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Name } from '../../ui/components/name.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { Table } from '../../ui/components/table.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { several, written } from '../../web/forms.ts'
import { aboutOf, page, type Shown } from '../../web/page.ts'
import { boxesOf, errorOf, typedOr } from '../../web/typed-again.ts'
import { type Approval, approvalsOf, approveMove, waitingApprovals, waitsStill } from '../approval.ts'
import { neededDate } from './read-change.ts'

/** The approval of one child's move in year 10 or 11, and those of earlier moves. */
export const approvalPage = page<{ readonly approvals: readonly Approval[] }>({
  at: '/children/:child/approval',
  may: 'approve a move',
  name: 'approval of a move',
  load: async ask => ({ approvals: await approvalsOf(ask.tx, aboutOf(ask).childId) }),
  submit: async ({ approvals }, ask) => {
    const waiting = approvals.find(waitsStill)
    if (!waiting) return { refused: 'No move of this child waits for approval.' }
    const approved = neededDate(ask.body, 'approved', 'Enter the day of the approval')
    if ('problems' in approved) return { again: approved.problems }
    const ticked = several(ask.body, 'consulted')
    const wanted = {
      officer: written(ask.body, 'officer').slice(0, 200),
      approvedOn: approved.date,
      emergency: several(ask.body, 'emergency').includes('yes'),
      wishes: written(ask.body, 'wishes').slice(0, 5000),
      teacherConsulted: ticked.includes('teacher'),
      iroConsulted: ticked.includes('iro')
    }
    const refused = await approveMove(ask.tx, waiting, wanted, { person: ask.who.id, today: ask.today })
    return refused ?? { go: `/children/${waiting.childId}/approval`, done: 'The approval is recorded.' }
  },
  view: ({ approvals }, shown) => {
    const waiting = approvals.find(waitsStill)
    return {
      title: 'Approval of a move',
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: shown.about?.childName ?? '', href: `/children/${shown.about?.childId}` },
        { text: 'Approval of a move' }
      ],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">
            <span class="govuk-caption-l">{shown.about?.childName}</span>
            Approval of a move in year 10 or 11
          </h1>
          {waiting ? (
            <Fill approval={waiting} shown={shown} />
          ) : (
            <p class="govuk-body">No move of this child waits for approval.</p>
          )}
          {approvals.map(one => (
            <Given approval={one} />
          ))}
        </div>
      )
    }
  }
})

function Fill({ approval, shown }: { approval: Approval; shown: Shown }) {
  return (
    <form method="post" novalidate>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <p class="govuk-body">
        The move from {approval.leaves} on {inWords(approval.movesOn)} may disrupt the last two years of school. The
        authority’s nominated officer must approve it beforehand, or in an emergency as soon as can be (regulation 10 of
        the Care Planning Regulations 2010).{' '}
        {isAfter(approval.movesOn, shown.today)
          ? 'If nobody does, it takes place all the same, and stays flagged to the Virtual School head.'
          : 'It has taken place without that, and stays flagged to the Virtual School head until it is recorded here.'}
      </p>
      <Input
        name="officer"
        label="Nominated officer"
        value={typedOr(shown, 'officer', null)}
        error={errorOf(shown, 'officer')}
      />
      <DateInput
        name="approved"
        legend="Approved on"
        legendSize="s"
        values={boxesOf(shown, 'approved', null)}
        error={errorOf(shown, 'approved-day')}
      />
      <Textarea
        name="wishes"
        label="What does the child want?"
        hint="Their wishes and feelings about the move, in their own words where you can."
        value={typedOr(shown, 'wishes', null)}
        error={errorOf(shown, 'wishes')}
      />
      <Checkboxes
        name="consulted"
        legend="Who was consulted?"
        legendSize="s"
        items={[
          { value: 'teacher', text: 'The designated teacher' },
          { value: 'iro', text: 'The reviewing officer' }
        ]}
        values={shown.typed ? several(shown.typed, 'consulted') : []}
        error={errorOf(shown, 'consulted')}
      />
      <Checkboxes
        name="emergency"
        items={[{ value: 'yes', text: 'It was an emergency, so the move came first' }]}
        values={shown.typed ? several(shown.typed, 'emergency') : []}
      />
      <Button preventDoubleClick>Record the approval</Button>
    </form>
  )
}

function Given({ approval: { leaves, movesOn, filled } }: { approval: Approval }) {
  if (!filled) return null
  const consulted = [
    filled.teacherConsulted ? 'designated teacher' : '',
    filled.iroConsulted ? 'reviewing officer' : ''
  ].filter(Boolean)
  return (
    <>
      <h2 class="govuk-heading-m">
        Move from {leaves}, {inWords(movesOn)}
      </h2>
      <SummaryList
        rows={[
          { key: 'Approved by', value: `${filled.officer}, ${inWords(filled.approvedOn)}` },
          { key: 'The child’s wishes', value: filled.wishes },
          { key: 'Consulted', value: consulted.join(' and ') || 'Nobody' },
          { key: 'Emergency', value: filled.emergency ? 'Yes' : 'No' },
          { key: 'Recorded', value: `${filled.by}, ${inWords(filled.on)}` }
        ]}
      />
    </>
  )
}

/** For the head and the advisers: every move in year 10 or 11 whose approval is still to be filled. */
export const approvalsPage = page<readonly Approval[]>({
  at: '/approvals',
  may: 'see approvals',
  name: 'moves that wait for approval',
  load: ({ tx, who }) => waitingApprovals(tx, who.authorityIds),
  shows: approvals => approvals.map(one => one.childId),
  view: (approvals, { today }) => ({
    title: 'Moves that wait for approval',
    trail: [{ text: 'What you need to do', href: '/' }, { text: 'Moves that wait for approval' }],
    body: (
      <>
        <h1 class="govuk-heading-l">Moves that wait for approval</h1>
        <p class="govuk-body reading">
          A move that disrupts year 10 or 11 needs the nominated officer’s approval. It takes place on its day all the
          same, and stays here until the approval is recorded.
        </p>
        {approvals.length === 0 ? (
          <p class="govuk-body">Nothing waits.</p>
        ) : (
          <Table
            cards
            firstCellIsHeader
            columns={[{ heading: 'Child' }, { heading: 'Leaves' }, { heading: 'On' }, { heading: 'Where it stands' }]}
            rows={approvals.map(one => [
              <a class="govuk-link" href={`/children/${one.childId}/approval`}>
                <Name of={one.childName} />
              </a>,
              one.leaves,
              inWords(one.movesOn),
              isAfter(one.movesOn, today) ? 'Needs approval' : <Tag colour="red">Moved without approval</Tag>
            ])}
          />
        )}
      </>
    )
  })
})
