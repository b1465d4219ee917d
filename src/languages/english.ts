import source from '../../languages/en.json' with { type: 'json' }

/** The English of every phrase, by its key: what all other languages are translations of. */
export const english = source.words
export type Key = keyof typeof english
export const keys = Object.keys(english) as Key[]
