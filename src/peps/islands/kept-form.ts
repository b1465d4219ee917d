import { openFormDrafts } from '../writing/drafts.ts'
import { type FormWords, putBack, takesWords, wordsDrawn, wordsIn } from '../writing/form-words.ts'
import { cameBack, posting } from '../writing/posted.ts'

/**
 * What is typed in a form that is saved by its button (a target, who came, a review) is kept on this device until the service
 * has it: a closed lid or a page that was left loses nothing. Without this island the form is what it is.
 */

const person = document.querySelector<HTMLElement>('form[data-person]')?.dataset.person
const forms = [...document.querySelectorAll<HTMLFormElement>('main form[method="post"]:not([data-writing])')].filter(
  takesWords
)
if (person && forms.length > 0) void keepAll(person)

async function keepAll(person: string): Promise<void> {
  const drafts = await openFormDrafts(person)
  if (!drafts) return
  for (const [place, form] of forms.entries()) await keep(form, `${location.pathname} ${place}`)

  async function keep(form: HTMLFormElement, address: string): Promise<void> {
    if (!drafts) return
    const status = document.createElement('p')
    status.className = 'saved'
    status.setAttribute('role', 'status')
    form.append(status)
    const earlier = (await drafts.of(address)).at(-1)
    // A form that came back (a mistake, one more row) shows its words itself, and they still wait.
    const isBack = earlier !== undefined && earlier.mutation === cameBack()
    const asDrawn = isBack ? null : JSON.stringify(wordsDrawn(form))
    let mutation: string = isBack ? earlier.mutation : crypto.randomUUID()
    let timer: ReturnType<typeof setTimeout> | undefined

    const store = async (posted = false) => {
      clearTimeout(timer)
      const value = wordsIn(form)
      if (JSON.stringify(value) === asDrawn && !posted) {
        await drafts.drop(mutation)
        status.textContent = ''
        return
      }
      const kept = await drafts.keep({ address, value, mutation, posted, at: Date.now() })
      if (!posted) status.textContent = kept ? 'Not saved yet, kept on this device.' : ''
    }

    if (earlier && !isBack) {
      if (JSON.stringify(earlier.value) === asDrawn) await drafts.drop(earlier.mutation)
      else offer(earlier)
    }

    form.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(store, 400)
    })
    form.addEventListener('change', () => void store())
    form.addEventListener('submit', event => {
      if (navigator.onLine) {
        posting(mutation)
        void store(true)
        return
      }
      // An error page of the browser would take the words' place.
      event.preventDefault()
      void store().then(() => {
        status.textContent =
          'Not saved yet, kept on this device. Press the button once more when the connection is back.'
      })
    })

    // Typed before this island was there.
    if (JSON.stringify(wordsIn(form)) !== asDrawn) await store()

    function offer(kept: { readonly value: FormWords; readonly mutation: string; readonly at: number }): void {
      const when = new Date(kept.at).toLocaleString('en-GB', {
        weekday: 'long',
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'Europe/London'
      })
      const box = document.createElement('div')
      box.className = 'govuk-inset-text'
      const words = document.createElement('p')
      words.className = 'govuk-body'
      words.textContent = `You typed something here on ${when} that was not saved. It is kept on this device.`
      const back = button('Put it back', () => {
        mutation = kept.mutation
        const left = putBack(form, kept.value)
        box.remove()
        if (left.length > 0) keepVisible(left)
        void store()
      })
      const away = button('Throw it away', () => {
        box.remove()
        void drafts?.drop(kept.mutation)
      })
      const group = document.createElement('div')
      group.className = 'govuk-button-group'
      group.append(back, away)
      box.append(words, group)
      form.prepend(box)
    }

    function keepVisible(left: readonly string[]): void {
      const box = document.createElement('div')
      box.className = 'govuk-inset-text as-written'
      box.textContent = `This has no place in the form as it is now. Add a row, and copy it there:\n${left.join('\n')}`
      form.prepend(box)
    }
  }
}

function button(words: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'govuk-button govuk-button--secondary'
  made.textContent = words
  made.addEventListener('click', press)
  return made
}
