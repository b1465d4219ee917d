import { createHash, randomBytes } from 'node:crypto'
import { newId } from '../db/id.ts'
import type { Tx } from '../db/transaction.ts'
import { enqueue } from '../db/transaction.ts'
import { readIsNewBrowser } from './session.queries.ts'

/** By which a browser is known again when somebody signs in with it; it signs nobody in. */
export const browserCookie = 'openpep-browser'

/** The browser that somebody signs in with. */
export interface Browser {
  readonly token: string
  /** "Firefox on Windows". */
  readonly name: string
}

const programs: ReadonlyArray<readonly [RegExp, string]> = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari']
]
const systems: ReadonlyArray<readonly [RegExp, string]> = [
  [/iPhone/, 'an iPhone'],
  [/iPad/, 'an iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'a Chromebook'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'a Mac'],
  [/Linux/, 'Linux']
]

/** What a browser says of itself, in plain words; no more of it is kept. */
export function browserName(said: string | undefined): string {
  const find = (of: typeof programs) => of.find(([sign]) => sign.test(said ?? ''))?.[1]
  const [program, system] = [find(programs), find(systems)]
  if (!program && !system) return 'An unknown browser'
  return [program ?? 'A browser', system].filter(Boolean).join(' on ')
}

/** The browser of a request; one that is not known yet gets a token. */
export const browserOf = (token: string | undefined, said: string | undefined): Browser => ({
  token: token && /^[\w-]{43}$/.test(token) ? token : randomBytes(32).toString('base64url'),
  name: browserName(said)
})

/** Tells the person by e-mail where they have signed in before, and not with this browser. */
export async function noteBrowser(tx: Tx, person: string, { token }: Browser): Promise<void> {
  if (await readIsNewBrowser(tx, person, createHash('sha256').update(token).digest()))
    await enqueue(tx, 'tell of new browser', { person, event: newId() })
}
