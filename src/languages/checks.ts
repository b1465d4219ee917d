import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import type { PlainDate } from '../guidance/dates.ts'
import { type CheckRow, readChecks, setOff, upsertCheck } from './checks.queries.ts'
import { english, type Key, keys } from './english.ts'
import { shipped } from './shipped.ts'
import { type Standing, standingOf } from './standing.ts'
import type { Translation } from './translation.ts'

/** A native speaker's check of a language, as an administrator has recorded it. */
export interface Check {
  readonly version: string
  readonly by: string
  readonly on: PlainDate
  readonly recordedBy: string | null
  readonly words: CheckRow['words']
}

/** A language of this authority: its file, what is on record of it, and what that comes to. */
export interface LocalLanguage {
  readonly language: Translation
  readonly check: Check | null
  readonly standing: Standing
}

export async function languagesOf(tx: Tx, authorityId: number): Promise<readonly LocalLanguage[]> {
  const rows = new Map((await readChecks(tx, authorityId)).map(row => [row.language, row]))
  return shipped().others.map(language => {
    const row = rows.get(language.code)
    return {
      language,
      check: row
        ? {
            ...{ version: row.version, by: row.checked_by, words: row.words, recordedBy: row.recorded_by },
            on: Temporal.PlainDate.from(row.checked_on)
          }
        : null,
      standing: standingOf(language, row && { version: row.version, off: row.turned_off })
    }
  })
}

/** A phrase that is to be checked: new, or otherwise than it was when somebody checked it. */
export interface ToCheck {
  readonly key: Key
  readonly english: string
  readonly now: string
  /** Null: it was not there, or nothing was checked before. */
  readonly before: { readonly english: string; readonly translated: string } | null
}

/** All of it the first time; later what has changed since, in its English or in its translation. Pure. */
export function toCheck({ words }: Pick<Translation, 'words'>, check: Pick<Check, 'words'> | null): readonly ToCheck[] {
  return keys.flatMap((key): ToCheck[] => {
    const now = words.get(key)
    const then = check?.words[key]
    if (now === undefined || (then && then[0] === english[key] && then[1] === now)) return []
    return [{ key, english: english[key], now, before: then ? { english: then[0], translated: then[1] } : null }]
  })
}

interface By {
  readonly authorityId: number
  readonly personId: string
  readonly now: Temporal.Instant
}

/** Puts on record that somebody who speaks it has read these words, and turns the language on. */
export async function recordCheck(
  tx: Tx,
  language: Translation,
  checked: { readonly by: string; readonly on: PlainDate },
  { authorityId, personId, now }: By
): Promise<void> {
  await upsertCheck(tx, {
    ...{ authority_id: authorityId, language: language.code, version: language.version, turned_off: false },
    words: JSON.stringify(Object.fromEntries([...language.words].map(([key, said]) => [key, [english[key], said]]))),
    ...{ checked_by: checked.by, checked_on: checked.on.toString(), recorded_by: personId, recorded_at: now.toString() }
  })
  await record(tx, {
    ...{ person: personId, action: 'record a check of a language', authorityId },
    payload: { language: language.code, version: language.version, by: checked.by, on: checked.on.toString() }
  })
}

/** Takes a checked language out of use, or back into it. */
export async function turnLanguage(tx: Tx, language: Translation, off: boolean, { authorityId, personId }: By) {
  await setOff(tx, authorityId, language.code, off)
  await record(tx, {
    ...{ person: personId, action: off ? 'turn a language off' : 'turn a language on', authorityId },
    payload: { language: language.code }
  })
}
