import { record } from '../audit/audit.ts'
import type { Tx } from '../db/transaction.ts'
import { linkDigest } from '../people/one-time-link.ts'
import type { Ask } from '../web/page.ts'
import { type ReadingRow, readReading, readReadingByLink, storeChoice, storeChoiceByLink } from './reading.queries.ts'
import { type Say, sayIn } from './say.tsx'
import { shipped } from './shipped.ts'
import { languageFor, offered, standingOf } from './standing.ts'
import type { Translation } from './translation.ts'

/** In which language a page is read, and which others there are to choose from. */
export interface Reading {
  readonly language: Translation
  readonly say: Say
  /** With English; empty where English is all there is. */
  readonly choices: readonly Translation[]
  /** A draft that no native speaker has checked: the demonstration says so. */
  readonly unchecked: boolean
}

type Asks = Pick<Ask, 'tx' | 'demonstration'>

/** Whose language the child's record tells: the child's own, and taken to be the parent's. */
const speaksAsTheChild = (party: string | null | undefined): boolean => party === 'child' || party === 'parent'

/** Of somebody's own page about a child: as they chose; else, for the child and the parent, as the record says. */
export async function readingFor(ask: Asks, childId: string, party: string): Promise<Reading> {
  return readingFrom(await readReading(ask.tx, childId), party, ask.demonstration)
}

/** Of a page that a private link opens without signing in. */
export async function readingByLink(ask: Asks, token: string): Promise<Reading> {
  const row = await readReadingByLink(ask.tx, linkDigest(token))
  return readingFrom(row, row?.party, ask.demonstration)
}

function readingFrom(row: ReadingRow | null, party: string | null | undefined, demonstration: boolean): Reading {
  const { english, others } = shipped()
  const checked = row?.checked ?? {}
  const on = row ? offered(others, checked, demonstration) : []
  const known = speaksAsTheChild(party) ? [row?.interpreter_language ?? null, row?.first_language ?? null] : []
  return inLanguage(languageFor(on, english, { chosen: row?.chosen ?? null, known }), on, checked)
}

function inLanguage(
  language: Translation,
  on: readonly Translation[],
  checked: Parameters<typeof offered>[1]
): Reading {
  const { english } = shipped()
  return {
    language,
    say: sayIn(language),
    choices: on.length > 0 ? [english, ...on] : [],
    unchecked: language !== english && standingOf(language, checked[language.code]) !== 'checked'
  }
}

/** English, with nothing to choose: where nobody is known. */
export const inEnglish = (): Reading => inLanguage(shipped().english, [], {})

/** One language of ours without asking whether it is on: for an address that only we can have made. */
export function readingIn(code: string): Reading {
  const found = shipped().others.find(one => one.code === code)
  return found ? { ...inLanguage(found, [], {}), unchecked: false } : inEnglish()
}

const isOffered = ({ choices }: Reading, code: string): boolean => choices.some(one => one.code === code)

/** Remembers for this person how they read; false where that language is not to be had. */
export async function chooseLanguage(
  { tx, who, now, about }: Pick<Ask, 'tx' | 'who' | 'now' | 'about'>,
  reading: Reading,
  code: string
): Promise<boolean> {
  if (!isOffered(reading, code)) return false
  await storeChoice(tx, who.id, code, now.toString())
  await record(tx, {
    person: who.id,
    action: 'choose the language of own pages',
    authorityId: about?.authorityId ?? null,
    childId: about?.childId ?? null,
    pepId: about?.pep?.id ?? null,
    payload: { language: code }
  })
  return true
}

/** The same for a private link, whoever holds it. */
export async function chooseLanguageByLink(tx: Tx, token: string, reading: Reading, code: string): Promise<boolean> {
  if (!isOffered(reading, code)) return false
  await storeChoiceByLink(tx, linkDigest(token), code)
  await record(tx, {
    ...{ person: null, action: 'choose the language of own pages', reason: 'private link' },
    payload: { language: code }
  })
  return true
}
