import { record } from '../../audit/audit.ts'
import { roleNames, roles } from '../../guidance/words.ts'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { isSuspended } from '../dormant.queries.ts'
import { accountAsleep } from '../dormant.ts'
import { ownPath } from '../own-path.ts'
import { readDemoPeople, readDemoPerson } from '../people.queries.ts'
import { openSession } from '../session.ts'

/** The people of the demonstration, by role; one button each. Served in demonstration mode only. */
export const demoPage = page({
  at: '/demo',
  may: 'anyone',
  name: 'demonstration people',
  quiet: true,
  load: ({ tx }) => readDemoPeople(tx),
  view: (people, { csrf, query }) => ({
    title: 'Choose who to be',
    bare: true,
    body: (
      <div class="reading">
        <h1 class="govuk-heading-xl">Choose who to be</h1>
        <p class="govuk-body-l">
          This is a demonstration. The councils, schools and children are invented. Sign in as anyone to see what they
          see.
        </p>
        {roles.map(role => {
          const held = people
            .filter(person => person.roles.includes(role))
            .sort((a, b) => Number(!a.demo_word) - Number(!b.demo_word))
          return held.length === 0 ? null : (
            <section aria-labelledby={`role-${role}`}>
              <h2 class="govuk-heading-m" id={`role-${role}`}>
                {roleNames[role][0]?.toUpperCase()}
                {roleNames[role].slice(1)}
              </h2>
              {held.map(person => (
                <form method="post" action="/demo/sign-in">
                  <input type="hidden" name="_csrf" value={csrf} />
                  <input type="hidden" name="next" value={ownPath(query.next)} />
                  <input type="hidden" name="person" value={person.demo_word ?? person.id} />
                  <p class="govuk-body">
                    <button class="link-button" type="submit">
                      {person.name}
                    </button>
                    , {person.place}
                  </p>
                </form>
              ))}
            </section>
          )
        })}
      </div>
    )
  })
})

export const demoSignInPage = page({
  at: '/demo/sign-in',
  may: 'anyone',
  name: 'demonstration sign-in',
  quiet: true,
  withoutToken: true,
  endsPreview: true,
  load: async () => ({}),
  view: () => ({ title: 'Choose who to be', body: <a href="/demo">Choose who to be</a> }),
  submit: async (_, { tx, who, body, browser }) => {
    const person = await readDemoPerson(tx, text(body, 'person'))
    if (!person)
      return { refused: 'There is nobody with this name in the demonstration. Choose one from the list at /demo.' }
    if (await isSuspended(tx, person)) return accountAsleep
    await record(tx, { person: who.id || null, action: 'sign in', reason: 'demonstration', ids: [person] })
    return { session: await openSession(tx, person, browser.name), go: ownPath(text(body, 'next')) }
  }
})
