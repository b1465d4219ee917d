import type { Asking } from '../web/page.ts'

/** The authority whose figures this person reads; null for those who read none. */
export const insightAuthority = (who: Pick<Asking, 'appointments'>): number | null =>
  (['virtual-school-head', 'administrator', 'adviser'] as const)
    .flatMap(role => who.appointments.filter(one => one.role === role))
    .at(0)?.authorityId ?? null
