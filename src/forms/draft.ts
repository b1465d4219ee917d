import { record } from '../audit/audit.ts'
import type { Authority } from '../authorities/authority.ts'
import { ownAuthority } from '../authorities/policy-change.ts'
import type { Tx } from '../db/transaction.ts'
import type { Phase, Refusal } from '../guidance/words.ts'
import type { Asking } from '../web/page.ts'
import {
  insertEdition,
  oneWriterAtATime,
  type PublishedRow,
  readDraft,
  readPublished,
  writeDraft
} from './edition.queries.ts'
import type { LocalChange, LocalForm } from './local.ts'
import { whatChanged } from './local-changes.ts'
import { problemsOfLocal, type RowProblem } from './local-problems.ts'
import { currentVersion } from './versions.ts'

/** An authority's form as its editors see it: what is written, by whom, and what plans begin with today. */
export interface FormInHand {
  readonly authority: Authority
  readonly draft: LocalForm
  readonly written: { readonly by: string; readonly at: Temporal.Instant } | null
  /** The newest first. */
  readonly published: readonly PublishedRow[]
}

/** The form of the authority that this person works for; null where they work for none. */
export async function formInHand(tx: Tx, who: Asking): Promise<FormInHand | null> {
  const authority = await ownAuthority(tx, who)
  if (!authority) return null
  await oneWriterAtATime(tx, authority.code)
  const published = await readPublished(tx, authority.code)
  const row = await readDraft(tx, authority.code)
  const standing = row ?? published[0]
  return {
    authority,
    draft: { base: standing?.base ?? currentVersion, changes: standing?.changes ?? [] },
    written: row && { by: row.by, at: Temporal.Instant.from(new Date(row.changed_at).toISOString()) },
    published
  }
}

/** What new plans begin with today. */
export const standingForm = ({ published: [newest] }: FormInHand): LocalForm | null =>
  newest ? { base: newest.base, changes: newest.changes } : null

export const unpublished = (form: FormInHand): string[] => whatChanged(standingForm(form), form.draft)

export const problemsIn = (form: FormInHand, draft: LocalForm): RowProblem[] =>
  problemsOfLocal(
    draft,
    form.published.flatMap(({ changes }) => changes)
  )

/** The draft with one row said otherwise; null takes the row out. Pure. */
export function withRow(draft: LocalForm, question: string, phase: Phase | null, row: LocalChange | null): LocalForm {
  const at = draft.changes.findIndex(one => one.question === question && (one.phase ?? null) === phase)
  if (at < 0) return row ? { ...draft, changes: [...draft.changes, row] } : draft
  return { ...draft, changes: draft.changes.toSpliced(at, 1, ...(row ? [row] : [])) }
}

/** Keeps a draft, or says what is wrong with it; nothing of a wrong one is kept. */
export async function keepDraft(
  tx: Tx,
  who: Asking,
  form: FormInHand,
  draft: LocalForm
): Promise<readonly RowProblem[]> {
  const problems = problemsIn(form, draft)
  if (problems.length > 0) return problems
  const what = whatChanged(form.draft, draft)
  if (what.length === 0) return []
  await writeDraft(tx, { authorityId: form.authority.code, ...draft, personId: who.id })
  await record(tx, {
    person: who.id,
    action: 'edit form',
    authorityId: form.authority.code,
    payload: { what }
  })
  return []
}

/** Plans that are opened from now on take it; open ones keep theirs. Answers the version's name. */
export async function publishForm(tx: Tx, who: Asking, form: FormInHand): Promise<{ version: string } | Refusal> {
  const what = unpublished(form)
  if (what.length === 0)
    return { refused: 'Nothing has changed since the last version, so there is nothing to publish.' }
  const [problem] = problemsIn(form, form.draft)
  if (problem) return { refused: `${problem.question ?? 'The form'}: ${problem.what}` }
  const number = (form.published[0]?.number ?? 0) + 1
  const version = `${form.draft.base}-${form.authority.code}.${number}`
  await insertEdition(tx, {
    version,
    number,
    base: form.draft.base,
    changes: [...form.draft.changes],
    authorityId: form.authority.code,
    what,
    personId: who.id
  })
  await record(tx, {
    person: who.id,
    action: 'publish form',
    authorityId: form.authority.code,
    reason: version,
    payload: { what }
  })
  return { version }
}
