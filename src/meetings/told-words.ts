/** "3 people", as those whom an e-mail went to are counted. */
export const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)

/** Those whom no e-mail can reach: each may be one person, or two in one name. Empty where there are none. */
export const stillToTell = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` No e-mail address is known for ${names.join(', or for ')}: tell them yourself.`
