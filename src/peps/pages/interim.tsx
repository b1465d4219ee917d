import { Button } from '../../ui/components/button.tsx'
import { ErrorSummary } from '../../ui/components/error-summary.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Name } from '../../ui/components/name.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page, type Shown } from '../../web/page.ts'
import { openPep, whyNoPep } from '../opening.ts'

/** A plan between terms' reviews, for a significant change: opened by the social worker, the designated teacher or the adviser. */
export const interimPage = page({
  at: '/children/:child/interim',
  may: 'open an interim pep',
  name: 'open an interim pep',
  load: async ask => {
    const about = aboutOf(ask)
    return { about, whyNone: await whyNoPep(ask.tx, about.childId, about.authorityId, ask.today, 'interim') }
  },
  submit: async ({ about }, { tx, who, today, body }) => {
    const reason = text(body, 'reason').trim()
    if (reason === '') return { again: [{ field: 'reason', what: 'Say what has changed for the child' }] }
    const made = await openPep(tx, { childId: about.childId, kind: 'interim', by: who.id, today, reason })
    return 'pep' in made ? { go: `/peps/${made.pep}`, done: 'The interim plan is open.' } : made
  },
  view: ({ about, whyNone }, { csrf, problems, typed }) => ({
    title: 'Open an interim plan',
    trail: [
      { text: 'What you need to do', href: '/' },
      { text: about.childName, href: `/children/${about.childId}` },
      { text: 'Open an interim plan' }
    ],
    body: (
      <div class="reading">
        {problems.length > 0 ? (
          <ErrorSummary errors={problems.map(({ field, what }) => ({ text: what, href: `#${field}` }))} />
        ) : null}
        <h1 class="govuk-heading-l">
          Open an interim plan for <Name of={about.childName} />
        </h1>
        {whyNone === null ? (
          <Form csrf={csrf} problems={problems} typed={typed} />
        ) : (
          <InsetText>No interim plan can be opened now. {whyNone}</InsetText>
        )}
      </div>
    )
  })
})

function Form({ csrf, problems, typed }: Pick<Shown, 'csrf' | 'problems' | 'typed'>) {
  return (
    <>
      <p class="govuk-body">
        For a significant change within a term, for example a move, a suspension or a new diagnosis. What is known
        already is filled in.
      </p>
      <form method="post" novalidate>
        <input type="hidden" name="_csrf" value={csrf} />
        <Textarea
          name="reason"
          label="What has changed?"
          value={typed ? text(typed, 'reason') : ''}
          error={problems.find(({ field }) => field === 'reason')?.what}
        />
        <Button preventDoubleClick>Open the plan</Button>
      </form>
    </>
  )
}
