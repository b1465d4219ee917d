import { inWords } from '../guidance/dates.ts'
import type { PepState, Role } from '../guidance/words.ts'
import { Name } from '../ui/components/name.tsx'
import { TaskList } from '../ui/components/task-list.tsx'
import type { OwnPart } from './grants.ts'
import { PepHeader } from './pep-header.tsx'
import { placeOf } from './record-pages.ts'
import type { OpenPlan } from './section.ts'
import { taskOf } from './task-of.tsx'

interface Props {
  readonly plan: OpenPlan
  readonly parts: readonly OwnPart[]
  readonly standing: readonly Role[]
  readonly today: Temporal.PlainDate
}

/** The plan as a delegate or an invited professional has it: what they are asked for, by whom, until when. Nothing else of it. */
export function OwnParts({ plan, parts, standing, today }: Props) {
  const { pep } = plan
  return (
    <div class="reading">
      <PepHeader pep={pep} today={today} />
      <h1 class="govuk-heading-l">
        Your part of <Name of={pep.childName} />
        ’s plan
      </h1>
      {parts.length === 0 ? (
        <p class="govuk-body">Nothing of this plan is asked of you now.</p>
      ) : (
        <>
          <p class="govuk-body">
            {askedWords(pep.state, parts.length)} The rest of the plan is for others and is not shown to you.
          </p>
          <TaskList
            items={parts.map(part => taskOf({ section: part, href: placeOf(pep, part, standing), hint: hintOf(part) }))}
          />
        </>
      )}
    </div>
  )
}

function askedWords(state: PepState, parts: number): string {
  if (state === 'submitted')
    return 'The plan is submitted. You can read what you were asked for until it is signed off; it is changed only by a correction.'
  if (state === 'returned') return 'The plan was returned. You write again in a section marked “Returned”.'
  return parts === 1 ? 'One section is yours to write.' : `${parts} sections are yours to write.`
}

const hintOf = ({ askedBy, until }: OwnPart): string =>
  [askedBy ? `Asked by ${askedBy}` : null, until ? `until ${inWords(until)}` : 'until the plan is signed off']
    .filter(Boolean)
    .join(', ')
