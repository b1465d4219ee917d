import { randomBytes } from 'node:crypto'
import { isUuid } from '../../db/transaction.ts'
import { page } from '../../web/page.ts'
import { deleteDraftKey, giveDraftKey } from '../draft-keys.queries.ts'

/** The key for words that this browser keeps until they are sent. A post takes it back: whoever signs out. */
export const draftKeyPage = page<{ readonly key: Buffer }>({
  at: '/session/drafts/:browser',
  may: 'see own work',
  name: 'key of unsent words',
  quiet: true,
  load: async ({ tx, who, params, now }) => {
    const browser = params.browser ?? ''
    if (!isUuid(browser)) return null
    return { key: await giveDraftKey(tx, { person: who.id, browser, fresh: randomBytes(32), now: now.toString() }) }
  },
  view: ({ key }) => ({ send: JSON.stringify({ key: key.toString('base64') }), type: 'application/json' }),
  submit: async (_, { tx, who, params }) => {
    await deleteDraftKey(tx, who.id, params.browser ?? '')
    return { go: '/session' }
  }
})
