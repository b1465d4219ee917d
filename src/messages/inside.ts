import { sentence } from '../guidance/in-sentences.ts'
import { mailOnly } from './text.ts'

/** Where a message leads, as a link with words. */
export interface Way {
  /** A path of this service. */
  readonly href: string
  readonly words: string
}

/** What is done there, by the beginning of the path; the first that fits. */
const acts: ReadonlyArray<readonly [path: RegExp, words: string]> = [
  [/^\/invitations\//, 'Say whether you can come'],
  [/^\/polls\//, 'Say which dates suit you'],
  [/^\/views\//, 'Say what you think'],
  [/\/meeting\/poll$/, 'See which date suits'],
  [/\/meeting$/, 'See the meeting'],
  [/\/corrections/, 'See the correction'],
  [/\/copies/, 'See the copies'],
  [/\/part$/, 'See your part'],
  [/\/approval$/, 'Fill in the approval'],
  [/\/transfer$/, 'See the transfer pack'],
  [/^\/peps\//, 'Open the plan'],
  [/^\/children\//, 'Open the child’s page'],
  [/^\/concerns/, 'Read the question'],
  [/^\/imports/, 'See the import'],
  [/^\/account/, 'See your account'],
  [/^\/sign-in/, 'Sign in'],
  [/^\/$/, 'See what you need to do']
]

/**
 * A message as it reads after signing in: its own address is a link with words, and what is said only to somebody who reads an
 * e-mail (that no account is needed, that it names nobody) is left out. Links to elsewhere, as to a video meeting, stay.
 */
export function asReadInside(words: string, origin: string): { readonly words: string; readonly way: Way | null } {
  const [address] = words.split(/\s+/).filter(word => word.startsWith(`${origin}/`))
  const path = address?.slice(origin.length) ?? null
  const rest = mailOnly.reduce((left, one) => left.replaceAll(one, ''), words)
  const [before = '', after = ''] = address ? rest.split(address) : [rest]
  const own = [address ? sentence(before) : before, after]
    .flatMap(part => part.split(/\n{2,}/))
    .map(paragraph => paragraph.trim())
    .filter(Boolean)
    .join('\n\n')
  return {
    words: own,
    way: path === null ? null : { href: path, words: acts.find(([at]) => at.test(path))?.[1] ?? 'Open it' }
  }
}
