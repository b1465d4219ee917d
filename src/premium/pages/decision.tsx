import { record } from '../../audit/audit.ts'
import { contextOf } from '../../authorities/authority.ts'
import { oneAtATime } from '../../db/transaction.ts'
import { roleThatMay } from '../../guidance/access.ts'
import { asTyped, inPounds, penceOf } from '../../guidance/money.ts'
import { agreedPence, decisionLimit, decisionProblems, premiumDecisions } from '../../guidance/premium.ts'
import type { Pep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { type OfPep, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { clashIn, clashOf, judgePosted } from '../../peps/saved-record.ts'
import { ReadAt, twoVersions } from '../../peps/two-versions.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { filledField, text, written } from '../../web/forms.ts'
import { aboutOf, page, type Shown } from '../../web/page.ts'
import { amountInWords, decidedContent, decideLine, findLine, type PremiumLine } from '../premium.ts'
import { decisionNames } from './premium.tsx'

/** The key of the one record on this form. */
const only = '1'

interface Loaded extends OfPep {
  readonly line: PremiumLine
  readonly limitPence: number | null
}

/** The adviser or head agrees, agrees in part or declines, with the reason; the limit of their role holds. */
export const premiumDecisionPage = page<Loaded>({
  at: '/peps/:pep/premium/:line/decision',
  may: 'decide premium',
  name: 'premium decision',
  load: async ask => {
    const of = await recordOf(ask, 'Q', 'decide premium')
    const line = of && (await findLine(ask.tx, of.pep.id, ask.params.line ?? ''))
    if (!line) return null
    const { policy } = await contextOf(ask.tx, of.pep.authorityId, ask.today)
    return { ...of, line, limitPence: decisionLimit(aboutOf(ask).standing, policy.premium) }
  },
  subject: subjectOf,
  view: ({ pep, line, limitPence }, shown) => {
    const { decision } = line
    if (clashIn(shown, [only])) return bothVersions(pep, line, shown)
    const stored: Record<string, string> = decision
      ? {
          decision: decision.decision,
          reason: decision.reason,
          part: decision.decision === 'agreed-in-part' ? asTyped(decision.agreedPence) : ''
        }
      : {}
    const field = filledField(shown.typed ?? stored, shown.problems)
    return {
      title: 'Decide a premium line',
      trail: pepTrail(pep, 'Decide a premium line'),
      body: (
        <>
          <PepHeader pep={pep} today={shown.today} />
          <h1 class="govuk-heading-l">Decide a premium line</h1>
          <form class="reading" method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <ReadAt shown={shown} of={[[only, decidedContent(line, decision)]]} />
            <p class="govuk-body as-written">
              <strong>{line.what}</strong>
              {line.provider ? `, ${line.provider}` : ''}: {amountInWords(line)} × {inPounds(line.ratePence)} ={' '}
              {inPounds(line.costPence)}
            </p>
            <p class="govuk-body as-written">For the target: {line.targetWords ?? 'none'}</p>
            {limitPence === null ? null : <p class="govuk-body">You may agree up to {inPounds(limitPence)} at once.</p>}
            <Radios
              {...field('decision')}
              legend="What is decided?"
              items={premiumDecisions.map(value => ({ value, text: decisionNames[value] }))}
            />
            <Input {...field('part')} label="Amount, where agreed in part" prefix="£" inputmode="decimal" width={10} />
            <Textarea {...field('reason')} rows={3} label="Reason" hint="Always where it is not agreed in full." />
            <Button preventDoubleClick>Save decision</Button>
          </form>
        </>
      )
    }
  },
  submit: async ({ pep, limitPence, subject }, ask) => {
    const here = `/peps/${pep.id}/premium`
    await oneAtATime(ask.tx, pep.id)
    const line = await findLine(ask.tx, pep.id, ask.params.line ?? '')
    if (!line) return { go: here, done: 'This line is not there any more. Nothing was changed.' }
    const decision = premiumDecisions.find(known => known === text(ask.body, 'decision'))
    if (!decision) return { again: [{ field: 'decision', what: 'Choose what is decided' }] }
    const typed = written(ask.body, 'part')
    const part = decision === 'agreed-in-part' && typed !== '' ? penceOf(typed) : null
    if (part && 'problem' in part) return { again: [{ field: 'part', what: part.problem }] }
    const decided = { decision, partPence: part?.pence ?? null, reason: written(ask.body, 'reason') }
    const problems = decisionProblems(decided, line.costPence, limitPence)
    if (problems.length > 0) return { again: problems }
    const amount = agreedPence(decided, line.costPence)
    const mine = decidedContent(line, { decision, agreedPence: amount, reason: decided.reason })
    const saved = judgePosted(ask.body, only, mine, decidedContent(line, line.decision))
    if (saved === 'unchanged') return { go: here, done: 'Nothing was changed.' }
    if (saved === 'clash') return { again: [clashOf(only)] }
    await decideLine(ask.tx, line.id, {
      decision,
      agreedPence: amount,
      reason: decided.reason,
      by: ask.who.id,
      on: ask.today
    })
    await record(ask.tx, {
      person: ask.who.id,
      role: roleThatMay('decide premium', aboutOf(ask).standing, subject),
      action: 'decide premium',
      authorityId: pep.authorityId,
      childId: pep.childId,
      pepId: pep.id,
      payload: { before: { line: line.id, decision: line.decision }, after: { ...decided, agreedPence: amount } }
    })
    return { go: here, done: 'The decision is saved.' }
  }
})

/** Somebody else decided it, or the request was changed, since this decision's page was opened. */
function bothVersions(pep: Pep, line: PremiumLine, shown: Shown) {
  const { decision, written: lastWritten } = line
  const mine = premiumDecisions.find(known => known === text(shown.typed ?? {}, 'decision'))
  const inLines = (name: string, amount: string, reason: string) =>
    [amount ? `${name}: £${amount}` : name, reason].filter(Boolean).join('\n')
  return twoVersions(
    {
      pep,
      key: only,
      what: 'Decision about a premium line',
      mine: inLines(
        mine ? decisionNames[mine] : '',
        mine === 'agreed-in-part' ? text(shown.typed ?? {}, 'part') : '',
        text(shown.typed ?? {}, 'reason')
      ),
      standing: {
        content: decidedContent(line, decision),
        by: decision ? decision.by : lastWritten.by,
        at: decision ? null : lastWritten.at
      },
      theirs: decision
        ? inLines(decisionNames[decision.decision], asTyped(decision.agreedPence), decision.reason)
        : `The request was changed. It is now ${inPounds(line.costPence)} for: ${line.what}`
    },
    shown
  )
}
