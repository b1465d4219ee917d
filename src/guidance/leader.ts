import type { PepKind } from './words.ts'

export interface Led {
  readonly kind: PepKind
  readonly circumstances: readonly string[]
  /** Null: at no setting. */
  readonly settingId: string | null
}

/**
 * The designated teacher leads a plan (G 3.1). The social worker leads with the Virtual School's help where the child is at no
 * setting: no school place, at home before school age, out of education and training after it (G 3.1, 5); and the interim plan
 * of a child whose first meeting falls due while the schools are closed, which the first one in school follows.
 * `app.social_worker_leads` says the same in the database.
 */
export const socialWorkerLeads = ({ kind, circumstances, settingId }: Led): boolean =>
  settingId === null ||
  circumstances.includes('no-school-place') ||
  (kind === 'interim' && circumstances.includes('first-pep'))

export const leaderOf = (plan: Led): 'designated-teacher' | 'social-worker' =>
  socialWorkerLeads(plan) ? 'social-worker' : 'designated-teacher'
