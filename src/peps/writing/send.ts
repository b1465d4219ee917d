import type { Draft } from './drafts.ts'

/** What became of words that were sent. */
export type Sent =
  | { readonly now: 'saved'; readonly version: number; readonly problem: string | null }
  /** `by` is null where this same person was faster, on another page. */
  | { readonly now: 'clash'; readonly by: string | null; readonly theirs: string }
  /** Nobody is signed in here any more, or somebody else is. */
  | { readonly now: 'signed-out' }
  /** No connection, or the service is not there: to be tried again. */
  | { readonly now: 'waiting' }
  | { readonly now: 'refused'; readonly problem: string }

/** One answer to the server, by the same rule as a form: base version and mutation. The same mutation again counts once. */
export async function send({ person, pep, question, value, still, base, mutation }: Draft): Promise<Sent> {
  const answer = await fetch(`/peps/${pep}/answers/${encodeURIComponent(question)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, value, still, base, mutation })
  }).catch(() => null)
  if (!answer || answer.status >= 500 || answer.status === 429) return { now: 'waiting' }
  if (answer.status === 401) return { now: 'signed-out' }
  const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>
  if (answer.ok) return { now: 'saved', version: Number(said.version), problem: textOf(said.problem) || null }
  if (answer.status === 409) {
    const theirs = (said.theirs ?? {}) as Record<string, unknown>
    return {
      now: 'clash',
      by: theirs.own === true ? null : textOf(theirs.by) || 'Somebody else',
      theirs: textOf(theirs.value)
    }
  }
  return { now: 'refused', problem: textOf(said.problem) || 'It could not be saved.' }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
