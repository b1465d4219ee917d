import { firstBoxOf } from '../forms/ask.tsx'
import { AskSection } from '../forms/ask-section.tsx'
import { shownQuestions } from '../forms/completeness.ts'
import type { Question } from '../forms/definition.ts'
import { readForm } from '../forms/read.ts'
import { asTyped } from '../forms/typed.ts'
import { formatAnswer } from '../forms/value.ts'
import { Button } from '../ui/components/button.tsx'
import { Checkboxes } from '../ui/components/checkboxes.tsx'
import { InsetText } from '../ui/components/inset-text.tsx'
import { SummaryList } from '../ui/components/summary-list.tsx'
import { WarningText } from '../ui/components/warning-text.tsx'
import { IslandData } from '../ui/island-data.tsx'
import type { Shown } from '../web/page.ts'
import { InterpretersWords } from './interpreted-words.tsx'
import { type OpenSection, unconfirmedOf } from './open-section.ts'
import { problemWith } from './problem-with.ts'
import { signatureOf, writerOf } from './signature.ts'

interface Props {
  readonly of: OpenSection
  readonly shown: Shown
}

/** What the section is for, and why the adviser sent it back. */
export function SectionIntro({ of: { section, states } }: { of: OpenSection }) {
  const reason = states.get(section.id)?.returned
  return (
    <>
      {section.intro ? <p class="govuk-body">{section.intro}</p> : null}
      {reason ? <WarningText>The adviser has returned this section: {reason}</WarningText> : null}
    </>
  )
}

/** The islands of a page with a section's questions. */
export const sectionScripts = (of: OpenSection | null): readonly string[] => (of?.mayWrite ? ['writing.js'] : [])

/** A section's questions to answer, in a form of their own; to read only, for whoever may not write here. */
export const SectionForm = ({ of, shown }: Props) =>
  of.mayWrite ? (
    <form method="post" action={sectionAddress(of)} novalidate data-writing>
      <input type="hidden" name="_csrf" value={shown.csrf} />
      <SectionFields of={of} shown={shown} />
    </form>
  ) : (
    <ReadOnly of={of} />
  )

const sectionAddress = ({ pep, section }: OpenSection) => `/peps/${pep.id}/sections/${section.id}`

interface FieldsProps extends Props {
  /** Whether it has the buttons that leave for the next section or the plan. */
  readonly leaves?: boolean
}

/** The same within the form of a section's record, which saves both. That form is marked `data-writing`. */
export const SectionAround = (props: FieldsProps) =>
  props.of.mayWrite ? <SectionFields {...props} /> : <ReadOnly of={props.of} />

function SectionFields({ of, shown, leaves = true }: FieldsProps) {
  const { pep, section, readable, context, answers, mutation, states } = of
  const carried = unconfirmedOf(of)
  const typed = readForm(section, shown.typed ?? {})
  return (
    <>
      <IslandData id="writing" data={{ person: shown.who?.id ?? '', pep: pep.id, questions: readable.map(askedOf) }} />
      <p class="saved" role="status" data-saved />
      <input type="hidden" name="mutation" value={mutation} />
      {carried.length > 0 ? (
        <InsetText>
          {carried.length === 1 ? 'One answer here comes' : `${carried.length} answers here come`} from last term’s
          plan. Change what has changed. When the rest is still true, say so with the button at the end of the page.
        </InsetText>
      ) : null}
      <AskSection
        section={section}
        context={context}
        only={question => readable.includes(question)}
        asking={question => {
          const answer = answers.get(question.id)
          const meta = answer && {
            by: writerOf(answer),
            at: answer.at.slice(0, 10),
            carried: answer.carried,
            confirmed: answer.confirmed && { by: answer.confirmed.by, at: answer.confirmed.at.slice(0, 10) },
            history: answer.version > 1 ? `/peps/${pep.id}/answers/${question.id}/history` : undefined,
            interpreted: answer.said?.english ? (
              <InterpretersWords words={answer.said.english.words} by={answer.said.english.by} />
            ) : undefined
          }
          const refused = answer ? undefined : shown.problems.find(({ field }) => field === firstBoxOf(question))
          return {
            value: answer?.value ?? null,
            raw: refused ? asTyped(typed.get(question.id)?.input) : (answer?.raw ?? undefined),
            base: answer?.version ?? 0,
            error: refused?.what ?? problemWith(question, answers),
            meta
          }
        }}
      />
      <Checkboxes
        name="finished"
        values={states.get(section.id)?.completeOn ? ['yes'] : []}
        items={[
          {
            value: 'yes',
            text: 'I have finished this section',
            hint: 'You can still change it until the plan is submitted.'
          }
        ]}
      />
      <div class="govuk-button-group">
        {leaves ? (
          <Button type="submit" name="leave" value="next" preventDoubleClick>
            Save and next
          </Button>
        ) : null}
        {carried.length > 0 ? (
          <Button type="submit" name="still" value="all" kind="secondary" preventDoubleClick>
            All of this is still true
          </Button>
        ) : null}
        {leaves ? (
          <Button type="submit" name="leave" value="back" kind="secondary">
            Save and go back to the plan
          </Button>
        ) : null}
      </div>
    </>
  )
}

/** As much of a question as the page itself needs to read its fields. */
const askedOf = ({ id, kind, label, columns }: Question) => ({
  id,
  kind,
  label,
  columns: columns?.map(one => ({ id: one.id, kind: one.kind }))
})

function ReadOnly({ of: { section, readable, context, answers } }: { of: OpenSection }) {
  const shown = shownQuestions(section, context).filter(question => readable.includes(question))
  const rows = shown.map(question => {
    const answer = answers.get(question.id)
    const words = formatAnswer(question, answer?.value)
    return {
      key: question.label,
      value: words ? (
        <>
          <div class="as-written" lang={answer?.said?.language} dir="auto">
            {words}
          </div>
          {answer?.said?.english ? (
            <InterpretersWords words={answer.said.english.words} by={answer.said.english.by} />
          ) : null}
          {answer ? <div class="govuk-hint govuk-!-margin-bottom-0">{signatureOf(answer)}</div> : null}
        </>
      ) : (
        <span class="govuk-hint">Nothing recorded</span>
      )
    }
  })
  return rows.length > 0 ? <SummaryList rows={rows} /> : null
}
