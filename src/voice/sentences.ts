const spoken = 'h1, h2, h3, p, li, dt, dd, label, legend, .govuk-hint'
const unspoken = 'button, .listen__said, [hidden], .govuk-visually-hidden, [aria-hidden="true"]'

export interface Sentence {
  readonly words: string
  /** Of its own words: a phrase that is not translated is read as English. */
  readonly lang: string
}

const said = (piece: Element): string => (piece.textContent ?? '').replace(/\s+/g, ' ').trim()

/** All of a piece may be in another language than the page: then it is the one element in it that says so. */
const langOf = (piece: Element): string => {
  const inner = [...piece.querySelectorAll('[lang]')].find(one => said(one) === said(piece))
  const lang = (inner ?? piece.closest('[lang]'))?.getAttribute('lang') ?? 'en'
  return lang === 'en' ? 'en-GB' : lang
}

/** What is read aloud of a page's part: its words in order, piece by piece, each once; buttons are not read. */
export function sentencesOf(place: ParentNode): Sentence[] {
  const pieces = [...place.querySelectorAll(spoken)].filter(
    piece => piece.querySelector(spoken) === null && piece.closest(unspoken) === null
  )
  return pieces.map(piece => ({ words: said(piece), lang: langOf(piece) })).filter(({ words }) => words !== '')
}
