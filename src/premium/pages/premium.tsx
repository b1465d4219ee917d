import { findAuthority } from '../../authorities/authority.ts'
import { may } from '../../guidance/access.ts'
import { inWords } from '../../guidance/dates.ts'
import { inPounds } from '../../guidance/money.ts'
import { type Check, premiumApplies, premiumChecks } from '../../guidance/premium.ts'
import { type OpenSection, openSection } from '../../peps/open-section.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { baseField, versionOf } from '../../peps/saved-record.ts'
import { SectionForm, sectionScripts } from '../../peps/section-form.tsx'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { SummaryList } from '../../ui/components/summary-list.tsx'
import { Tag } from '../../ui/components/tag.tsx'
import { text } from '../../web/forms.ts'
import { aboutOf, page, type Shown } from '../../web/page.ts'
import {
  amountInWords,
  categoryName,
  contentOf,
  findLine,
  lastTermMoney,
  type PremiumLine,
  premiumOf,
  removeLine
} from '../premium.ts'

interface Loaded extends OfPep {
  readonly lines: readonly PremiumLine[]
  readonly section: OpenSection | null
  readonly totalPence: number
  readonly checks: readonly Check[]
  readonly applies: boolean
  readonly policyUrl: string | null
  readonly mayDecide: boolean
}

/** What Pupil Premium Plus is asked for, line by line, against the authority's policy. */
export const premiumPage = page<Loaded>({
  at: '/peps/:pep/premium',
  may: 'read plan',
  maySubmit: 'write targets',
  name: 'premium',
  load: async ask => {
    const of = await recordOf(ask, 'Q', 'write targets')
    if (!of) return null
    const authority = await findAuthority(ask.tx, of.pep.authorityId)
    if (!authority) return null
    const lines = await premiumOf(ask.tx, of.pep.id)
    const totalPence = lines.reduce((sum, line) => sum + line.costPence, 0)
    const lastTerm = await lastTermMoney(ask.tx, of.pep.previousPepId)
    return {
      ...of,
      lines,
      totalPence,
      checks: premiumChecks({ lines, totalPence, lastTerm }, authority.policy.premium),
      applies: premiumApplies(of.pep.phase, authority.policy.premium),
      policyUrl: authority.premiumPolicyUrl,
      section: await openSection(ask, 'Q', 'premium', of.pep),
      mayDecide: may('decide premium', aboutOf(ask).standing, of.subject)
    }
  },
  subject: subjectOf,
  view: (of, shown) => ({
    title: 'Pupil Premium Plus',
    trail: pepTrail(of.pep, 'Pupil Premium Plus'),
    scripts: sectionScripts(of.section),
    body: (
      <RecordPage of={of} section={of.section} today={shown.today} title="Pupil Premium Plus">
        <div class="reading">
          {of.applies ? <Lines of={of} shown={shown} /> : <NotPaid />}
          {of.section ? <SectionForm of={of.section} shown={shown} /> : null}
        </div>
      </RecordPage>
    )
  }),
  submit: async (of, ask) => {
    const here = `/peps/${of.pep.id}/premium`
    const line = await findLine(ask.tx, of.pep.id, text(ask.body, 'line'))
    if (!line) return { go: here, done: 'This line is not there any more. Nothing was changed.' }
    if (text(ask.body, baseField('1')) !== versionOf(contentOf(line)))
      return {
        again: [
          { field: 'main-content', what: 'Somebody changed this line since you opened the page. Read it, then decide' }
        ]
      }
    await removeLine(ask.tx, line.id)
    await changed(ask, of, { did: 'remove premium line', before: line })
    return { go: here, done: 'The line was removed.' }
  }
})

const NotPaid = () => (
  <InsetText>
    This council does not pay Pupil Premium Plus after year 11. The bursary and other help are in the section about
    money.
  </InsetText>
)

function Lines({ of, shown }: { of: Loaded; shown: Shown }) {
  const { pep, lines, totalPence, checks } = of
  return (
    <>
      <p class="govuk-body">
        {pep.phase === 'early-years' ? 'This is the early years premium. ' : ''}
        The money is for what the targets need.{' '}
        {of.policyUrl ? (
          <a class="govuk-link" href={of.policyUrl} rel="noreferrer">
            Read the Virtual School’s policy
          </a>
        ) : (
          'Ask the Virtual School for its policy.'
        )}
      </p>
      {lines.length === 0 ? <p class="govuk-body">Nothing is asked for yet.</p> : null}
      {lines.map(line => (
        <Line of={of} line={line} csrf={shown.csrf} />
      ))}
      <p class="govuk-body-l">
        Asked for this term: <strong>{inPounds(totalPence)}</strong>
      </p>
      <h2 class="govuk-heading-m">What the adviser will look at</h2>
      <ul class="govuk-list">
        {checks.map(check => (
          <li>
            <Tag colour={check.met ? 'green' : 'orange'}>{check.met ? 'Yes' : 'Not yet'}</Tag> {check.words}
          </li>
        ))}
      </ul>
      {of.mayWrite ? <Button href={`/peps/${pep.id}/premium/new`}>Add a line</Button> : null}
    </>
  )
}

export const decisionNames = { agreed: 'Agreed', 'agreed-in-part': 'Agreed in part', declined: 'Declined' } as const

function Line({ of, line, csrf }: { of: Loaded; line: PremiumLine; csrf: string }) {
  const { decision } = line
  const at = `/peps/${of.pep.id}/premium/${line.id}`
  const heard = <span class="govuk-visually-hidden"> line: {line.what}</span>
  return (
    <section class="card" aria-labelledby={`line-${line.id}`}>
      <p class="govuk-caption-m">{categoryName(line.category)}</p>
      <h2 class="govuk-heading-m as-written" id={`line-${line.id}`}>
        {line.what}
      </h2>
      <SummaryList
        rows={[
          { key: 'For the target', value: <span class="as-written">{line.targetWords ?? 'None yet'}</span> },
          ...(line.provider ? [{ key: 'Provider', value: <span class="as-written">{line.provider}</span> }] : []),
          {
            key: 'Cost',
            value: `${amountInWords(line)} × ${inPounds(line.ratePence)} = ${inPounds(line.costPence)}, ${line.recurrence === 'termly' ? 'each term' : 'once'}`
          },
          ...(line.otherMoney
            ? [{ key: 'Other money considered', value: <span class="as-written">{line.otherMoney}</span> }]
            : []),
          {
            key: 'Decision',
            value: decision ? (
              <span class="as-written">
                {decisionNames[decision.decision]}
                {decision.decision === 'declined' ? '' : `: ${inPounds(decision.agreedPence)}`}
                {decision.by ? `, ${decision.by}` : ''}
                {decision.on ? `, ${inWords(decision.on)}` : ''}
                {decision.reason ? `. ${decision.reason}` : ''}
              </span>
            ) : (
              'Not decided yet'
            )
          }
        ]}
      />
      {of.mayWrite ? (
        <form method="post" action={`/peps/${of.pep.id}/premium`}>
          <input type="hidden" name="_csrf" value={csrf} />
          <input type="hidden" name={baseField('1')} value={versionOf(contentOf(line))} />
          <div class="govuk-button-group">
            <Button href={at} kind="secondary">
              Change{heard}
            </Button>
            <Button name="line" value={line.id} kind="warning" preventDoubleClick>
              Remove{heard}
            </Button>
          </div>
        </form>
      ) : null}
      {of.mayDecide ? <Button href={`${at}/decision`}>Decide{heard}</Button> : null}
    </section>
  )
}
