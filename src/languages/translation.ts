import { createHash } from 'node:crypto'
import { z } from 'zod'
import { english, type Key, keys } from './english.ts'
import { type Font, fontFor } from './fonts.ts'

/** What a translator's file holds; published as docs/openpep-language-1.schema.json. */
export const languageFile = z.strictObject({
  $schema: z.string().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .describe('Its ISO 639 code: "ar"'),
  also: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .optional()
    .describe('Other codes of a child’s record whose speakers read it: Dari beside Farsi'),
  name: z.string().min(1).describe('Its name as its own readers write it'),
  english: z.string().min(1).describe('Its name in English'),
  direction: z.enum(['ltr', 'rtl']).describe('Where a line begins: "rtl" is from the right'),
  words: z
    .record(z.string(), z.string())
    .describe('By key, as in en.json; what stands in braces, such as {name}, is kept as it is')
})

export interface Problem {
  readonly key: string
  readonly kind: 'missing' | 'unknown' | 'placeholder'
  readonly what: string
}

/** A language that pages can be read in. A phrase that is missing or has a fault is not in `words`: its English is shown. */
export interface Translation {
  readonly code: string
  readonly also: readonly string[]
  readonly name: string
  readonly english: string
  readonly direction: 'ltr' | 'rtl'
  readonly words: ReadonlyMap<Key, string>
  /** The font that its letters need beyond the usual one; null: none. */
  readonly font: Font | null
  /** Of its words and of the English that they are of: another one when either changes. */
  readonly version: string
  readonly problems: readonly Problem[]
}

/** A file that cannot be used at all, and why. */
export interface Unusable {
  readonly file: string
  readonly unusable: readonly string[]
}
export const isUnusable = (read: Translation | Unusable): read is Unusable => 'unusable' in read

export const placeholdersIn = (words: string): string[] =>
  [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()

const fromTheRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Reads a translator's file, and says in plain words what is wrong with it. Pure but for the fonts. */
export function readTranslation(file: string, text: string): Translation | Unusable {
  const unusable = (...why: string[]): Unusable => ({ file, unusable: why })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return unusable(`This is not JSON: ${(error as Error).message}. A comma or a quotation mark may be missing.`)
  }
  const read = languageFile.safeParse(json)
  if (!read.success)
    return unusable(...read.error.issues.map(({ path, message }) => `${path.join(' → ') || 'The file'}: ${message}.`))
  const { language, also = [], name, direction, words: given } = read.data
  if (file !== `${language}.json`) return unusable(`The file of ${read.data.english} is called ${language}.json.`)
  const problems = problemsOf(given)
  const faulty = new Set(problems.map(({ key }) => key))
  const words = new Map(keys.flatMap(key => (faulty.has(key) ? [] : [[key, (given[key] ?? '').trim()] as const])))
  const all = [name, ...words.values()].join(' ')
  if (direction !== (fromTheRight.test(name) ? 'rtl' : 'ltr'))
    return unusable(
      `Its letters run from ${direction === 'rtl' ? 'left to right' : 'right to left'}: mend “direction”.`
    )
  const font = fontFor(all)
  if ('lacks' in font)
    return unusable(
      `No font of ours can draw “${font.lacks.slice(0, 10).join('” “')}”: it would be shown as empty boxes. Add a font first.`
    )
  return {
    ...{ code: language, also, name, english: read.data.english, direction, words, problems, font: font.font },
    version: versionOf(words)
  }
}

/** What is missing, not known, or has lost or gained something in braces. */
function problemsOf(given: Readonly<Record<string, string>>): Problem[] {
  const unknown = Object.keys(given).flatMap((key): Problem[] =>
    Object.hasOwn(english, key)
      ? []
      : [{ key, kind: 'unknown', what: 'This key is not in en.json. Was it renamed, or mistyped?' }]
  )
  return [
    ...unknown,
    ...keys.flatMap((key): Problem[] => {
      const words = given[key]?.trim()
      if (!words) return [{ key, kind: 'missing', what: `Not translated yet: “${english[key]}”` }]
      const [wanted, found] = [placeholdersIn(english[key]), placeholdersIn(words)]
      if (wanted.join() === found.join()) return []
      const names = wanted.map(one => `{${one}}`).join(' and ') || 'nothing in braces'
      return [{ key, kind: 'placeholder', what: `It must hold ${names}, once each, as “${english[key]}” does` }]
    })
  ]
}

const versionOf = (words: ReadonlyMap<Key, string>): string =>
  createHash('sha256')
    .update(JSON.stringify([...words].map(([key, said]) => [key, english[key], said])))
    .digest('hex')
    .slice(0, 16)

/** How much of it is translated, in whole per cent; all but done is not yet done. */
export const completeness = ({ words }: Pick<Translation, 'words'>): number =>
  Math.floor((words.size / keys.length) * 100)
