import type pg from 'pg'
import type { Browser } from 'playwright-core'
import { expect } from 'vitest'
import { Visitor } from './browserless.ts'
import type { RunningServer } from './server.ts'

/** Adds a passkey, signs in by it, tries what must not sign in, and removes it. */
export async function usePasskey(server: RunningServer, browser: Browser, owner: pg.Client): Promise<void> {
  const page = await browser.newPage()
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true
    }
  })
  const [name, value = ''] = (await server.signIn('sw')).split('=')
  await page.context().addCookies([{ name: name ?? '', value, url: server.url }])

  await page.goto(`${server.url}/account/passkey`)
  await page.getByLabel('What do you call this device?').fill('work laptop')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.waitForURL(`${server.url}/account`)
  expect(await page.getByRole('main').textContent()).toContain('work laptop, not used yet')
  const { credentials } = await devices.send('WebAuthn.getCredentials', { authenticatorId })
  const { rows } = await owner.query(
    'select p.demo_word, encode(k.credential_id, $1) as id from app.passkey k join person p on p.id = k.person_id',
    ['base64']
  )
  expect(rows).toEqual([{ demo_word: 'sw', id: credentials[0]?.credentialId }])

  await page.context().clearCookies()
  await page.goto(`${server.url}/messages`)
  await page.getByRole('link', { name: 'Sign in with a passkey' }).click()
  const sent = page.waitForRequest(request => request.method() === 'POST')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL(`${server.url}/messages`)

  // Whoever has copied the answer cannot send it again, and a changed one is no answer.
  const answer = new URLSearchParams((await sent).postData() ?? '').get('answer') ?? ''
  const changed = answer.replace(/"signature":"(.)/, (_, first) => `"signature":"${first === 'M' ? 'N' : 'M'}`)
  for (const wrong of [answer, changed, '{}', '']) {
    const refused = await new Visitor(server.url).post('/sign-in/passkey', { answer: wrong })
    expect([refused.status, refused.text.includes('We do not know this passkey')]).toEqual([422, true])
  }

  // A device that did not ask for a finger, a face or a PIN does not sign in.
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.context().clearCookies()
  await page.goto(`${server.url}/sign-in/passkey`)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText('Your device gave no passkey').waitFor()

  await page.context().addCookies([{ name: name ?? '', value, url: server.url }])
  await page.goto(`${server.url}/account`)
  await page.getByRole('link', { name: 'Remove the passkey work laptop' }).click()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.waitForURL(`${server.url}/account`)
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
  await page.context().clearCookies()
  await page.goto(`${server.url}/sign-in/passkey`)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByText('We do not know this passkey').first().waitFor()
  expect(
    (
      await owner.query(
        `select count(*)::int as n from audit_event where action = 'sign in by passkey' and outcome = 'refused'`
      )
    ).rows[0].n
  ).toBe(5)
}

/** A browser without scripts has none: the others stand there. */
export async function missPasskey(server: RunningServer, browser: Browser): Promise<void> {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(`${server.url}/sign-in/passkey`)
  expect(await page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0)
  expect(await page.getByRole('main').textContent()).toContain('This browser cannot use passkeys here')
  await page.getByRole('link', { name: 'sign in with a link by e-mail' }).click()
  await page.getByRole('button', { name: 'E-mail me a link' }).waitFor()
}
