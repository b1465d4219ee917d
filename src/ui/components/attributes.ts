/** `data-…` attributes that an island reads. Values are escaped like any other attribute. */
export type DataAttributes = { readonly [name: `data-${string}`]: string | number | undefined }

/** Joins what is there with a space: class lists and lists of ids. Nothing there is no attribute. */
export const tokens = (...parts: ReadonlyArray<string | false | undefined>): string | undefined =>
  parts.filter(part => part !== undefined && part !== false && part !== '').join(' ') || undefined

export type TextSize = 's' | 'm' | 'l' | 'xl'
