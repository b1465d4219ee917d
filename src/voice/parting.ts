import { inEnglish, type Reading, readingIn } from '../languages/reading.ts'
import type { Ask } from '../web/page.ts'

type Seal = Ask['seal']

/** Shows that an address was made here: nobody is signed in any more whose language could be known. */
const signed = (seal: Seal, code: string): string => `${code}-${seal(`language ${code}`).toString('hex').slice(0, 16)}`

/** What the last page of a private link must know: whether anything was said, and in which language it says thank you. */
export function partingQuery({ language }: Reading, said: boolean, seal: Seal): string {
  const query = new URLSearchParams({
    ...(said ? {} : { said: 'nothing' }),
    ...(language.code === 'en' ? {} : { in: signed(seal, language.code) })
  })
  return query.size > 0 ? `?${query}` : ''
}

/** A language that no native speaker has checked is not read by who makes up an address. */
export function parting({ query, seal }: Pick<Ask, 'query' | 'seal'>): {
  readonly said: boolean
  readonly reading: Reading
} {
  const [code = ''] = (query.in ?? '').split('-')
  const reading = query.in === signed(seal, code) ? readingIn(code) : inEnglish()
  return { said: query.said !== 'nothing', reading }
}
