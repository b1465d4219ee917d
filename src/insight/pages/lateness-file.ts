import { stringify } from 'csv-stringify/sync'
import { record } from '../../audit/audit.ts'
import { page } from '../../web/page.ts'
import { insightAuthority } from '../authority.ts'
import { askedLate, holderWords, type LateStep, lateSteps } from '../lateness.ts'

/** The late steps of the same filters as a file; a value that would act as a formula in a spreadsheet is neutralised. */
export const latenessFile = page<readonly LateStep[]>({
  at: '/insight/lateness.csv',
  may: 'see figures',
  name: 'export: late steps',
  freshly: true,
  quiet: true,
  load: async ({ tx, who, query }) => {
    const authority = insightAuthority(who)
    if (authority === null) return null
    const asked = askedLate(query)
    const { steps } = await lateSteps(tx, authority, asked, true)
    await record(tx, {
      person: who.id,
      action: 'export: late steps',
      authorityId: authority,
      ids: [...new Set(steps.map(step => step.childId))],
      payload: { filters: asked, rows: steps.length }
    })
    return steps
  },
  view: (steps, { today }) => ({
    send: asCsv(steps),
    type: 'text/csv; charset=utf-8',
    fileName: `late-steps-${today}.csv`
  })
})

const asCsv = (steps: readonly LateStep[]): string =>
  stringify(
    steps.map(step => ({
      child: step.childName,
      step: step.words,
      'who holds it': step.person ?? holderWords[step.holder] ?? step.holder,
      setting: step.setting ?? 'No school place',
      due: step.due,
      'days late': Math.max(0, step.days)
    })),
    {
      header: true,
      bom: true,
      columns: ['child', 'step', 'who holds it', 'setting', 'due', 'days late'],
      escape_formulas: true,
      record_delimiter: 'windows'
    }
  )
