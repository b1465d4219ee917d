import { hash, verify } from '@node-rs/argon2'

export const shortestPassword = 12
export const longestPassword = 200

// Argon2id with 19 MiB and two passes, the least that is held to be enough.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

// One form for the same text however a keyboard wrote it.
const normal = (password: string): string => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost)

let nobodys: Promise<string> | undefined

/** Takes the same time whether or not there is a hash to compare with. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  nobodys ??= hashPassword('a password that nobody has')
  const fits = await verify(stored ?? (await nobodys), normal(password.slice(0, longestPassword))).catch(() => false)
  return stored !== null && fits
}

/** Words and runs that most guessed passwords are made of; each is refused alone, repeated, or with figures and signs around it. */
const guessed = [
  'password passw passwort pass word welcome letmein let me in qwerty qwertyuiop qwertz asdfgh asdfghjkl zxcvbn zxcvbnm admin',
  'administrator changeme change me iloveyou i love you monkey dragon football liverpool arsenal chelsea manchester united',
  'everton tottenham rangers celtic sunshine princess master superman batman pokemon starwars trustno computer internet',
  'summer winter autumn spring january february march april may june july august september october november december',
  'monday tuesday wednesday thursday friday saturday sunday hello secret login access openpep open pep epep school teacher',
  'council social worker socialworker virtual virtualschool warwickshire england london abc abcd abcdef abcdefgh the my is new',
  'test testing guest user default temp temporary office charlie thomas jessica daniel ashley michael jordan hunter killer'
]
  .join(' ')
  .split(' ')
const words = [...new Set(guessed)].sort((a, b) => b.length - a.length)
const onlyGuessed = new RegExp(`^(?:${words.join('|')})+$`)

const looksLike: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i'
}
const lettersOf = (password: string): string => password.replace(/\P{L}/gu, '')

const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm'
]
const inARow = [...runs, ...runs.map(run => [...run].reverse().join(''))]

/** Whether a guesser's first lists hold it: few different signs, a run of keys, or nothing but common words and figures. */
export function isCommon(password: string): boolean {
  const lower = normal(password).toLowerCase()
  if (new Set(lower).size < 5) return true
  if (inARow.some(run => `${run}${run}`.includes(lower))) return true
  const half = lower.slice(0, lower.length / 2)
  if (lower === half + half && half.length < 8) return true
  const plain = lower.replace(/^[^\p{L}@$]+|\P{L}+$/gu, '')
  const unmasked = [...plain].map(sign => looksLike[sign] ?? sign).join('')
  return [lettersOf(lower), lettersOf(unmasked)].some(letters => letters === '' || onlyGuessed.test(letters))
}

const known = async (): Promise<ReadonlySet<string>> =>
  new Set((await import('@zxcvbn-ts/language-common')).dictionary['passwords-common'] as readonly string[])
let list: ReturnType<typeof known> | undefined

/** Whether it is among the fifty thousand that breaches have shown most often, alone or with figures and signs around it. */
async function isBreached(password: string): Promise<boolean> {
  list ??= known()
  const [breached, lower] = [await list, normal(password).toLowerCase()]
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return breached.has(lower) || (core.length >= 4 && breached.has(core))
}

/** Whose password it is to be. */
export interface Owner {
  readonly name: string | null
  readonly email: string | null
}

/** The words of somebody's name and address, and of this service: long ones anywhere in it, short ones as words. */
function holdsOwnWords(password: string, { name, email }: Owner): boolean {
  const wordsOf = (text: string) =>
    normal(text)
      .toLowerCase()
      .split(/[^\p{L}]+/u)
  const address = email?.split('@')[0] ?? ''
  const own = [...wordsOf(name ?? ''), ...wordsOf(address), 'openpep'].filter(word => word.length >= 3)
  const lower = normal(password).toLowerCase()
  const spoken = new Set(wordsOf(password))
  return own.some(word => spoken.has(word) || (word.length >= 5 && lower.includes(word))) || /open.?pep/.test(lower)
}

/** What is wrong with a new password, in words; null when it may be used. */
export async function problemOfPassword(password: string, owner: Owner): Promise<string | null> {
  const length = [...normal(password)].length
  if (length === 0) return 'Enter a new password'
  if (length < shortestPassword)
    return `Your password must have ${shortestPassword} characters or more. Three or four unrelated words are good.`
  if (length > longestPassword) return `Your password must have ${longestPassword} characters or fewer`
  if (holdsOwnWords(password, owner))
    return 'Leave your name, your e-mail address and the name of this service out of your password. They are guessed first.'
  if (isCommon(password) || (await isBreached(password)))
    return 'This password is easy to guess. Choose one that others do not use, for example three or four unrelated words.'
  return null
}
