import { momentInWords } from '../../guidance/dates.ts'
import type { Phase } from '../../guidance/words.ts'
import { phases } from '../../guidance/words.ts'
import { clashIn, clashOf, judgePosted, theirsIn, versionOf } from '../../peps/saved-record.ts'
import { ReadAt } from '../../peps/two-versions.tsx'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Stale, staleTitle } from '../../ui/error-pages.tsx'
import { several, text } from '../../web/forms.ts'
import { type Ask, type Outcome, type Problem, page, type Shown, type View } from '../../web/page.ts'
import type { Question } from '../definition.ts'
import { type FormInHand, formInHand, keepDraft, withRow } from '../draft.ts'
import { isOwn, type LocalChange, sectionOf } from '../local.ts'
import { phaseNames, whatChanged } from '../local-changes.ts'
import { nationalQuestions, rowOf, wholeForm } from '../local-problems.ts'
import { fieldsOfRow, placesFor, type RowFields, readRow, rowProblems } from '../local-row.ts'
import { RowForm } from '../row-form.tsx'
import { formTrail, phaseIn } from './form.tsx'

/** The key of the one record on this form. */
const only = '1'

interface Loaded {
  readonly form: FormInHand
  readonly id: string
  /** The phase that the page is read in. */
  readonly phase: Phase
  /** The phase that a change is for; null: every phase that asks it. */
  readonly scope: Phase | null
  /** As the national form words it; undefined for one of the authority's own. */
  readonly national: Question | undefined
  readonly asked: readonly Phase[]
  /** It is worded otherwise in each phase, so that words can be changed phase by phase only. */
  readonly wordedByPhase: boolean
  readonly row: LocalChange | undefined
}

async function load({ tx, who, params, query, body }: Ask): Promise<Loaded | null> {
  const form = await formInHand(tx, who)
  const id = params.question ?? ''
  const nationally = form && nationalQuestions(form.draft.base).get(id)
  const own = form?.draft.changes.find(one => one.question === id && one.kind)
  if (!form || (!nationally && !own)) return null
  const asked = nationally ? [...nationally.keys()] : own?.phase ? [own.phase] : [...phases]
  const phase = asked.includes(phaseIn(query)) ? phaseIn(query) : (asked[0] ?? 'primary')
  const wanted = query.only ?? text(body, 'only')
  const scope = nationally ? (asked.find(one => one === wanted) ?? null) : (own?.phase ?? null)
  const labels = new Set([...(nationally?.values() ?? [])].map(one => one.label))
  return {
    ...{ form, id, phase, scope, asked },
    national: nationally?.get(scope ?? phase),
    wordedByPhase: scope === null && labels.size > 1,
    row: rowOf(form.draft, id, scope)
  }
}

/** One question of the form: its words, whether it must be answered, where it stands, whether it is asked. */
export const formQuestionPage = page<Loaded>({
  at: '/authority/form/questions/:question',
  may: 'set policy',
  name: 'question of the form',
  load,
  submit: save,
  view: (loaded, shown) => (clashIn(shown, [only]) ? bothVersions(loaded, shown) : oneQuestion(loaded, shown))
})

async function save(loaded: Loaded, ask: Ask): Promise<Outcome> {
  const { form, id, scope, row, national, phase } = loaded
  const back = `/authority/form?phase=${phase}`
  const taking = text(ask.body, 'do') === 'take-out'
  const mine = taking ? null : readRow(ask.body, { id, phase: scope, before: row }, national)
  const problems = rowProblems(mine)
  if (problems.length > 0) return { again: problems }
  const saved = judgePosted(ask.body, only, mine, row ?? null)
  if (saved === 'unchanged') return { go: back, done: 'Nothing was changed.' }
  if (saved === 'clash' || (row === undefined && text(ask.body, `base-${only}`) !== ''))
    return { again: [clashOf(only)] }
  const draft = withRow(form.draft, id, scope, mine)
  const refused = await keepDraft(ask.tx, ask.who, form, draft)
  if (refused.length > 0) return { again: refused.map(one => ({ field: fieldOf(ask.body), what: one.what })) }
  return { go: back, done: whatChanged(form.draft, draft).join(' ') || 'Nothing was changed.' }
}

/** Where on the page a refusal of the whole belongs. */
const fieldOf = (body: Ask['body']) =>
  several(body, 'hidden').includes('yes') ? 'hidden' : several(body, 'required').includes('yes') ? 'required' : 'label'

function oneQuestion(loaded: Loaded, shown: Shown): View {
  const { form, id, scope, national, row, phase, wordedByPhase } = loaded
  const standing = fieldsOfRow(row, national)
  return {
    title: standing.label,
    trail: formTrail('A question'),
    body: (
      <div class="reading">
        <span class="govuk-caption-l">
          Section {sectionOf(id)}
          {national ? '' : ', a question of your own'}
        </span>
        <h1 class="govuk-heading-l as-written">{standing.label}</h1>
        <Standing national={national} />
        <Scopes loaded={loaded} />
        <form method="post" novalidate>
          <input type="hidden" name="_csrf" value={shown.csrf} />
          <input type="hidden" name="only" value={scope ?? ''} />
          <ReadAt shown={shown} of={[[only, row ?? null]]} />
          <RowForm
            fields={shown.typed ? typedFields(shown.typed, standing) : standing}
            problems={shown.problems}
            own={isOwn(id) && !national}
            fresh={false}
            worded={!wordedByPhase}
            places={placesFor(
              id,
              wholeForm(form.draft, scope ?? phase).sections.flatMap(one => one.questions)
            )}
          />
          <div class="govuk-button-group">
            <Button preventDoubleClick>Save to the draft</Button>
            {!national && !form.published.some(one => one.changes.some(change => change.question === id)) ? (
              <Button kind="warning" name="do" value="take-out">
                Take this question out
              </Button>
            ) : null}
          </div>
        </form>
      </div>
    )
  }
}

function Standing({ national }: { national: Question | undefined }) {
  if (!national) return null
  const words = [
    ...(national.statutory ? ['It is statutory: it may be reworded and moved, and is always asked.'] : []),
    ...(national.required === 'always' ? ['The national form requires an answer.'] : []),
    ...(typeof national.required === 'object' ? ['The national form requires an answer in some cases.'] : [])
  ]
  return words.length > 0 ? <InsetText>{words.join(' ')}</InsetText> : null
}

/** For which phases the change is: every one, or one alone. */
function Scopes({ loaded: { id, scope, asked, national, wordedByPhase } }: { loaded: Loaded }) {
  if (!national || asked.length < 2) return null
  const to = (one: Phase | null) => `/authority/form/questions/${id}${one ? `?only=${one}&phase=${one}` : ''}`
  return (
    <p class="govuk-body">
      You are changing it in:{' '}
      {[null, ...asked].map((one, at) => (
        <>
          {at > 0 ? ' · ' : ''}
          {one === scope ? (
            <strong>{one ? phaseNames[one] : 'every phase'}</strong>
          ) : (
            <a class="govuk-link" href={to(one)}>
              {one ? `${phaseNames[one]} only` : 'every phase'}
            </a>
          )}
        </>
      ))}
      {wordedByPhase ? '. It is worded for each age, so choose one to change its words.' : ''}
    </p>
  )
}

export const typedFields = (typed: Readonly<Record<string, string | string[]>>, standing: RowFields): RowFields => ({
  label: 'label' in typed ? text(typed, 'label') : standing.label,
  hint: 'hint' in typed ? text(typed, 'hint') : standing.hint,
  required: several(typed, 'required').includes('yes'),
  hidden: several(typed, 'hidden').includes('yes'),
  after: text(typed, 'after'),
  kind: text(typed, 'kind') || standing.kind,
  options: text(typed, 'options'),
  keepsTrue: several(typed, 'keepsTrue').includes('yes')
})

/** Two administrators changed one question: both versions, until this one chooses. */
function bothVersions({ form, id, scope, row, national }: Loaded, shown: Shown): View {
  const typed = shown.typed ?? {}
  const taking = text(typed, 'do') === 'take-out'
  const mine = taking ? null : readRow(typed, { id, phase: scope, before: row }, national)
  const { _csrf, keep, at, ...kept } = typed
  const inWords = (said: LocalChange | null) =>
    whatChanged({ ...form.draft, changes: [] }, { ...form.draft, changes: said ? [said] : [] }).join('\n') ||
    (national ? 'As the national form has it' : 'Taken out')
  return {
    title: staleTitle(null, form.written?.by ?? 'Somebody else'),
    trail: formTrail('Two versions'),
    status: 409,
    body: (
      <Stale
        what={fieldsOfRow(row, national).label || id}
        mine={{ value: inWords(mine) }}
        theirs={{
          by: form.written?.by ?? 'Somebody else',
          at: form.written ? momentInWords(form.written.at) : 'the same day',
          value: inWords(row ?? null)
        }}
        choice={{
          action: shown.path,
          csrf: shown.csrf,
          fields: {
            ...Object.fromEntries(Object.keys(kept).map(name => [name, text(kept, name)])),
            theirs: [...theirsIn(typed)].join(' '),
            at: only,
            [`base-${only}`]: versionOf(row ?? null)
          }
        }}
      />
    )
  }
}

export const asProblems = (problems: readonly { what: string }[], field: string): Problem[] =>
  problems.map(({ what }) => ({ field, what }))
