import { may, roleThatMay } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { socialWorkerLeads } from '../../guidance/leader.ts'
import { findPep, formOf } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { answerFeedback, type Feedback, feedbackOf } from '../feedback.ts'

/** The adviser's feedback on this plan and on the one before it; whoever leads the plan answers each. */
export const feedbackPage = page({
  at: '/peps/:pep/feedback',
  may: 'read plan',
  maySubmit: 'answer feedback',
  name: 'feedback',
  load: async ask => {
    const pep = await findPep(ask.tx, pepOf(ask).id, ask.today)
    if (!pep) return null
    const all = await feedbackOf(ask.tx, [pep.id, ...(pep.previousPepId ? [pep.previousPepId] : [])])
    return { pep, all }
  },
  submit: async ({ pep, all }, ask) => {
    const { tx, body, who, today } = ask
    const feedback = all.find(one => one.id === text(body, 'feedback'))
    if (!feedback) return { refused: 'This feedback is not on this plan.' }
    const answer = written(body, `answer-${feedback.id}`)
    const field = `answer-${feedback.id}`
    if (!answer) return { again: [{ field, what: 'Say what has come of it' }] }
    if (answer.length > 4000) return { again: [{ field, what: 'Write at most 4,000 characters' }] }
    const leads = socialWorkerLeads(pep)
    const role = roleThatMay('answer feedback', aboutOf(ask).standing, { state: pep.state, socialWorkerLeads: leads })
    const done = await answerFeedback(tx, pep, feedback, { person: who.id, role, answer, today })
    return done
      ? { go: `/peps/${pep.id}/feedback`, done: 'Your answer stands beside the feedback.' }
      : { refused: 'Somebody has answered this already.' }
  },
  view: ({ pep, all }, { csrf, today, typed, problems, about }) => {
    const leads = socialWorkerLeads(pep)
    const answers = may('answer feedback', about?.standing ?? [], { state: pep.state, socialWorkerLeads: leads })
    const sections = new Map(formOf(pep).sections.map(section => [section.id as string, section.title]))
    const one = (feedback: Feedback) => {
      const field = `answer-${feedback.id}`
      return (
        <div class="card">
          <h3 class="govuk-heading-s">
            {feedback.section ? (sections.get(feedback.section) ?? feedback.section) : 'The whole plan'}
          </h3>
          <p class="govuk-body as-written">{feedback.words}</p>
          <p class="govuk-hint">
            {feedback.givenBy}, {inWords(feedback.givenOn)}
          </p>
          {feedback.answer ? (
            <p class="govuk-body">
              <strong>{feedback.answeredBy ?? 'Answered'}:</strong> <span class="as-written">{feedback.answer}</span>
            </p>
          ) : answers ? (
            <form method="post" novalidate>
              <input type="hidden" name="_csrf" value={csrf} />
              <input type="hidden" name="feedback" value={feedback.id} />
              <Textarea
                name={field}
                label="What has come of it?"
                rows={3}
                value={typed ? text(typed, field) : ''}
                error={problems.find(problem => problem.field === field)?.what}
              />
              <Button preventDoubleClick>Answer</Button>
            </form>
          ) : (
            <p class="govuk-body">Not answered yet.</p>
          )}
        </div>
      )
    }
    const here = all.filter(feedback => feedback.pepId === pep.id)
    const before = all.filter(feedback => feedback.pepId !== pep.id)
    return {
      title: 'The adviser’s feedback',
      trail: pepTrail(pep, 'Feedback'),
      body: (
        <div class="reading">
          <PepHeader pep={pep} today={today} />
          <h1 class="govuk-heading-l">The adviser’s feedback</h1>
          {before.length > 0 ? <h2 class="govuk-heading-m">On the last plan</h2> : null}
          {before.map(one)}
          <h2 class="govuk-heading-m">On this plan</h2>
          {here.length === 0 ? <p class="govuk-body">There is none yet.</p> : here.map(one)}
        </div>
      )
    }
  }
})
