import type { ComponentChildren } from 'preact'
import { areaName } from '../targets/areas.ts'
import { TargetSummary } from '../targets/target-card.tsx'
import type { ReadSection } from './plan-reading.ts'

interface Props {
  readonly section: ReadSection
  /** At the foot of the section: what can be done about it here. */
  readonly children?: ComponentChildren
  /** After one answer. */
  readonly beside?: (question: string) => ComponentChildren
}

/** Up to here an answer stands beside its question, not beneath it. */
const shortest = 48

/** The writer of most answers is named once, for the whole section; every other at the answer. */
const mostFrequent = (names: readonly string[]): string | undefined =>
  [...Map.groupBy(names, name => name)].sort((a, b) => b[1].length - a[1].length)[0]?.[0]

/** One section of a plan as it reads: the child's words in their own dress, each answer with who wrote it. */
export function ReadingSection({ section, children, beside }: Props) {
  const main = mostFrequent(section.answers.flatMap(answer => (answer.carried ? [] : [answer.by])))
  const empty = section.answers.length + section.lines.length + section.targets.length === 0
  return (
    <section class="reading-section" id={`section-${section.id}`} aria-labelledby={`section-${section.id}-title`}>
      <h3 class="govuk-heading-m" id={`section-${section.id}-title`}>
        {section.title}
      </h3>
      {section.missing.length > 0 ? (
        <p class="govuk-body">
          <strong>Missing:</strong> {section.missing.join('; ')}
        </p>
      ) : null}
      {section.lines.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {section.lines.map(line => (
            <li class="as-written">{line}</li>
          ))}
        </ul>
      ) : null}
      {section.targets.map((target, at) => (
        <div class="reading-section__target">
          <h4 class="govuk-heading-s as-written">
            {at + 1}. {areaName(target.area)}: {target.words}
          </h4>
          {target.childWords ? <p class="govuk-body">In the child’s words: “{target.childWords}”</p> : null}
          <TargetSummary target={target} />
        </div>
      ))}
      {main ? <p class="govuk-hint govuk-!-margin-bottom-2">Written by {main}</p> : null}
      {section.answers.map(answer => (
        <div class={answer.words.length > shortest ? 'answer' : 'answer answer--short'}>
          <h4 class="answer__label">{answer.label}</h4>
          {section.id === 'J' ? (
            <blockquote class="child-words govuk-!-margin-bottom-1">{answer.words}</blockquote>
          ) : (
            <p class="answer__words as-written">{answer.words}</p>
          )}
          {answer.carried ? (
            <p class="answer__by">{answer.carried}</p>
          ) : answer.by === main ? null : (
            <p class="answer__by">{answer.by}</p>
          )}
          {beside?.(answer.question)}
        </div>
      ))}
      {empty ? <p class="govuk-hint">Nothing is written here.</p> : null}
      {children}
    </section>
  )
}
