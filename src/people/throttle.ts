import { createHmac } from 'node:crypto'
import { asPerson } from '../db/transaction.ts'
import type { Service } from '../web/service.ts'
import { countAttempt } from './credentials.queries.ts'

const minutes = 15
// A school of many behind one address must not be shut out by one of its own.
const most = { account: 8, address: 60 }

/**
 * Counts an attempt to sign in, by the account named and by the network address. Words when there were too many within a
 * quarter of an hour; it passes by itself. The account is counted whether or not it exists.
 */
export async function tooMany(
  service: Service,
  what: 'link' | 'password',
  email: string,
  address: string
): Promise<string | null> {
  const digest = (subject: string) => createHmac('sha256', service.config.secret).update(subject).digest('base64url')
  const [account, place] = await asPerson(service.database, { person: null, today: service.today() }, async tx => [
    await countAttempt(tx, `${what}: account`, digest(email), minutes),
    await countAttempt(tx, `${what}: address`, digest(address), minutes)
  ])
  if ((account ?? 0) <= most.account && (place ?? 0) <= most.address) return null
  return what === 'link'
    ? `Too many links were asked for. Use the newest one in your e-mail, or try again in ${minutes} minutes.`
    : `Too many attempts. Try again in ${minutes} minutes, or sign in with a link by e-mail.`
}
