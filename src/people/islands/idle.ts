/** Two minutes before a session ends for idleness it says so, and offers to stay. What was typed stays on the page either way. */

const minute = 60_000
const idle = 30 * minute
const warnBefore = 2 * minute

const others = new BroadcastChannel('openpep-session')
let lastSeen = Date.now()
let banner: HTMLElement | null = null
let said: 'nothing' | 'warning' | 'ended' = 'nothing'

/** A page of ours was answered, here or in another tab: half an hour from now. */
function seen(): void {
  lastSeen = Date.now()
  banner?.remove()
  banner = null
  said = 'nothing'
}

function say(words: string, action: HTMLElement): void {
  banner?.remove()
  banner = document.createElement('div')
  banner.className = 'idle'
  banner.setAttribute('role', 'alert')
  const paragraph = document.createElement('p')
  paragraph.className = 'govuk-body'
  paragraph.textContent = words
  banner.append(paragraph, action)
  document.body.append(banner)
}

function button(words: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'govuk-button'
  made.textContent = words
  made.addEventListener('click', press)
  return made
}

function link(words: string, href: string): HTMLAnchorElement {
  const made = document.createElement('a')
  made.className = 'govuk-button'
  made.href = href
  made.target = '_blank'
  made.rel = 'opener'
  made.textContent = words
  return made
}

function warn(): void {
  said = 'warning'
  const at = new Date(lastSeen + idle).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  say(
    `You will be signed out at ${at}, because nothing was sent for a while. What you have typed stays on this page.`,
    button('Stay signed in', stay)
  )
}

function ended(): void {
  said = 'ended'
  say(
    'You are signed out. What you have typed stays on this page: sign in again in a new tab, then come back here and save.',
    link('Sign in in a new tab', '/sign-in')
  )
}

async function stay(): Promise<void> {
  const token = document.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? ''
  const answer = await fetch('/session', { method: 'POST', headers: { 'x-csrf-token': token } }).catch(() => null)
  if (!answer) return say('There is no connection. Try again.', button('Stay signed in', stay))
  if (!answer.ok || new URL(answer.url).pathname !== '/session') return ended()
  seen()
  others.postMessage('seen')
}

function look(): void {
  const quiet = Date.now() - lastSeen
  if (quiet >= idle && said !== 'ended') ended()
  else if (quiet >= idle - warnBefore && said === 'nothing') warn()
}

others.addEventListener('message', seen)
others.postMessage('seen')
setInterval(look, 10_000)
// A laptop that slept looks at the clock as soon as it wakes.
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
