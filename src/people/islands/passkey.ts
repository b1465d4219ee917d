import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration
} from '@simplewebauthn/browser'

/** Asks the device for a passkey and sends its answer by the page's own form. Without this the other ways to sign in stand there. */

const form = document.querySelector<HTMLFormElement>('form[data-passkey]')
const options = document.getElementById('passkey-options')?.textContent

if (form && options && browserSupportsWebAuthn()) {
  form.hidden = false
  document.querySelector('[data-passkey-missing]')?.remove()
  form.addEventListener('submit', event => {
    event.preventDefault()
    void ask(form, JSON.parse(options))
  })
}

async function ask(
  form: HTMLFormElement,
  optionsJSON: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON
): Promise<void> {
  const failed = document.querySelector<HTMLElement>('[data-passkey-failed]')
  if (failed) failed.hidden = true
  try {
    const answer =
      form.dataset.passkey === 'add'
        ? await startRegistration({ optionsJSON })
        : await startAuthentication({ optionsJSON })
    const field = form.querySelector<HTMLInputElement>('input[name="answer"]')
    if (field) field.value = JSON.stringify(answer)
    form.submit()
  } catch {
    if (failed) failed.hidden = false
  }
}
