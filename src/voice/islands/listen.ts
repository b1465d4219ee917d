import { sentencesOf } from '../sentences.ts'

/** Reads the child's page aloud with the device's own voice: no word leaves the device. Without scripts there is no button. */

const place = document.querySelector<HTMLElement>('[data-listen]')

if (place && 'speechSynthesis' in window) {
  const voice = window.speechSynthesis
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary listen'
  const said = document.createElement('p')
  said.className = 'listen__said'
  said.setAttribute('role', 'status')
  const rest = () => {
    button.textContent = 'Listen'
  }
  const read = () => {
    const lines = sentencesOf(place)
    button.textContent = 'Stop'
    for (const [at, line] of lines.entries()) {
      const utterance = new SpeechSynthesisUtterance(line)
      utterance.lang = place.closest('[lang]')?.getAttribute('lang') ?? 'en-GB'
      if (utterance.lang === 'en') utterance.lang = 'en-GB'
      utterance.rate = 0.9
      if (at === lines.length - 1) utterance.addEventListener('end', rest)
      utterance.addEventListener('error', rest)
      voice.speak(utterance)
    }
  }
  rest()
  button.addEventListener('click', () => {
    const reading = button.textContent === 'Stop'
    voice.cancel()
    if (reading) return rest()
    if (voice.getVoices().length > 0) return read()
    said.textContent = 'This device has no voice. Ask the grown-up with you to read it to you.'
  })
  window.addEventListener('pagehide', () => voice.cancel())
  place.prepend(button, said)
}
