import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The project's folder, wherever this code runs from (sources or a bundle under `dist`). */
const findRoot = (from: string): string => {
  if (existsSync(join(from, 'templates', 'plan.typ'))) return from
  const above = dirname(from)
  if (above === from) throw new Error('The folder "templates" with plan.typ is missing from the installation.')
  return findRoot(above)
}

export const projectRoot = findRoot(import.meta.dirname)
export const templatesFolder = join(projectRoot, 'templates')

const atkinson = ['400Regular', '600SemiBold', '700Bold']
const noto = ['400Regular', '600SemiBold', '700Bold']

const fontFolder = (name: string, weights: readonly string[]): string[] => {
  const home = dirname(createRequire(import.meta.url).resolve(`@expo-google-fonts/${name}/package.json`))
  return weights.map(weight => join(home, weight))
}

/** Only the weights that the templates use: each face costs start-up time and memory. */
export const fontFolders: readonly string[] = [
  ...fontFolder('atkinson-hyperlegible-next', atkinson),
  ...fontFolder('noto-sans', noto),
  ...fontFolder('noto-sans-arabic', noto),
  ...fontFolder('noto-sans-ethiopic', ['400Regular', '700Bold'])
]

/** The regular weight of each family, in the order of `faces` in look.typ: what can be printed at all. */
export const regularFonts: readonly string[] = fontFolders.filter(folder => folder.endsWith('400Regular'))
