import { timingSafeEqual } from 'node:crypto'
import type { Seal } from '../people/one-time-link.ts'
import { text } from './forms.ts'

/** What a form carries as `_csrf`: its token and, where somebody was signed in, for whom it was drawn, sealed. */
const between = '~'

const markOf = (person: string, seal: Seal): Buffer => seal(`writer of a form ${person}`)

export const formTokenFor = (token: string, person: string | null, seal: Seal): string =>
  person === null ? token : [token, person, markOf(person, seal).toString('base64url')].join(between)

export const tokenOf = (sent: string): string => sent.split(between)[0] ?? ''

/** For whom a posted form was drawn, whoever is signed in now; null where we did not say so. */
export function writerOf(body: Readonly<Record<string, string | string[]>>, seal: Seal): string | null {
  const [, person, mark] = text(body, '_csrf').split(between)
  if (!person || !mark) return null
  const [sent, own] = [Buffer.from(mark, 'base64url'), markOf(person, seal)]
  return sent.length === own.length && timingSafeEqual(sent, own) ? person : null
}
