import { createRequire } from 'node:module'
import { type Coverage, fontCoverage } from '../documents/font-coverage.ts'

/** Fonts beside the usual one, each with a style sheet of its own that only the pages of its languages load. */
export const fonts = ['noto-sans', 'noto-sans-arabic', 'noto-sans-ethiopic'] as const
export type Font = (typeof fonts)[number]

const files: Readonly<Record<Font | 'usual', string>> = {
  usual: 'atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  'noto-sans': 'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans-arabic': 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  'noto-sans-ethiopic': 'noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf'
}

const known = new Map<Font | 'usual', Coverage>()
function coverageOf(font: Font | 'usual'): Coverage {
  const read = known.get(font)
  if (read) return read
  const coverage = fontCoverage(createRequire(import.meta.url).resolve(`@expo-google-fonts/${files[font]}`))
  known.set(font, coverage)
  return coverage
}

/** Signs that draw nothing: joiners and the like. */
const unseen = /^\p{Default_Ignorable_Code_Point}$/u

/** The one font that draws what the usual one lacks: null where it lacks nothing; what no single font can draw. */
export function fontFor(words: string): { readonly font: Font | null } | { readonly lacks: readonly string[] } {
  const usual = coverageOf('usual')
  const signs = [...new Set(words.normalize('NFC'))].filter(
    sign => !/\s/.test(sign) && !unseen.test(sign) && !usual(sign.codePointAt(0) ?? 0)
  )
  if (signs.length === 0) return { font: null }
  const lacking = fonts.map(font => signs.filter(sign => !coverageOf(font)(sign.codePointAt(0) ?? 0)))
  const whole = lacking.findIndex(lacks => lacks.length === 0)
  const font = fonts[whole]
  if (font) return { font }
  return { lacks: lacking.toSorted((one, other) => one.length - other.length)[0] ?? signs }
}
