import type { Translation } from './translation.ts'

/** What is on record of a language in an authority: which version of its file a native speaker has checked. */
export interface Checked {
  readonly version: string
  readonly off: boolean
}

/** `unchecked`: nobody has; `changed`: the file is not the one that was checked; `off`: an administrator has turned it off. */
export type Standing = 'checked' | 'unchecked' | 'changed' | 'off'

export function standingOf({ version }: Pick<Translation, 'version'>, checked: Checked | undefined): Standing {
  if (checked?.off) return 'off'
  if (!checked) return 'unchecked'
  return checked.version === version ? 'checked' : 'changed'
}

/** A draft is read in the demonstration only, where a note says what it is. */
export const isOn = (standing: Standing, demonstration: boolean): boolean =>
  standing === 'checked' || (demonstration && standing !== 'off')

/** The languages to choose from, English aside. */
export const offered = (
  languages: readonly Translation[],
  checked: Readonly<Record<string, Checked>>,
  demonstration: boolean
): readonly Translation[] => languages.filter(one => isOn(standingOf(one, checked[one.code]), demonstration))

/** The one to read in: what was chosen, else what the record says, else English; only of those that are on. */
export function languageFor(
  on: readonly Translation[],
  english: Translation,
  { chosen, known }: { readonly chosen: string | null; readonly known: readonly (string | null)[] }
): Translation {
  if (chosen === 'en') return english
  for (const code of [chosen, ...known]) {
    const found = on.find(one => one.code === code || (code !== null && one.also.includes(code)))
    if (found) return found
  }
  return english
}
