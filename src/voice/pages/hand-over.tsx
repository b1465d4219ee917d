import { record } from '../../audit/audit.ts'
import { type Reading, readingFor } from '../../languages/reading.ts'
import { gradeName } from '../../learning/scales.ts'
import { candidatesOf, findMeeting } from '../../meetings/meeting.ts'
import { closeSessionBy, openConfinedSession } from '../../people/session.ts'
import { findPep, type Pep } from '../../peps/pep.ts'
import { PepHeader, pepTrail } from '../../peps/pep-header.tsx'
import { Button } from '../../ui/components/button.tsx'
import { Input } from '../../ui/components/input.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { Name } from '../../ui/components/name.tsx'
import { text } from '../../web/forms.ts'
import { page, pepOf } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { childPersonOf } from '../views.ts'

/** What a code is sealed with, so that the digest of one hand-over opens no other. */
export const sealed = (pepId: string, code: string) => `hand-over ${pepId} ${code}`

function codeProblem(code: string): string | null {
  if (!/^\d{4}$/.test(code)) return 'Choose a code of four numbers.'
  if (/^(\d)\1{3}$/.test(code) || code === '1234') return 'Choose a code that is harder to guess.'
  return null
}

interface Loaded {
  readonly pep: Pep
  /** The record asks for an interpreter of this language. */
  readonly language: string | null
  /** In which the questions are asked first. */
  readonly reading: Reading
  readonly worker: string | null
}

/** The adult gives the screen to the child: nothing but the child's own pages opens until they come back with their code. */
export const handOverPage = page<Loaded>({
  at: '/peps/:pep/hand-over',
  may: 'hand over to the child',
  name: 'hand over to the child',
  load: async ask => {
    const { id } = pepOf(ask)
    const pep = await findPep(ask.tx, id, ask.today)
    const language = (await findMeeting(ask.tx, id))?.interpreterLanguage ?? null
    const worker = language && (await candidatesOf(ask.tx, id)).find(({ party }) => party === 'social-worker')
    const reading = pep && (await readingFor(ask, pep.childId, 'child'))
    return reading && { pep, language, reading, worker: worker ? worker.name : null }
  },
  view: ({ pep, language, reading, worker }, shown) => ({
    title: 'Hand over to the child',
    trail: pepTrail(pep, 'Hand over'),
    body: (
      <>
        <PepHeader pep={pep} today={shown.today} />
        <div class="reading">
          <h1 class="govuk-heading-l">
            Hand over to <Name of={pep.childName} />
          </h1>
          <p class="govuk-body">
            They see their own questions and nothing else. What they write is theirs: they choose whether school, their
            carer or a parent may read it.
          </p>
          <InsetText>
            If they are worried or tell you that somebody is not safe, follow your safeguarding procedure. Do not wait
            for the meeting.
          </InsetText>
          {language ? (
            <InsetText>
              The record asks for an interpreter: {gradeName('languages', language)}. The questions are in{' '}
              {reading.language.english}
              {reading.choices.length > 1 ? ', and the child can choose another language at the top of the page' : null}
              . Have the interpreter there, in the room or by telephone, before you hand over. If none is booked, ask
              the social worker{worker ? `, ${worker}` : ''}. It is noted on{' '}
              <a class="govuk-link" href={`/peps/${pep.id}/meeting`}>
                the meeting’s page
              </a>
              .
            </InsetText>
          ) : null}
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <Input
              name="code"
              type="password"
              width={5}
              label="Choose a code of four numbers"
              hint="You need it to come back. Do not tell the child. After five wrong tries you sign in again."
              inputmode="numeric"
              autocomplete="off"
              error={errorOf(shown, 'code')}
            />
            <div class="govuk-button-group">
              <Button preventDoubleClick>Hand over now</Button>
              <a class="govuk-link" href={`/peps/${pep.id}/views`}>
                Not now
              </a>
            </div>
          </form>
        </div>
      </>
    )
  }),
  submit: async ({ pep }, ask) => {
    const code = text(ask.body, 'code').trim()
    const problem = codeProblem(code)
    if (problem) return { again: [{ field: 'code', what: problem }] }
    const child = await childPersonOf(ask.tx, pep.id)
    if (!child || !ask.session) return { refused: 'The child’s page could not be opened. Try again.' }
    const path = `/peps/${pep.id}/my-views`
    const session = await openConfinedSession(ask.tx, {
      person: child,
      path,
      adult: ask.who.id,
      code: ask.seal(sealed(pep.id, code)),
      link: null
    })
    await closeSessionBy(ask.tx, ask.session)
    await record(ask.tx, {
      person: ask.who.id,
      action: 'hand over to the child',
      authorityId: pep.authorityId,
      childId: pep.childId,
      pepId: pep.id
    })
    return { session, go: path }
  }
})
