import { findAuthority } from '../../authorities/authority.ts'
import { oneAtATime } from '../../db/transaction.ts'
import { firstHalf } from '../../guidance/coach/break-down.ts'
import { type LastDue, lastDue } from '../../guidance/targets.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { clashIn, clashOf, judgePosted } from '../../peps/saved-record.ts'
import { ReadAt, twoVersions } from '../../peps/two-versions.tsx'
import { Button } from '../../ui/components/button.tsx'
import { text } from '../../web/forms.ts'
import { type Ask, type Outcome, page, type Shown, type View } from '../../web/page.ts'
import type { CoachContext } from '../coaching.ts'
import { type Exemplar, exemplarsOf } from '../exemplars.ts'
import { reviewsOf } from '../review.ts'
import { addTarget, changeTarget, contentOf, findTarget, standingTarget, type Target } from '../target.ts'
import { targetInLines } from '../target-card.tsx'
import { TargetFields } from '../target-fields.tsx'
import { actionRows, fieldsOf, readTarget } from '../target-form.ts'

/** The key of the one record on this form. */
const only = '1'

interface Loaded extends OfPep {
  /** The one that is changed; null where a new one is written. */
  readonly target: Target | null
  /** Last term's target that a new one takes on. */
  readonly from: Target | null
  /** What became of it, for the coach, and where the child stands by its review. */
  readonly carried: (NonNullable<CoachContext['last']> & { readonly evidence: string }) | null
  /** Which part of a target that is broken down. */
  readonly part: Part | null
  readonly last: LastDue | null
  readonly exemplars: readonly Exemplar[]
}

type Part = 'first' | 'second'
const partIn = (word: string): Part | null => (word === 'first' || word === 'second' ? word : null)

async function formOf(ask: Ask, target?: string): Promise<Omit<Loaded, 'target' | 'from' | 'carried' | 'part'> | null> {
  const of = await recordOf(ask, 'P', 'write targets', record => record === `target:${target}`)
  if (!of) return null
  const authority = await findAuthority(ask.tx, of.pep.authorityId)
  const exemplars = await exemplarsOf(ask.tx, of.pep.authorityId)
  return { ...of, exemplars, last: lastDue(of.pep.meeting.nextOn, of.pep, authority?.calendar ?? []) }
}

export const newTargetPage = page<Loaded>({
  at: '/peps/:pep/targets/new',
  may: 'write targets',
  name: 'new target',
  load: async ask => {
    const form = await formOf(ask)
    if (!form) return null
    const named = ask.query.from ?? text(ask.body, 'from')
    const from = form.pep.previousPepId ? await findTarget(ask.tx, form.pep.previousPepId, named) : null
    const part = from ? partIn(ask.query.part ?? text(ask.body, 'part')) : null
    return { ...form, target: null, from, part, carried: await carriedOf(ask, form, from?.id ?? null) }
  },
  subject: subjectOf,
  view: targetForm,
  submit: async (loaded, ask) => {
    if (text(ask.body, 'more') || text(ask.body, 'look')) return { again: [] }
    const { draft, problems } = read(loaded, ask)
    if (problems.length > 0) return { again: problems }
    const { pep, from } = loaded
    const id = await addTarget(ask.tx, pep, draft, { by: ask.who.id, at: ask.now, carriedFrom: from?.id ?? null })
    await changed(ask, loaded, { did: 'add target', after: { target: id, ...draft, carriedFrom: from?.id ?? null } })
    return text(ask.body, 'after') === 'second'
      ? { go: `/peps/${pep.id}/targets/new?from=${from?.id}&part=second`, done: 'The first part is saved.' }
      : { go: `/peps/${pep.id}/targets`, done: 'The target is saved.' }
  }
})

export const targetPage = page<Loaded>({
  at: '/peps/:pep/targets/:target',
  may: 'write targets',
  name: 'target',
  load: async ask => {
    const form = await formOf(ask, ask.params.target ?? '')
    const target = form && (await findTarget(ask.tx, form.pep.id, ask.params.target ?? ''))
    if (!form || !target) return null
    return { ...form, target, from: null, part: null, carried: await carriedOf(ask, form, target.carriedFrom) }
  },
  subject: subjectOf,
  view: (loaded, shown) =>
    loaded.target && clashIn(shown, [only]) ? bothVersions(loaded, loaded.target, shown) : targetForm(loaded, shown),
  submit: change
})

/** Last term's target that this one takes on, and whether it was met. */
async function carriedOf({ tx }: Ask, { pep }: OfPep, from: string | null): Promise<Loaded['carried']> {
  const last = from && (await reviewsOf(tx, pep.previousPepId)).find(({ target }) => target.id === from)
  if (!last) return null
  const said = last.review?.content
  return { words: last.target.words, achieved: said?.outcome === 'achieved', evidence: said?.evidence ?? '' }
}

const read = ({ pep, last, target }: Loaded, { body, today }: Ask) =>
  readTarget(body, { phase: pep.phase, last, today, before: target })

async function change(loaded: Loaded, ask: Ask): Promise<Outcome> {
  const { pep } = loaded
  const here = `/peps/${pep.id}/targets`
  if (text(ask.body, 'more') || text(ask.body, 'look')) return { again: [] }
  const { draft, problems } = read(loaded, ask)
  await oneAtATime(ask.tx, pep.id)
  const target = await findTarget(ask.tx, pep.id, ask.params.target ?? '')
  if (!target) return { go: here, done: 'This target is not there any more. Nothing was changed.' }
  const before = contentOf(target)
  const saved = judgePosted(ask.body, only, draft, before)
  if (saved === 'unchanged') return { go: here, done: 'Nothing was changed.' }
  if (problems.length > 0) return { again: problems }
  if (saved === 'clash') return { again: [clashOf(only)] }
  await changeTarget(ask.tx, target.id, draft, { by: ask.who.id, at: ask.now })
  await changed(ask, loaded, { did: 'change target', before: { target: target.id, ...before }, after: draft })
  return { go: here, done: 'The target is saved.' }
}

function bothVersions({ pep, last }: Loaded, target: Target, shown: Shown): View {
  const { draft } = readTarget(shown.typed ?? {}, { phase: pep.phase, last, today: shown.today, before: target })
  const [mine, theirs] = [targetInLines(draft), targetInLines(target)]
  return twoVersions({ pep, key: only, what: 'Target', mine, standing: standingTarget(target), theirs }, shown)
}

function targetForm(loaded: Loaded, shown: Shown): View {
  const { pep, target, from, last, part } = loaded
  const title = target ? 'Change a target' : part ? `A smaller target: the ${part} part` : 'Add a target'
  const stored = target ?? (from && part ? partOf(from, part, loaded.carried?.evidence ?? '') : from)
  const values = shown.typed ?? (stored ? startingFields(stored, target !== null) : {})
  const asked = shown.typed ? actionRows(shown.typed) + (shown.typed.more ? 1 : 0) : (stored?.actions.length ?? 0)
  return {
    title,
    trail: pepTrail(pep, title),
    scripts: ['coach.js'],
    body: (
      <RecordPage of={loaded} today={shown.today} title={title}>
        <form class="reading" method="post" action={actionOf(loaded)} novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          {target ? <ReadAt shown={shown} of={[[only, contentOf(target)]]} /> : null}
          {from ? <input type="hidden" name="from" value={from.id} /> : null}
          {part ? <input type="hidden" name="part" value={part} /> : null}
          {from ? (
            <p class="govuk-body">
              {part === 'first'
                ? 'Filled in from the target that was not met. What is the first part of it, which they can reach by the next meeting?'
                : 'Filled in from last term’s target. Change what should be different now.'}
            </p>
          ) : null}
          <TargetFields
            coach={{ nextMeeting: pep.meeting.nextOn?.toString() ?? null, last: loaded.carried }}
            values={values}
            problems={shown.problems}
            phase={pep.phase}
            last={last}
            exemplars={loaded.exemplars}
            rows={Math.min(20, Math.max(3, asked))}
          />
          <div class="govuk-button-group">
            <Button preventDoubleClick>Save target</Button>
            {part === 'first' ? (
              <Button kind="secondary" name="after" value="second" preventDoubleClick>
                Save and write the second part
              </Button>
            ) : null}
            <a class="govuk-link" href={`/peps/${pep.id}/targets`}>
              Cancel
            </a>
          </div>
        </form>
      </RecordPage>
    )
  }
}

const actionOf = ({ pep, target }: Loaded) => `/peps/${pep.id}/targets/${target ? target.id : 'new'}`

/** A target taken on from last term keeps its words but not its dates. */
const startingFields = (stored: Target, own: boolean): Record<string, string> =>
  fieldsOf(own ? stored : { ...stored, starts: null, due: null })

/** An unmet target in two: half the step from where they stand now, then the whole. */
function partOf(target: Target, part: Part, evidence: string): Target {
  const now = evidence || target.baseline
  const half = firstHalf(target.words, now) ?? firstHalf(target.words, target.baseline)
  return part === 'first'
    ? { ...target, baseline: now, words: half ?? target.words }
    : { ...target, baseline: half ?? now }
}
