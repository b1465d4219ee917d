import { h, render } from 'preact'
import { CoachSays } from '../coach-says.tsx'
import { coachFields } from '../coaching.ts'

/** The coach reads along while a target is typed: nothing leaves the page. */

const place = document.querySelector<HTMLElement>('[data-coach]')
const form = place?.closest('form')

if (place && form) {
  const { nextMeeting, lastWords, lastAchieved } = place.dataset
  const context = {
    nextMeeting: nextMeeting || null,
    last: lastWords ? { words: lastWords, achieved: lastAchieved === 'yes' } : null
  }
  const field = (name: string) => {
    const value = new FormData(form).get(name)
    return typeof value === 'string' ? value : ''
  }
  const read = () => render(h(CoachSays, { coached: coachFields(field, context) }), place)
  place.replaceChildren()
  read()
  let waiting: ReturnType<typeof setTimeout> | undefined
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(read, 400)
  })
  for (const button of form.querySelectorAll('[name="look"]')) button.remove()
}
