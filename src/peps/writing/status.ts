/** The one line, always in the same place, that says where the words are. */

export type Standing = 'saved' | 'saving' | 'waiting' | 'signed-out' | 'refused'

export interface Status {
  show(standing: Standing, kept: boolean): void
}

const clock = () =>
  new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
const where = (kept: boolean) => (kept ? 'kept on this device' : 'kept on this page')

export function openStatus(place: HTMLElement): Status {
  return {
    show: (standing, kept) => {
      place.dataset.standing = standing
      place.textContent = {
        saved: `Saved ${clock()}`,
        saving: 'Saving…',
        waiting: `Not saved yet, ${where(kept)}. It is sent when the connection is back.`,
        'signed-out': `Not saved yet, ${where(kept)}. Sign in again in a new tab, then it is sent.`,
        refused: `Not saved, ${where(kept)}.`
      }[standing]
    }
  }
}

/** Words beside a question: what is wrong with it, or whose text it met. Empty words take them away. */
export function tell(question: string, words: string, link?: { readonly text: string; readonly href: string }): void {
  const place = document.querySelector<HTMLElement>(`[data-question="${CSS.escape(question)}"]`)
  if (!place) return
  place.querySelector('.question__told')?.remove()
  if (words === '') return
  const told = document.createElement('p')
  told.className = 'govuk-error-message question__told'
  told.setAttribute('role', 'alert')
  told.append(words)
  if (link) {
    const anchor = document.createElement('a')
    anchor.className = 'govuk-link'
    anchor.href = link.href
    anchor.textContent = link.text
    told.append(' ', anchor)
  }
  place.append(told)
}
