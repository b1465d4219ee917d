/**
 * Words that are not sent yet, kept in this browser: AES-GCM for each answer, bound to person, pep, question and base version.
 * The key is the server's, per person and browser, and stands only in the memory of the page.
 */

import type { FormWords } from './form-words.ts'

export interface Draft {
  /** Whose words they are: they are sent as nobody else's. */
  readonly person: string
  readonly pep: string
  readonly question: string
  /** As the form reads it. */
  readonly value: unknown
  readonly still: boolean
  /** The form itself carried it too: should it be refused now, it was answered then. */
  readonly posted?: boolean
  /** The version that was seen when it was written. */
  readonly base: number
  readonly mutation: string
  /** Milliseconds, by this device's clock: for the order only. */
  readonly at: number
}

interface Kept {
  readonly mutation: string
  readonly person: string
  readonly pep: string
  readonly question: string
  readonly base: number
  readonly at: number
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}

export interface Drafts {
  keep(draft: Draft): Promise<boolean>
  drop(mutation: string): Promise<void>
  /** This person's, the oldest first. What cannot be read any more is thrown away. */
  all(): Promise<Draft[]>
}

const browserName = 'openpep-browser'
/** Names this browser to the server; it opens nothing by itself. */
export function browserId(): string {
  const known = localStorage.getItem(browserName)
  if (known) return known
  const made = crypto.randomUUID()
  localStorage.setItem(browserName, made)
  return made
}

/** Null where the browser or the server gives no key: then words wait in the memory of the page alone. */
export const openDrafts = async (person: string): Promise<Drafts | null> => {
  const drafts = await openAll(person)
  return drafts && { ...drafts, all: async () => (await drafts.all()).filter(({ question }) => !isAddress(question)) }
}

/** Words of a form that is saved by its button, as they stand in its fields. */
export interface FormDraft {
  /** The page's path, and the place of the form on it. */
  readonly address: string
  readonly value: FormWords
  /** The button was pressed: the page that came next tells whether it arrived. */
  readonly posted: boolean
  readonly mutation: string
  readonly at: number
}
export interface FormDrafts {
  keep(draft: FormDraft): Promise<boolean>
  drop(mutation: string): Promise<void>
  /** What is kept of this form, the oldest first. */
  of(address: string): Promise<FormDraft[]>
}

/** An answer is kept under the id of its question, a form under its address. */
const isAddress = (question: string): boolean => question.startsWith('/')

export async function openFormDrafts(person: string): Promise<FormDrafts | null> {
  const drafts = await openAll(person)
  return (
    drafts && {
      keep: ({ address, ...draft }) =>
        drafts.keep({ ...draft, person, pep: '', question: address, still: false, base: 0 }),
      drop: drafts.drop,
      of: async address =>
        (await drafts.all())
          .filter(({ question }) => question === address)
          .map(({ value, posted = false, mutation, at }) => ({
            address,
            value: value as FormWords,
            posted,
            mutation,
            at
          }))
    }
  )
}

/** The words of a form that has arrived with the service. */
export async function forgetTaken(mutation: string): Promise<void> {
  const store = await openStore()
  await change(store, drafts => drafts.delete(mutation))
}

async function openAll(person: string): Promise<Drafts | null> {
  try {
    const answer = await fetch(`/session/drafts/${browserId()}`, { headers: { accept: 'application/json' } })
    if (!answer.ok || answer.redirected) return null
    const { key } = (await answer.json()) as { key: string }
    const raw = Uint8Array.from(atob(key), letter => letter.charCodeAt(0))
    const sealing = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
    return draftsOf(person, sealing, await openStore())
  } catch {
    return null
  }
}

const bound = ({ person, pep, question, base }: Pick<Kept, 'person' | 'pep' | 'question' | 'base'>) =>
  new TextEncoder().encode(`${person}/${pep}/${question}/${base}`)

function draftsOf(person: string, key: CryptoKey, store: IDBDatabase): Drafts {
  const read = async (kept: Kept): Promise<Draft[]> => {
    try {
      const { person, pep, question, base, mutation, at } = kept
      const how = { name: 'AES-GCM', iv: kept.iv, additionalData: bound(kept) }
      const words = new TextDecoder().decode(await crypto.subtle.decrypt(how, key, kept.sealed))
      const said = JSON.parse(words) as Pick<Draft, 'value' | 'still' | 'posted'>
      return [{ person, pep, question, base, mutation, at, ...said }]
    } catch {
      await change(store, drafts => drafts.delete(kept.mutation))
      return []
    }
  }
  return {
    keep: async ({ value, still, posted, ...draft }) => {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const words = new TextEncoder().encode(JSON.stringify({ value, still, posted }))
      const how = { name: 'AES-GCM', iv, additionalData: bound(draft) }
      const sealed = await crypto.subtle.encrypt(how, key, words)
      return change(store, drafts => drafts.put({ ...draft, iv, sealed } satisfies Kept)).then(
        () => true,
        () => false
      )
    },
    drop: mutation => change(store, drafts => drafts.delete(mutation)),
    all: async () => {
      const mine = (await keptOf(store)).filter(kept => kept.person === person).sort((a, b) => a.at - b.at)
      return (await Promise.all(mine.map(read))).flat()
    }
  }
}

/** Whether this person has unsent words here; needs no key. */
export async function hasDrafts(person: string): Promise<boolean> {
  if (!localStorage.getItem(browserName)) return false
  return (await keptOf(await openStore())).some(kept => kept.person === person)
}

/** Signing out: this person's unsent words go, and so does what names this browser. */
export async function forgetDrafts(person: string): Promise<void> {
  const store = await openStore()
  for (const { mutation } of (await keptOf(store)).filter(kept => kept.person === person))
    await change(store, drafts => drafts.delete(mutation))
  localStorage.removeItem(browserName)
}

const openStore = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('openpep', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('drafts', { keyPath: 'mutation' })
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })

const keptOf = (store: IDBDatabase): Promise<Kept[]> =>
  new Promise((resolve, reject) => {
    const reading = store.transaction('drafts').objectStore('drafts').getAll()
    reading.onsuccess = () => resolve(reading.result as Kept[])
    reading.onerror = () => reject(reading.error)
  })

const change = (store: IDBDatabase, work: (drafts: IDBObjectStore) => unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    const changing = store.transaction('drafts', 'readwrite', { durability: 'strict' })
    work(changing.objectStore('drafts'))
    changing.oncomplete = () => resolve()
    changing.onerror = () => reject(changing.error)
    changing.onabort = () => reject(changing.error)
  })
