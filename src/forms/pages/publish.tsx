import { isRefusal } from '../../guidance/words.ts'
import { versionOf } from '../../peps/saved-record.ts'
import { Button } from '../../ui/components/button.tsx'
import { InsetText } from '../../ui/components/inset-text.tsx'
import { text } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { type FormInHand, formInHand, problemsIn, publishForm, unpublished } from '../draft.ts'
import { formTrail } from './form.tsx'

/** What the next version changes, and the word to publish it. Only what was shown is published. */
export const publishFormPage = page<FormInHand>({
  at: '/authority/form/publish',
  may: 'set policy',
  name: 'publish the form',
  load: ({ tx, who }) => formInHand(tx, who),
  submit: async (form, { tx, who, body }) => {
    if (text(body, 'seen') !== versionOf(form.draft))
      return {
        again: [
          {
            field: 'changes',
            what: `${form.written?.by ?? 'Somebody'} changed the form since you opened this page. Read the changes again, then publish`
          }
        ]
      }
    const published = await publishForm(tx, who, form)
    if (isRefusal(published)) return published
    return { go: '/authority/form', done: `Version ${published.version} is published. New plans begin with it.` }
  },
  view: (form, shown) => {
    const what = unpublished(form)
    const problems = problemsIn(form, form.draft)
    return {
      title: 'Publish the form',
      trail: formTrail('Publish'),
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">What this version changes</h1>
          <ul class="govuk-list govuk-list--bullet" id="changes">
            {what.map(one => (
              <li class="as-written">{one}</li>
            ))}
          </ul>
          {what.length === 0 ? <p class="govuk-body">Nothing has changed since the last version.</p> : null}
          {problems.map(({ question, what: wrong }) => (
            <InsetText>
              {question ?? 'The form'}: {wrong}
            </InsetText>
          ))}
          {what.length > 0 && problems.length === 0 ? (
            <form method="post">
              <input type="hidden" name="_csrf" value={shown.csrf} />
              <input type="hidden" name="seen" value={versionOf(form.draft)} />
              <p class="govuk-body">
                Plans that are open keep their form. Plans that are opened from now on take this one.
              </p>
              <Button preventDoubleClick>Publish version {(form.published[0]?.number ?? 0) + 1}</Button>
            </form>
          ) : null}
        </div>
      )
    }
  }
})
