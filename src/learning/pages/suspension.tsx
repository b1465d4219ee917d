import { pepTrail } from '../../peps/pep-header.tsx'
import { changed, type OfPep, RecordPage, recordOf, subjectOf } from '../../peps/record-page.tsx'
import { Button } from '../../ui/components/button.tsx'
import { DateInput } from '../../ui/components/date-input.tsx'
import { Input } from '../../ui/components/input.tsx'
import { Select } from '../../ui/components/select.tsx'
import { Textarea } from '../../ui/components/textarea.tsx'
import { filledDate, filledField } from '../../web/forms.ts'
import { page } from '../../web/page.ts'
import { addSuspension } from '../attendance.ts'
import { readSuspension } from '../attendance-form.ts'
import { scaleEntries } from '../scales.ts'

export const suspensionPage = page<OfPep>({
  at: '/peps/:pep/attendance/suspension',
  may: 'write section',
  name: 'new suspension',
  load: ask => recordOf(ask, 'G', 'write section', record => record === 'attendance'),
  subject: subjectOf,
  view: (of, shown) => {
    const field = filledField(shown.typed ?? {}, shown.problems)
    return {
      title: 'Add a suspension',
      trail: pepTrail(of.pep, 'Add a suspension'),
      body: (
        <RecordPage of={of} today={shown.today} title="Add a suspension">
          <form class="reading" method="post" novalidate>
            <input type="hidden" name="_csrf" value={shown.csrf} />
            <DateInput {...filledDate(shown.typed ?? {}, shown.problems)('starts')} legend="First day" />
            <Input
              {...field('sessions')}
              label="Sessions missed"
              hint="A session is half a day."
              inputmode="numeric"
              width={3}
            />
            <Select
              {...field('reason')}
              label="Reason"
              items={[
                { value: '', text: 'Choose one' },
                ...scaleEntries('suspension-reasons', of.pep.formVersion).map(({ value, label }) => ({
                  value,
                  text: label
                }))
              ]}
            />
            <Textarea {...field('ledUp')} rows={3} label="What led up to it?" />
            <Textarea {...field('support')} rows={3} label="Which support was given, then and since?" />
            <div class="govuk-button-group">
              <Button preventDoubleClick>Save suspension</Button>
              <a class="govuk-link" href={`/peps/${of.pep.id}/attendance`}>
                Cancel
              </a>
            </div>
          </form>
        </RecordPage>
      )
    }
  },
  submit: async (of, ask) => {
    const reasons = scaleEntries('suspension-reasons', of.pep.formVersion).map(entry => entry.value)
    const { draft, problems } = readSuspension(ask.body, ask.today, reasons)
    if (!draft) return { again: problems }
    const id = await addSuspension(ask.tx, of.pep, draft)
    await changed(ask, of, { did: 'add suspension', after: { suspension: id, ...draft } })
    return { go: `/peps/${of.pep.id}/attendance`, done: 'The suspension is on record.' }
  }
})
