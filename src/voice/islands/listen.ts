import { sentencesOf } from '../sentences.ts'

/** Reads the child's page aloud with the device's own voice: no word leaves the device. Without scripts there is no button. */

const place = document.querySelector<HTMLElement>('[data-listen]')

if (place && 'speechSynthesis' in window) {
  const voice = window.speechSynthesis
  const { listen = '', listenStop = '', listenNone = '' } = place.dataset
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary listen'
  const said = document.createElement('p')
  said.className = 'listen__said'
  said.setAttribute('role', 'status')
  const rest = () => {
    button.textContent = listen
  }
  const voiceFor = (lang: string) => {
    const wanted = lang.split('-')[0]
    return voice.getVoices().find(one => one.lang.split(/[-_]/)[0] === wanted)
  }
  const read = () => {
    const sentences = sentencesOf(place)
    button.textContent = listenStop
    for (const [at, { words, lang }] of sentences.entries()) {
      const utterance = new SpeechSynthesisUtterance(words)
      utterance.lang = lang
      utterance.rate = 0.9
      if (at === sentences.length - 1) utterance.addEventListener('end', rest)
      utterance.addEventListener('error', rest)
      voice.speak(utterance)
    }
  }
  rest()
  button.addEventListener('click', () => {
    const reading = button.textContent === listenStop
    voice.cancel()
    if (reading) return rest()
    // Another language's voice would say it so that nobody understands.
    if (voiceFor(document.documentElement.lang)) return read()
    said.textContent = listenNone
  })
  window.addEventListener('pagehide', () => voice.cancel())
  place.prepend(button, said)
}
