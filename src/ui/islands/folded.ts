/** A long page on a narrow screen begins folded, and a link to a folded part opens it. Without scripts all of it is open. */
const narrow = matchMedia('(max-width: 55.99rem)')

export function foldLongParts(): void {
  const parts = [...document.querySelectorAll<HTMLDetailsElement>('[data-fold-when-narrow] > details')]
  if (narrow.matches) for (const part of parts) part.open = part.querySelector('.govuk-error-message') !== null
  const openTarget = () => {
    const part = document.getElementById(location.hash.slice(1))?.closest('details')
    if (part) part.open = true
  }
  addEventListener('hashchange', openTarget)
  openTarget()
}
