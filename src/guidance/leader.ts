import type { PepKind } from './words.ts'

/**
 * The designated teacher leads a plan (G 3.1). The social worker leads with the Virtual School's help where there is no school
 * place (G 3.1, 5), and the interim plan of a child whose first meeting falls due while the schools are closed: the first one
 * in school follows. `app.social_worker_leads` says the same in the database.
 */
export const socialWorkerLeads = (plan: {
  readonly kind: PepKind
  readonly circumstances: readonly string[]
}): boolean =>
  plan.circumstances.includes('no-school-place') ||
  (plan.kind === 'interim' && plan.circumstances.includes('first-pep'))

export const leaderOf = (plan: Parameters<typeof socialWorkerLeads>[0]): 'designated-teacher' | 'social-worker' =>
  socialWorkerLeads(plan) ? 'social-worker' : 'designated-teacher'
