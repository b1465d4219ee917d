import { editionOf } from '../forms/editions.ts'
import { currentVersion } from '../forms/load.ts'

export interface Grade {
  readonly value: string
  readonly label: string
}

/** The entries of a named scale of a form's edition; none where it does not have it. */
export const scaleEntries = (name: string, version = currentVersion): readonly Grade[] =>
  editionOf(version)?.scales[name]?.entries ?? []

/** The words of a value; one that is not on the scale is shown as it is. */
export const gradeName = (scale: string, value: string | null, version?: string): string =>
  value === null ? '' : (scaleEntries(scale, version).find(entry => entry.value === value)?.label ?? value)

export const suspensionReason = (code: string): string => gradeName('suspension-reasons', code)
