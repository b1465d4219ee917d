import { may } from '../../guidance/access.ts'
import { aboutOf, page, pepOf } from '../../web/page.ts'
import { fileName } from '../file-name.ts'
import { paperOf } from '../paper.ts'
import { planData } from '../plan-data.ts'
import type { PlanDocument } from '../plan-document.ts'
import { printPlan } from '../typst.ts'

/** The plan to write on, for a meeting without a network; `?blank=yes`: nothing that is written already. */
export const paperPage = page<PlanDocument>({
  at: '/peps/:pep/paper',
  may: 'preview a copy',
  name: 'plan to write on',
  load: async ask => {
    const data = await planData(ask.tx, pepOf(ask).id, ask.today)
    if (!data) return null
    return paperOf(data, {
      audience: may('read full copy', aboutOf(ask).standing) ? 'full' : 'setting',
      blank: ask.query.blank === 'yes'
    })
  },
  view: plan => ({
    send: () => printPlan(plan),
    type: 'application/pdf',
    fileName: `To write on. ${fileName(plan)}`
  })
})
