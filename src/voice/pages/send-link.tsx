import { findAuthority } from '../../authorities/authority.ts'
import { candidatesOf, findMeeting } from '../../meetings/meeting.ts'
import { findPep } from '../../peps/pep.ts'
import { page, pepOf } from '../../web/page.ts'
import { sendLink } from '../links.ts'
import { isViewParty } from '../views.ts'
import { whose } from '../views-words.ts'

/** E-mails the carer, a parent (once agreed) or the child a private link to say what they think. */
export const sendLinkPage = page({
  at: '/peps/:pep/views/links/:party',
  may: 'send a link for views',
  name: 'send a link for views',
  load: async ask => {
    const { id } = pepOf(ask)
    const party = ask.params.party ?? ''
    const pep = await findPep(ask.tx, id, ask.today)
    const meeting = pep && (await findMeeting(ask.tx, id))
    if (!meeting || !isViewParty(party) || party === 'social-worker') return null
    return { pep, meeting, party, people: (await candidatesOf(ask.tx, id)).filter(one => one.party === party) }
  },
  view: ({ pep, party }, { csrf }) => ({
    title: 'Send a private link',
    trail: [{ text: 'Views', href: `/peps/${pep.id}/views` }, { text: 'Send a private link' }],
    body: (
      <form method="post">
        <input type="hidden" name="_csrf" value={csrf} />
        <h1 class="govuk-heading-l">{whose[party]}: send a private link</h1>
        <button class="govuk-button" type="submit">
          Send it
        </button>
      </form>
    )
  }),
  submit: async ({ pep, meeting, party, people }, { tx, who, today, origin }) => {
    if (party === 'parent' && !meeting.parentAgreed)
      return { refused: 'A parent is asked once the social worker has said yes for this plan. Ask the social worker.' }
    const reached = people.filter(one => one.hasEmail !== false)
    if (reached.length === 0)
      return { refused: 'No e-mail address is known for them. Telephone, or hear them at the meeting.' }
    const council = (await findAuthority(tx, pep.authorityId))?.name ?? 'your council'
    for (const { personId } of reached)
      await sendLink(tx, { person: personId, party }, pep, { who, council, today, origin })
    return {
      go: `/peps/${pep.id}/views`,
      done: 'The private link is on its way. You will get a message when they have answered.'
    }
  }
})
