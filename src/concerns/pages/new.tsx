import { isUuid } from '../../db/transaction.ts'
import { roleThatMay } from '../../guidance/access.ts'
import { frontDoorOf } from '../../people/help.ts'
import { findPep, pepTitle } from '../../peps/pep.ts'
import { Button } from '../../ui/components/button.tsx'
import { Radios } from '../../ui/components/radios.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { text, written } from '../../web/forms.ts'
import { aboutOf, page } from '../../web/page.ts'
import { isStage, raiseConcern, stages } from '../concern.ts'
import { NotForSafety } from '../not-for-safety.tsx'

const longest = 8000

/** Puts a question or an unresolved issue to the child's adviser, before or after a meeting. */
export const newConcernPage = page({
  at: '/children/:child/concerns/new',
  may: 'raise concern',
  name: 'raise a concern',
  load: async ask => {
    const about = aboutOf(ask)
    const wanted = ask.query.pep ?? text(ask.body, 'pep')
    const pep = isUuid(wanted) ? await findPep(ask.tx, wanted, ask.today) : null
    return {
      about,
      pep: pep?.childId === about.childId ? pep : null,
      frontDoor: await frontDoorOf(ask.tx, about.authorityId, about.childId)
    }
  },
  submit: async ({ about, pep }, ask) => {
    const { tx, body, who, today, origin } = ask
    const stage = text(body, 'stage')
    const words = written(body, 'words')
    const problems = [
      ...(isStage(stage) ? [] : [{ field: 'stage', what: 'Choose whether this is before or after a meeting' }]),
      ...(words ? [] : [{ field: 'words', what: 'Write your question or concern' }]),
      ...(words.length > longest ? [{ field: 'words', what: 'Write at most 8,000 characters' }] : [])
    ]
    if (problems.length > 0 || !isStage(stage)) return { again: problems }
    const role = roleThatMay('raise concern', about.standing)
    const of = { authorityId: about.authorityId, childId: about.childId, pepId: pep?.id ?? null }
    const id = await raiseConcern(tx, of, { stage, words }, { person: who.id, role, today, origin })
    return { go: `/concerns/${id}`, done: 'The adviser has been told. You will get a message when they answer.' }
  },
  view: ({ about, pep, frontDoor }, { csrf, typed, problems }) => {
    const errorOf = (field: string) => problems.find(one => one.field === field)?.what
    const title = `A question or concern about ${about.childName}’s education`
    return {
      title,
      trail: [
        { text: 'What you need to do', href: '/' },
        { text: about.childName, href: `/children/${about.childId}` },
        { text: 'A concern' }
      ],
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">{title}</h1>
          <NotForSafety frontDoor={frontDoor} />
          <p class="govuk-body">
            It goes to the child’s adviser in the Virtual School, who answers you here. You see it, the Virtual School’s
            advisers and its head: nobody else.
            {pep ? ` It is about the plan: ${pepTitle(pep)}.` : ''}
          </p>
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={csrf} />
            <input type="hidden" name="pep" value={pep?.id ?? ''} />
            <Radios
              name="stage"
              legend="When is it about?"
              value={typed ? text(typed, 'stage') : undefined}
              error={errorOf('stage')}
              items={Object.entries(stages).map(([value, words]) => ({ value, text: words }))}
            />
            <Textarea
              name="words"
              label="What is your question or concern?"
              rows={8}
              value={typed ? text(typed, 'words') : ''}
              error={errorOf('words')}
            />
            <Button preventDoubleClick>Send to the adviser</Button>
          </form>
        </div>
      )
    }
  }
})
