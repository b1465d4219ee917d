import { page } from '../../web/page.ts'
import { feedByToken } from '../calendar.ts'

/** A person's meetings for the calendar that they subscribe with: no sign-in, only the secret in the address. */
export const calendarFeedPage = page<string>({
  at: '/calendar/:token/meetings.ics',
  may: 'anyone',
  name: 'own calendar by its secret address',
  quiet: true,
  load: ({ tx, params, now, origin }) => feedByToken(tx, params.token ?? '', { now, origin }),
  view: calendar => ({ send: calendar, type: 'text/calendar; charset=utf-8' })
})
