import type { ComponentChildren } from 'preact'
import { InterpretersWords } from '../peps/interpreted-words.tsx'
import { areaName } from '../targets/areas.ts'
import { TargetSummary } from '../targets/target-card.tsx'
import { Folded } from '../ui/components/folded.tsx'
import type { ReadSection } from './plan-reading.ts'
import type { ReadRecord } from './records.ts'

interface Props {
  readonly section: ReadSection
  /** At the foot of the section: what can be done about it here. */
  readonly children?: ComponentChildren
  /** After one answer or record, by its name in corrections. */
  readonly beside?: (name: string) => ComponentChildren
  /** Closed until somebody opens it: the long parts that are not what the page is about. */
  readonly folded?: boolean
  /** Folded, and open from the start: something in it needs attention. */
  readonly open?: boolean
}

/** Up to here an answer stands beside its question, not beneath it. */
const shortest = 48

/** The writer of most answers is named once, for the whole section; every other at the answer. */
const mostFrequent = (names: readonly string[]): string | undefined =>
  [...Map.groupBy(names, name => name)].sort((a, b) => b[1].length - a[1].length)[0]?.[0]

/** One section of a plan as it reads: the child's words in their own dress, each answer with who wrote it. */
export function ReadingSection({ section, children, beside, folded, open }: Props) {
  const title = `section-${section.id}-title`
  if (folded)
    return (
      <Folded id={`section-${section.id}`} title={section.title} level={3} open={open}>
        <Contents section={section} beside={beside} />
        {children}
      </Folded>
    )
  return (
    <section class="reading-section" id={`section-${section.id}`} aria-labelledby={title}>
      <h3 class="govuk-heading-m" id={title}>
        {section.title}
      </h3>
      <Contents section={section} beside={beside} />
      {children}
    </section>
  )
}

function Contents({ section, beside }: Pick<Props, 'section' | 'beside'>) {
  const { answers, lines, records, targets } = section
  const main = mostFrequent(answers.flatMap(answer => (answer.carried ? [] : [answer.by])))
  const empty = answers.length + lines.length + records.length === 0
  return (
    <>
      {section.missing.length > 0 ? (
        <p class="govuk-body">
          <strong>Missing:</strong> {section.missing.join('; ')}
        </p>
      ) : null}
      {lines.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {lines.map(line => (
            <li class="as-written">{line}</li>
          ))}
        </ul>
      ) : null}
      {targets.length > 0 ? null : records.map(record => <Record record={record} beside={beside} />)}
      {targets.map((target, at) => (
        <div class="reading-section__target">
          <h4 class="govuk-heading-s as-written">
            {at + 1}. {areaName(target.area)}: {target.words}
          </h4>
          {target.childWords ? <p class="govuk-body">In the child’s words: “{target.childWords}”</p> : null}
          <TargetSummary target={target} />
          {beside?.(`target:${target.id}`)}
        </div>
      ))}
      {main ? <p class="govuk-hint govuk-!-margin-bottom-2">Written by {main}</p> : null}
      {answers.map(answer => (
        <div class={answer.words.length > shortest ? 'answer' : 'answer answer--short'}>
          <h4 class="answer__label">{answer.label}</h4>
          {section.id === 'J' ? (
            <blockquote class="child-words govuk-!-margin-bottom-1" lang={answer.said?.language} dir="auto">
              {answer.words}
            </blockquote>
          ) : (
            <p class="answer__words as-written" lang={answer.said?.language} dir="auto">
              {answer.words}
            </p>
          )}
          {answer.said?.english ? (
            <InterpretersWords words={answer.said.english.words} by={answer.said.english.by} />
          ) : null}
          {answer.carried ? (
            <p class="answer__by">{answer.carried}</p>
          ) : answer.by === main ? null : (
            <p class="answer__by">{answer.by}</p>
          )}
          {beside?.(answer.question)}
        </div>
      ))}
      {empty ? <p class="govuk-hint">Nothing is written here.</p> : null}
    </>
  )
}

const Record = ({ record, beside }: { record: ReadRecord } & Pick<Props, 'beside'>) => (
  <div class={record.words.length > shortest ? 'answer' : 'answer answer--short'}>
    <h4 class="answer__label">{record.label}</h4>
    <p class="answer__words as-written">{record.words}</p>
    {beside?.(record.ref)}
  </div>
)
