import { type Page, page, pepOf } from '../../web/page.ts'
import { fileName } from '../file-name.ts'
import { planData } from '../plan-data.ts'
import type { PlanDocument } from '../plan-document.ts'
import { planOf } from '../plan-of.ts'
import { printPlan } from '../typst.ts'

export const previewed = ['setting', 'carer', 'parent', 'child'] as const
export const previewNames: Readonly<Record<(typeof previewed)[number], string>> = {
  setting: 'As the setting will read it',
  carer: 'As the carer will read it',
  parent: 'As the parent will read it',
  child: 'As the child will read it'
}

/** A copy as it would be issued now, from the rows of whoever looks: it never tells them more than they may see themselves. */
export const draftPages: readonly Page[] = previewed.map(audience =>
  page<PlanDocument>({
    at: `/peps/:pep/drafts/${audience}`,
    may: 'preview a copy',
    name: `preview: ${audience} copy`,
    load: async ask => {
      const data = await planData(ask.tx, pepOf(ask).id, ask.today)
      return data && planOf(data, audience)
    },
    view: plan => ({
      send: () => printPlan(plan),
      type: 'application/pdf',
      fileName: `Draft. ${fileName(plan)}`
    })
  })
)
