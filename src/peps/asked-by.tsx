import { type Missing, missingIn, missingInWords, statutoryCompleteness } from '../forms/completeness.ts'
import { SummaryList } from '../ui/components/summary-list.tsx'
import type { OpenPlan } from './section.ts'

/** How far the plan is by the law, apart from what the authority asks besides. */
export function AskedBy({ form, context }: Pick<OpenPlan, 'form' | 'context'>) {
  const { asked, answered, missing } = statutoryCompleteness(form, context.answers, context)
  const local = missingIn(form, context.answers, context).filter(one => one.local)
  const ownQuestions = form.sections.some(section => section.questions.some(one => one.requiredLocally))
  return (
    <SummaryList
      rows={[
        {
          key: 'What the law asks (Care Planning Regulations 2010, Schedule 1)',
          value: inWords(`${answered} of ${asked} answered`, missing)
        },
        ...(ownQuestions
          ? [
              {
                key: 'What the council asks besides',
                value: inWords(local.length === 0 ? 'All answered' : `${local.length} to answer`, local)
              }
            ]
          : [])
      ]}
    />
  )
}

const inWords = (count: string, missing: readonly Missing[]) =>
  missing.length === 0 ? count : `${count}. Missing: ${missing.map(missingInWords).join('; ')}`
