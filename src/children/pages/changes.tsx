import { type ActionName, may } from '../../guidance/access.ts'
import { isAfter } from '../../guidance/dates.ts'
import { careBeganOn } from '../../guidance/pep-due.ts'
import type { Role } from '../../guidance/words.ts'
import { Name } from '../../ui/components/name.tsx'
import { aboutOf, page } from '../../web/page.ts'
import { type ChildFacts, factsOf } from '../changes.ts'
import { hubOf } from './change-page.tsx'

interface Choice {
  readonly at: string
  readonly may: ActionName
  readonly words: string
  readonly hint: string
}

const groups: ReadonlyArray<{ readonly heading: string; readonly choices: readonly Choice[] }> = [
  {
    heading: 'School',
    choices: [
      {
        at: 'starts',
        may: 'record a change',
        words: 'Starts at a setting, or will move to one',
        hint: 'Also a second setting, and a place that was found'
      },
      {
        at: 'leaves',
        may: 'record a leaving',
        words: 'Leaves a setting, or has no school place',
        hint: 'The social worker then leads the plan'
      },
      { at: 'stays', may: 'record a change', words: 'Does not move after all', hint: 'The planned move is taken back' }
    ]
  },
  {
    heading: 'Home and people',
    choices: [
      { at: 'home', may: 'record a change', words: 'Moves home', hint: 'The placement, not the school' },
      { at: 'carer', may: 'record a change', words: 'New carer', hint: 'The last carer’s links end' },
      {
        at: 'social-worker',
        may: 'record a change',
        words: 'New social worker',
        hint: 'The last one keeps no more than the open plan'
      },
      { at: 'adviser', may: 'record a change', words: 'New adviser', hint: 'Who reviews the plans' },
      { at: 'iro', may: 'record a change', words: 'New reviewing officer', hint: 'Who reads the plans' }
    ]
  },
  {
    heading: 'Care',
    choices: [
      { at: 'leaves-care', may: 'record a change', words: 'Leaves care', hint: 'Known or sudden' },
      { at: 'enters-care', may: 'record a change', words: 'Comes back into care', hint: 'A first plan opens' },
      { at: 'died', may: 'close a record', words: 'The child has died', hint: 'Everything stops at once' },
      { at: 'adopted', may: 'close a record', words: 'The child has been adopted', hint: 'Everything stops at once' }
    ]
  }
]

/** What does not fit the child's care as it is: who is in care cannot come into it. */
function fits({ at }: Choice, facts: ChildFacts, today: Temporal.PlainDate): boolean {
  const periods = facts.care.map(({ starts, ends, shortBreaks }) => ({ began: starts, ended: ends, shortBreaks }))
  const inCare = careBeganOn(periods, today) !== null
  if (at === 'stays') return facts.places.some(one => one.main && isAfter(one.starts, today))
  if (at === 'enters-care') return !inCare
  return at !== 'leaves-care' || inCare
}

/** Where every change in a child's life is recorded: each with its day, and what it does before it is saved. */
export const changesPage = page<ChildFacts>({
  at: '/children/:child/changes',
  may: 'record a leaving',
  name: 'changes',
  load: ask => factsOf(ask.tx, aboutOf(ask).childId),
  view: (facts, { about, today }) => ({
    title: 'Changes',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: facts.name, href: `/children/${facts.childId}` },
      { text: 'Changes' }
    ],
    body: (
      <div class="reading">
        <h1 class="govuk-heading-l">
          <span class="govuk-caption-l">
            <Name of={facts.name} />
          </span>
          What changes?
        </h1>
        {facts.closed ? (
          <p class="govuk-body">This record is closed. Nothing more is recorded here.</p>
        ) : (
          <>
            <p class="govuk-body">
              Each change has its day, today or ahead. Before anything is saved you see who will and who will no longer
              see {facts.name}, and what becomes of the plan.
            </p>
            {groups.map(group => (
              <Group {...group} facts={facts} today={today} standing={about?.standing ?? []} />
            ))}
          </>
        )}
      </div>
    )
  })
})

function Group({
  heading,
  choices,
  facts,
  today,
  standing
}: (typeof groups)[number] & { facts: ChildFacts; today: Temporal.PlainDate; standing: readonly Role[] }) {
  const open = choices.filter(choice => may(choice.may, standing) && fits(choice, facts, today))
  return open.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">{heading}</h2>
      <ul class="govuk-list govuk-list--spaced">
        {open.map(({ at, words, hint }) => (
          <li>
            <a class="govuk-link" href={`${hubOf(facts.childId)}/${at}`}>
              {words}
            </a>
            <p class="govuk-hint govuk-!-margin-bottom-0">{hint}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
