import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { options, print } from '../commands/options.ts'
import { languagesFolder, readFolder } from './shipped.ts'
import { completeness, isUnusable, readTranslation, type Translation, type Unusable } from './translation.ts'

/** `languages [FILE]`: what a translator's file still needs, in plain words; without a file, of all that come with the service. */
export async function run(args: string[]): Promise<number> {
  const given = args.filter(one => !one.startsWith('-')).length
  const { values, positionals } = options(args, {}, Math.min(given, 1))
  const [file] = positionals
  const all = file ? [readTranslation(basename(file), readFileSync(file, 'utf8'))] : everyFile()
  print(values.json, all.map(asJson), all.map(inWords).join('\n'))
  return all.some(one => isUnusable(one) || one.problems.length > 0) ? 1 : 0
}

function everyFile(): readonly (Translation | Unusable)[] {
  const { english, others, unusable } = readFolder(languagesFolder)
  return [english, ...others, ...unusable]
}

const asJson = (one: Translation | Unusable) =>
  isUnusable(one)
    ? one
    : { language: one.code, complete: completeness(one), font: one.font, version: one.version, problems: one.problems }

const inWords = (one: Translation | Unusable): string =>
  isUnusable(one)
    ? `${one.file} cannot be used. ${one.unusable.join(' ')}`
    : [
        `${one.english} (${one.code}): ${completeness(one)} % translated, version ${one.version}`,
        ...one.problems.map(({ key, what }) => `  ${key}: ${what}`)
      ].join('\n')
