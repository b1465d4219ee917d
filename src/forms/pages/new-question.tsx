import { type Phase, phases } from '../../guidance/words.ts'
import { Button } from '../../ui/components/button.tsx'
import { Select } from '../../ui/components/select.tsx'
import { text, written } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { errorOf } from '../../web/typed-again.ts'
import { type FormInHand, formInHand, keepDraft, withRow } from '../draft.ts'
import { phaseNames, whatChanged } from '../local-changes.ts'
import { wholeForm } from '../local-problems.ts'
import { fieldsOfRow, newOwnId, readRow, rowProblems } from '../local-row.ts'
import { RowForm } from '../row-form.tsx'
import { formTrail } from './form.tsx'
import { asProblems, typedFields } from './question.tsx'

/** Sections that people fill in: the service's own are not added to. */
const sectionsOf = (form: FormInHand) =>
  wholeForm(form.draft, 'primary').sections.filter(({ id }) => !['A', 'P', 'Q', 'U', 'V', 'W'].includes(id))

/** A question of the authority's own, added to the draft. */
export const newFormQuestionPage = page<FormInHand>({
  at: '/authority/form/new',
  may: 'set policy',
  name: 'new question of the form',
  load: ({ tx, who }) => formInHand(tx, who),
  submit: async (form, { tx, who, body }) => {
    const section = sectionsOf(form).find(({ id }) => id === text(body, 'section'))
    if (!section) return { again: [{ field: 'section', what: 'Choose a section' }] }
    const phase: Phase | null = phases.find(one => one === text(body, 'phase')) ?? null
    const id = newOwnId(section.id, written(body, 'label'), form.draft)
    const row = readRow(body, { id, phase, before: undefined }, undefined)
    const problems = rowProblems(row)
    if (!row?.kind) problems.push({ field: 'kind', what: 'Choose how it is answered' })
    if (problems.length > 0) return { again: problems }
    const draft = withRow(form.draft, id, phase, row)
    const refused = await keepDraft(tx, who, form, draft)
    if (refused.length > 0)
      return { again: asProblems(refused, row?.options ? 'options' : row?.required ? 'required' : 'label') }
    return { go: `/authority/form?phase=${phase ?? 'primary'}`, done: whatChanged(form.draft, draft).join(' ') }
  },
  view: (form, shown) => {
    const typed = shown.typed ?? {}
    return {
      title: 'Add a question',
      trail: formTrail('Add a question'),
      body: (
        <div class="reading">
          <h1 class="govuk-heading-l">Add a question</h1>
          <p class="govuk-body">
            Ask only what nobody knows yet and somebody will use. The plan is written in one meeting.
          </p>
          <form method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <Select
              name="section"
              label="In which section?"
              labelSize="s"
              value={text(typed, 'section')}
              error={errorOf(shown, 'section')}
              items={[
                { value: '', text: 'Choose one' },
                ...sectionsOf(form).map(({ id, title }) => ({ value: id, text: `${id}. ${title}` }))
              ]}
            />
            <Select
              name="phase"
              label="For whom?"
              labelSize="s"
              value={text(typed, 'phase')}
              items={[
                { value: '', text: 'Children of every phase' },
                ...phases.map(one => ({ value: one, text: `${phaseNames[one]} only` }))
              ]}
            />
            <RowForm
              fields={typedFields(typed, fieldsOfRow(undefined, undefined))}
              problems={shown.problems}
              own
              fresh
              worded
              places={[]}
            />
            <Button preventDoubleClick>Add it to the draft</Button>
          </form>
        </div>
      )
    }
  }
})
