import type pg from 'pg'

/** What happened to one plan, as it was written down. Days are ISO. */
export interface PlanFacts {
  readonly pep: string
  readonly child: string
  readonly authority: number
  readonly year: string
  readonly term: string
  readonly kind: string
  readonly first: boolean
  readonly openedOn: string
  readonly arrangedOn: string | null
  readonly meetingOn: string | null
  readonly heldOn: string | null
  readonly views: Readonly<Partial<Record<'child' | 'carer' | 'parent', string>>>
  readonly sectionOn: string | null
  readonly submittedOn: string | null
  readonly checkedOn: string | null
  readonly ratedOn: string | null
  readonly signedOffOn: string | null
  readonly filedOn: string | null
}

export interface ChildFacts {
  readonly child: string
  readonly authority: number
  readonly born: string
  readonly careFrom: string
  readonly worker: string
  readonly adviser: string
  readonly setting: string
}

export interface TermFacts {
  readonly authority: number
  readonly year: string
  readonly term: string
  readonly starts: string
  readonly halfTermStarts: string
  readonly halfTermEnds: string
  readonly ends: string
}

/** All that an independent count needs: facts only, nothing that the service worked out of them. */
export interface Facts {
  readonly plans: readonly PlanFacts[]
  readonly children: readonly ChildFacts[]
  readonly terms: readonly TermFacts[]
  /** Who stands where: `teacher 100 SETTING`, `manager WORKER`, `head 100`, `contact 100 SETTING`. */
  readonly people: ReadonlyMap<string, readonly string[]>
}

/** Read by the database's owner, row policies off. Of plans, those of the term that `from` lies in and later. */
export async function exportFacts(owner: pg.ClientBase, from: string): Promise<Facts> {
  const rows = async <Row>(text: string, values: unknown[] = []) =>
    (await owner.query<Row & pg.QueryResultRow>(text, values)).rows
  const terms =
    await rows<TermFacts>(`select authority_id as authority, year, term, starts::text, half_term_starts::text as "halfTermStarts",
    half_term_ends::text as "halfTermEnds", ends::text from calendar_term order by authority_id, starts`)
  const since = terms.filter(({ starts }) => starts <= from).at(-1)?.starts ?? from
  const plans = await rows<PlanFacts>(
    `select p.id as pep, p.child_id as child, p.authority_id as authority, p.year, p.term, p.kind, 'first-pep' = any(p.circumstances) as first,
            p.opened_on::text as "openedOn", m.arranged_on::text as "arrangedOn", m.on_date::text as "meetingOn", m.held_on::text as "heldOn",
            coalesce((select jsonb_object_agg(v.party, coalesce(v.recorded_on, v.none_on)) from views v where v.pep_id = p.id), '{}') as views,
            (select max(s.complete_on)::text from section_state s where s.pep_id = p.id) as "sectionOn",
            p.submitted_on::text as "submittedOn", (select min(c.checked_on)::text from pep_check c where c.pep_id = p.id) as "checkedOn",
            (select min(q.rated_on)::text from quality_review q where q.pep_id = p.id) as "ratedOn", p.signed_off_on::text as "signedOffOn",
            (select max(d.filed_on)::text from delivery d where d.pep_id = p.id) as "filedOn"
       from pep p left join meeting m on m.pep_id = p.id
       join calendar_term t on t.authority_id = p.authority_id and t.year = p.year and t.term = p.term
      where t.starts >= $1 order by p.opened_on, p.id`,
    [since]
  )
  const children =
    await rows<ChildFacts>(`select c.id as child, c.authority_id as authority, c.date_of_birth::text as born, k.starts::text as "careFrom",
       w.person_id as worker, a.person_id as adviser, e.setting_id as setting from child c join care_period k on k.child_id = c.id
       join allocation w on w.child_id = c.id and w.role = 'social-worker' join allocation a on a.child_id = c.id and a.role = 'adviser'
       join enrolment e on e.child_id = c.id and e.main order by c.id`)
  const stands = await rows<{ place: string; who: string[] }>(`
    select place, array_agg(distinct who) as who from (
      select 'teacher ' || authority_id || ' ' || setting_id as place, person_id::text as who from appointment where role = 'designated-teacher'
      union all select 'head ' || authority_id, person_id::text from appointment where role = 'virtual-school-head'
      union all select 'contact ' || authority_id || ' ' || setting_id, escalation_email from setting_contact
      union all select 'manager ' || w.person_id, m.person_id::text from appointment w
        join appointment m on m.team_id = w.team_id and m.role = 'team-manager' where w.role = 'social-worker') s group by place`)
  return { plans, children, terms, people: new Map(stands.map(({ place, who }) => [place, who])) }
}
