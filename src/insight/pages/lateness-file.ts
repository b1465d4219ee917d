import { stringify } from 'csv-stringify/sync'
import { record } from '../../audit/audit.ts'
import { capital, type Role, roleNames } from '../../guidance/words.ts'
import { page } from '../../web/page.ts'
import { insightAuthority } from '../authority.ts'
import { askedLate, type LateStep, lateSteps } from '../lateness.ts'

/** The late steps of the same filters as a file, in the order of their groups; a value that would act as a formula in a spreadsheet is neutralised. */
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
    send: lateCsv(steps),
    type: 'text/csv; charset=utf-8',
    fileName: `late-steps-${today}.csv`
  })
})

const columns = [
  ...['child', 'step', 'role', 'who holds it', 'setting', 'team', 'adviser'],
  ...['due', 'late since', 'days late', 'inside first 20 days']
]

export const lateCsv = (steps: readonly LateStep[]): string =>
  stringify(
    steps.map(step => ({
      child: step.childName,
      step: step.words,
      role: capital(roleNames[step.holder as Role] ?? step.holder),
      'who holds it': step.person ?? 'Nobody is recorded',
      setting: step.setting ?? 'No school place',
      team: step.team ?? 'No team',
      adviser: step.adviser ?? 'No adviser',
      due: step.due,
      'late since': step.inside ? '' : step.lateSince,
      'days late': step.inside ? '' : step.days,
      'inside first 20 days': step.inside ? 'yes' : 'no'
    })),
    {
      header: true,
      bom: true,
      columns,
      escape_formulas: true,
      record_delimiter: 'windows'
    }
  )
