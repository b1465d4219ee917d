import type { ComponentChildren } from 'preact'
import { type AskProps, AskQuestion } from './ask.tsx'
import { shownQuestions } from './completeness.ts'
import type { FormContext } from './condition.ts'
import type { Question, Section } from './definition.ts'
import { mostRadios } from './field.tsx'

export type Asking = Omit<AskProps, 'question' | 'reveals'>

interface AskSectionProps {
  section: Section
  context: FormContext
  /** What is known of each question's answer. */
  asking: (question: Question) => Asking
  /** Questions that this person may answer here; default: all. */
  only?: (question: Question) => boolean
}

/** The questions of a section in order, each heading once with all that belongs under it, each follow-up inside the answer that opens it. */
export function AskSection({ section, context, asking, only = () => true }: AskSectionProps) {
  const open = section.questions.filter(only)
  const followUps = open.filter(one => opener(one, open) !== undefined)
  const top = shownQuestions(section, context).filter(one => open.includes(one) && !followUps.includes(one))
  const ask = (question: Question): ComponentChildren => {
    const mine = followUps.filter(one => opener(one, open)?.question === question.id)
    const reveals = new Map(
      [...Map.groupBy(mine, one => opener(one, open)?.value ?? '')].map(([value, inside]) => [value, inside.map(ask)])
    )
    return <AskQuestion question={question} reveals={reveals} {...asking(question)} />
  }
  return (
    <>
      {[...Map.groupBy(top, ({ group, id }) => group ?? id).values()].map(together => (
        <>
          {together[0]?.group ? <h2 class="govuk-heading-m">{together[0].group}</h2> : null}
          {together.map(ask)}
        </>
      ))}
    </>
  )
}

/** The radio that opens this question: the one answer, on this page, that it waits for. */
function opener(question: Question, open: readonly Question[]): { question: string; value: string } | undefined {
  const when = question.shownWhen
  if (!when || !('equals' in when)) return undefined
  const parent = open.find(one => one.id === when.question)
  if (parent?.kind === 'yes-no') return { question: parent.id, value: when.equals === true ? 'yes' : 'no' }
  const isRadio = parent?.kind === 'choice' && (parent.options?.length ?? 0) <= mostRadios
  return isRadio ? { question: parent.id, value: String(when.equals) } : undefined
}
