import { follow, pageNow } from '../../peps/writing/follow.ts'

/** The screen on the wall reads itself anew whenever somebody has written. Without this it does so by its link. */

const room = () => document.querySelector<HTMLElement>('[data-room]')
const pep = room()?.dataset.room
let [drawing, again] = [false, false]
let writers = 0

async function draw(): Promise<void> {
  again = drawing
  if (drawing) return
  drawing = true
  const [old, fresh] = [room(), (await pageNow())?.querySelector<HTMLElement>('[data-room]')]
  drawing = false
  if (old && fresh && old.innerHTML !== fresh.innerHTML) {
    const href = old.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null
    old.replaceWith(document.adoptNode(fresh))
    if (href) fresh.querySelector<HTMLElement>(`[href="${CSS.escape(href)}"]`)?.focus()
    say()
  }
  if (again) void draw()
}

/** How many, not who: not everybody here may know the names. */
function say(): void {
  const place = document.querySelector<HTMLElement>('[data-room-writing]')
  const words = writers === 0 ? '' : writers === 1 ? 'Somebody is writing now' : `${writers} people are writing now`
  if (place && place.textContent !== words) place.textContent = words
}

if (pep)
  follow(pep, {
    answers: draw,
    plan: draw,
    writing: people => {
      writers = people.length
      say()
    }
  })
