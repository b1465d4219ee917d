const spoken = 'h1, h2, h3, p, li, dt, dd, label, legend, .govuk-hint'
const unspoken = 'button, .listen__said, [hidden], .govuk-visually-hidden, [aria-hidden="true"]'

/** What is read aloud of a page's part: its words in order, piece by piece, each once; buttons are not read. */
export function sentencesOf(place: ParentNode): string[] {
  const pieces = [...place.querySelectorAll(spoken)].filter(
    piece => piece.querySelector(spoken) === null && piece.closest(unspoken) === null
  )
  return pieces.map(piece => (piece.textContent ?? '').replace(/\s+/g, ' ').trim()).filter(words => words !== '')
}
