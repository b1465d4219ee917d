import { findAuthority } from '../../authorities/authority.ts'
import { inWords } from '../../guidance/dates.ts'
import { type LastDue, lastDue } from '../../guidance/targets.ts'
import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Stale } from '../../ui/error-pages.tsx'

import { text } from '../../web/forms.ts'
import { type Ask, type Outcome, page, type Shown, type View } from '../../web/page.ts'
import type { CoachContext } from '../coaching.ts'
import { reviewsOf } from '../review.ts'
import { addTarget, changeTarget, contentOf, findTarget, type Target } from '../target.ts'
import { targetInLines } from '../target-card.tsx'
import { TargetFields } from '../target-fields.tsx'
import { actionRows, fieldsOf, readTarget } from '../target-form.ts'

interface Loaded extends OfPep {
  /** The one that is changed; null where a new one is written. */
  readonly target: Target | null
  /** Last term's target that a new one takes on. */
  readonly from: Target | null
  /** What became of it, for the coach. */
  readonly carried: CoachContext['last']
  readonly last: LastDue | null
}

async function formOf(ask: Ask): Promise<Omit<Loaded, 'target' | 'from' | 'carried'> | null> {
  const of = await recordOf(ask, 'P', 'write targets')
  if (!of) return null
  const authority = await findAuthority(ask.tx, of.pep.authorityId)
  return { ...of, last: lastDue(of.pep.meeting.nextOn, of.pep, authority?.calendar ?? []) }
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
    return { ...form, target: null, from, carried: await carriedOf(ask, form, from?.id ?? null) }
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
    return { go: `/peps/${pep.id}/targets`, done: 'The target is saved.' }
  }
})

export const targetPage = page<Loaded>({
  at: '/peps/:pep/targets/:target',
  may: 'write targets',
  name: 'target',
  load: async ask => {
    const form = await formOf(ask)
    const target = form && (await findTarget(ask.tx, form.pep.id, ask.params.target ?? ''))
    if (!form || !target) return null
    return { ...form, target, from: null, carried: await carriedOf(ask, form, target.carriedFrom) }
  },
  subject: subjectOf,
  view: (loaded, shown) => (isStale(loaded, shown) ? bothVersions(loaded, shown) : targetForm(loaded, shown)),
  submit: change
})

/** Last term's target that this one takes on, and whether it was met. */
async function carriedOf({ tx }: Ask, { pep }: OfPep, from: string | null): Promise<CoachContext['last']> {
  const last = from && (await reviewsOf(tx, pep.previousPepId)).find(({ target }) => target.id === from)
  return last ? { words: last.target.words, achieved: last.review?.outcome === 'achieved' } : null
}

const read = ({ pep, last, target }: Loaded, { body, today }: Ask) =>
  readTarget(body, { phase: pep.phase, last, today, before: target })

async function change(loaded: Loaded, ask: Ask): Promise<Outcome> {
  const { target, pep } = loaded
  const here = `/peps/${pep.id}/targets`
  if (!target || text(ask.body, 'keep') === 'theirs')
    return { go: here, done: 'Their version stays. Yours was not saved.' }
  if (text(ask.body, 'more') || text(ask.body, 'look')) return { again: [] }
  const { draft, problems } = read(loaded, ask)
  if (problems.length > 0) return { again: problems }
  const before = contentOf(target)
  if (JSON.stringify(before) === JSON.stringify(draft)) return { go: here, done: 'Nothing was different.' }
  const base = Number(text(ask.body, 'version'))
  const theirs = { again: [{ field: 'main-content', what: 'Somebody else saved this target while you were writing' }] }
  if (base !== target.version) return theirs
  // The row may have changed since it was loaded: the update itself decides.
  if (!(await changeTarget(ask.tx, target.id, base, draft, { by: ask.who.id, at: ask.now }))) return theirs
  await changed(ask, loaded, { did: 'change target', before: { target: target.id, ...before }, after: draft })
  return { go: here, done: 'The target is saved.' }
}

const versionTyped = ({ typed }: Shown) => (typed ? Number(text(typed, 'version')) : null)

/** The form came back, everything in it was well, and the version on record is another: a clash. */
const isStale = ({ target }: Loaded, shown: Shown): boolean =>
  target !== null && shown.problems[0]?.field === 'main-content' && versionTyped(shown) !== target.version

function bothVersions(loaded: Loaded, shown: Shown): View {
  const { target, pep } = loaded
  if (!target) return targetForm(loaded, shown)
  const { draft } = readTarget(shown.typed ?? {}, {
    phase: pep.phase,
    last: loaded.last,
    today: shown.today,
    before: target
  })
  const { _csrf, keep, version, look, ...typed } = shown.typed ?? {}
  const fields = Object.fromEntries(Object.keys(typed).map(name => [name, text(typed, name)]))
  return {
    title: 'Two versions of a target',
    trail: pepTrail(pep, 'Targets'),
    status: 409,
    body: (
      <Stale
        what="Target"
        yours={targetInLines(draft)}
        theirs={{
          by: target.writtenBy ?? 'Somebody else',
          at: target.writtenAt ? timeOf(target.writtenAt) : 'the same time',
          value: targetInLines(target)
        }}
        choice={{
          action: `/peps/${pep.id}/targets/${target.id}`,
          csrf: shown.csrf,
          fields: { ...fields, version: `${target.version}` }
        }}
      />
    )
  }
}

const timeOf = (at: Temporal.Instant): string => {
  const local = at.toZonedDateTimeISO('Europe/London')
  return `${local.toPlainTime().toString({ smallestUnit: 'minute' })} on ${inWords(local.toPlainDate())}`
}

function targetForm(loaded: Loaded, shown: Shown): View {
  const { pep, target, from, last } = loaded
  const title = target ? 'Change a target' : 'Add a target'
  const stored = target ?? from
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
          {target ? <input type="hidden" name="version" value={text(values, 'version') || target.version} /> : null}
          {from ? <input type="hidden" name="from" value={from.id} /> : null}
          {from ? (
            <p class="govuk-body">Filled in from last term’s target. Change what should be different now.</p>
          ) : null}
          <TargetFields
            coach={{ nextMeeting: pep.meeting.nextOn?.toString() ?? null, last: loaded.carried }}
            values={values}
            problems={shown.problems}
            phase={pep.phase}
            last={last}
            rows={Math.min(20, Math.max(3, asked))}
          />
          <div class="govuk-button-group">
            <Button preventDoubleClick>Save target</Button>
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
