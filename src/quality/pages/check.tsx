import { may, roleThatMay } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { type OpenPlan, openPlan } from '../../peps/section.ts'
import { Button } from '../../ui/components/button.tsx'
import { Details } from '../../ui/components/details.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Name } from '../../ui/components/name.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { type Ask, aboutOf, type Outcome, type Problem, page, type Shown } from '../../web/page.ts'
import { askCorrections, type Check, checkOf, confirmCheck } from '../check.ts'
import { groupsOf } from '../check-groups.ts'
import { CorrectionsList } from '../corrections-list.tsx'
import { labelIn, type ReadSection, readPlan } from '../plan-reading.ts'
import { ReadingSection } from '../reading.tsx'

interface Loaded extends OpenPlan {
  readonly check: Check
  readonly sections: readonly ReadSection[]
}

/** The social worker sees the views as they were written, beside what the school wrote, and confirms or asks for corrections. */
export const checkPage = page<Loaded>({
  at: '/peps/:pep/check',
  may: 'read plan',
  maySubmit: 'check pep',
  name: 'check of a plan',
  load: async ({ tx, params, today }) => {
    const plan = await openPlan(tx, params.pep ?? '', today)
    if (!plan?.pep.submittedOn) return null
    return { ...plan, check: await checkOf(tx, plan.pep, today), sections: await readPlan(tx, plan) }
  },
  submit: save,
  view: (loaded, shown) => {
    const { pep, check, sections } = loaded
    const checks = may('check pep', shown.about?.standing ?? [], { state: pep.state })
    const open = check.corrections.some(one => one.outcome === null)
    const asks = checks && pep.state === 'submitted'
    const { views, others } = groupsOf(sections, pep.childName)
    const box = (name: string) => (asks ? <AskForOne name={name} shown={shown} /> : null)
    return {
      title: 'Check the plan',
      trail: pepTrail(pep, 'Check'),
      body: (
        <>
          <PepHeader pep={pep} today={shown.today} />
          <h1 class="govuk-heading-l">Were the views recorded accurately?</h1>
          <Standing check={check} shown={shown} />
          {checks ? (
            <p class="govuk-body">
              Read the views first. What others wrote is folded: open what bears on them.{' '}
              <a class="govuk-link" href="#decision">
                Go to your decision
              </a>
            </p>
          ) : null}
          <CorrectionsList
            corrections={check.corrections}
            pepId={pep.id}
            labelOf={id => labelIn(loaded, sections, id)}
          />
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <div class="side-by-side">
              <div>
                <h2 class="govuk-heading-m">
                  What <Name of={pep.childName} /> and the social worker said
                </h2>
                {views.map(section => (
                  <ReadingSection section={section} beside={box} />
                ))}
              </div>
              <div>
                {others.map(group => (
                  <>
                    <h2 class="govuk-heading-m">{group.title}</h2>
                    {group.sections.map(section => (
                      <ReadingSection section={section} beside={box} folded open={needsLook(section, shown)} />
                    ))}
                  </>
                ))}
              </div>
            </div>
            {checks ? (
              <div class="next-step" id="decision">
                <h2 class="govuk-heading-m">Your decision</h2>
                <div class="govuk-button-group">
                  {open || check.state.checkedOn ? null : (
                    <Button name="decision" value="confirm" preventDoubleClick>
                      Everything is recorded accurately
                    </Button>
                  )}
                  {asks ? (
                    <Button kind="secondary" name="decision" value="ask" preventDoubleClick>
                      Ask for the corrections I wrote
                    </Button>
                  ) : null}
                </div>
                {asks ? (
                  <p class="govuk-body">
                    To ask for a correction, open “Something is wrong here” under the answer, the figure or the target
                    and say what.
                  </p>
                ) : (
                  <p class="govuk-body">
                    The plan is signed off. If something is wrong,{' '}
                    <a class="govuk-link" href={`/peps/${pep.id}/addenda`}>
                      add a dated addendum
                    </a>
                    .
                  </p>
                )}
              </div>
            ) : null}
          </form>
        </>
      )
    }
  }
})

function Standing({ check, shown }: { check: Check; shown: Shown }) {
  const { state, due } = check
  if (state.checkedOn)
    return (
      <InsetText>
        Checked on {inWords(state.checkedOn)}
        {check.confirmedBy ? ` by ${check.confirmedBy}` : ''}.
      </InsetText>
    )
  if (!due) return null
  const late = Temporal.PlainDate.compare(shown.today, due) > 0
  return (
    <p class="govuk-body-l">
      {late ? 'The check was due on ' : 'The check is due by '}
      {inWords(due)}. It counts working days.
    </p>
  )
}

/** What was typed or is wrong in a folded section is seen. */
const needsLook = (section: ReadSection, { typed, problems }: Shown): boolean =>
  namesIn(section).some(
    name => problems.some(({ field }) => field === `remark-${name}`) || (typed && text(typed, `remark-${name}`) !== '')
  )

/** Everything in a section that a correction can name. */
const namesIn = (section: ReadSection): string[] => [
  ...section.answers.map(({ question }) => question),
  ...section.records.map(({ ref }) => ref)
]

function AskForOne({ name, shown }: { name: string; shown: Shown }) {
  const field = `remark-${name}`
  const error = shown.problems.find(one => one.field === field)?.what
  const typed = shown.typed ? text(shown.typed, field) : ''
  return (
    <Details summary="Something is wrong here" open={typed !== '' || error !== undefined}>
      <Textarea name={field} label="What should be corrected?" rows={3} value={typed} error={error} />
    </Details>
  )
}

const longest = 2000

async function save(loaded: Loaded, ask: Ask): Promise<Outcome> {
  const { tx, body, who, today, origin } = ask
  const { pep } = loaded
  const role = roleThatMay('check pep', aboutOf(ask).standing, { state: pep.state })
  const doing = { person: who.id, role, today, origin }
  const asked = loaded.sections.flatMap(section =>
    namesIn(section).flatMap(question => {
      const remark = written(body, `remark-${question}`)
      const stood = section.records.find(({ ref }) => ref === question)?.words ?? null
      return remark ? [{ question, remark, stood }] : []
    })
  )
  if (text(body, 'decision') === 'confirm') {
    if (asked.length > 0)
      return { again: [problem(asked[0]?.question, 'You asked for a correction here. Ask for it, or empty this box')] }
    return (
      (await confirmCheck(tx, pep, doing)) ?? {
        go: `/peps/${pep.id}`,
        done: 'You have confirmed: recorded accurately.'
      }
    )
  }
  const first = loaded.sections.flatMap(section => section.answers)[0]?.question
  if (asked.length === 0)
    return { again: [problem(first, 'Open “Something is wrong here” under an answer and say what to correct')] }
  const tooLong = asked.filter(one => one.remark.length > longest)
  if (tooLong.length > 0) return { again: tooLong.map(one => problem(one.question, 'Write at most 2,000 characters')) }
  const open = new Set(loaded.check.corrections.filter(one => one.outcome === null).map(one => one.question))
  const twice = asked.filter(one => open.has(one.question))
  if (twice.length > 0)
    return { again: twice.map(one => problem(one.question, 'A correction of this is open already')) }
  const done = `Asked for ${asked.length === 1 ? 'one correction' : `${asked.length} corrections`}. Each goes to whoever wrote it.`
  return (await askCorrections(tx, loaded, asked, doing)) ?? { go: `/peps/${pep.id}/check`, done }
}

const problem = (question: string | undefined, what: string): Problem => ({ field: `remark-${question ?? ''}`, what })
