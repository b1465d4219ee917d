import { page } from '../../web/page.ts'

/** Asked by an open page that its person still works at: asking keeps the session, as any page does. */
export const sessionPage = page({
  at: '/session',
  may: 'see own work',
  name: 'stay signed in',
  quiet: true,
  load: async () => ({}),
  view: () => ({ send: '{"signedIn":true}', type: 'application/json' }),
  submit: async () => ({ go: '/session' })
})
