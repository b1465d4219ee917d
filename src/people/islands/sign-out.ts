import { browserId, forgetDrafts, forgetTaken, hasDrafts } from '../../peps/writing/drafts.ts'
import { arrived } from '../../peps/writing/posted.ts'

/** Signing out takes the key of unsent words back, and asks first where there are any. A form that arrived is not among them. */

const form = document.querySelector<HTMLFormElement>('form[data-person]')
const person = form?.dataset.person

if (form && person) {
  form.addEventListener('submit', event => {
    if (!localStorage.getItem('openpep-browser')) return
    event.preventDefault()
    void leave(form, person)
  })
}

const taken = arrived()
if (taken) void forgetTaken(taken).catch(() => undefined)

async function leave(form: HTMLFormElement, person: string): Promise<void> {
  const unsent = await hasDrafts(person).catch(() => false)
  const words =
    'Some of what you wrote is not saved yet and is kept on this device only. If you sign out now, it is lost.'
  if (unsent && !window.confirm(words)) return
  const token = form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? ''
  await fetch(`/session/drafts/${browserId()}`, { method: 'POST', headers: { 'x-csrf-token': token } }).catch(
    () => null
  )
  await forgetDrafts(person).catch(() => undefined)
  form.submit()
}
