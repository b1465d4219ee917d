import { sql } from 'kysely'
import type { Tx } from '../db/transaction.ts'

/** A child of an authority with what the figures of three terms ask about it. Dates are ISO, terms `2026-27 autumn`. */
export interface PulseChild {
  born: string
  yearGroup: number | null
  care: Array<{ starts: string; ends: string | null; shortBreak: boolean }>
  windowCloses: string | null
  peps: Array<{
    term: string
    kind: string
    heldOn: string | null
    signedOffOn: string | null
    rating: string | null
  }> | null
}
export interface PulseEntrant {
  began: string
  arrangeBy: string | null
  arrangedOn: string | null
  holdBy: string | null
  heldOn: string | null
}
export interface PulseRow {
  children: PulseChild[]
  entrants: PulseEntrant[]
}

export interface PulseSpan {
  /** In care at some time since this day. */
  readonly since: string
  readonly terms: ReadonlyArray<{ readonly year: string; readonly term: string }>
}

/** An authority's facts for its figures, in one read. */
export async function readPulse(tx: Tx, authorityId: number, { since, terms }: PulseSpan): Promise<PulseRow> {
  const of = sql`unnest(${terms.map(one => one.year)}::text[], ${terms.map(one => one.term)}::text[]) w(year, term)`
  const { rows } = await sql<PulseRow>`
    with care as materialized (select c.child_id, jsonb_agg(jsonb_build_object('starts', c.starts, 'ends', c.ends, 'shortBreak', c.short_break)) as care
        from care_period c join child k on k.id = c.child_id
       where k.authority_id = ${authorityId} and k.merged_into is null and (c.ends is null or c.ends > ${since}::date) group by c.child_id),
    period as materialized (select p.id, p.child_id, p.year || ' ' || p.term as term, p.kind, p.signed_off_on from pep p
        join ${of} on p.year = w.year and p.term = w.term where p.authority_id = ${authorityId} and p.state <> 'not-required'),
    plans as materialized (select p.child_id, jsonb_agg(jsonb_build_object('term', p.term, 'kind', p.kind, 'heldOn', m.held_on,
          'signedOffOn', p.signed_off_on, 'rating', r.overall)) as peps
        from period p left join meeting m on m.pep_id = p.id
        left join lateral (select q.overall from quality_review q where q.pep_id = p.id order by q.id desc limit 1) r on true
       group by p.child_id),
    entry as materialized (select k.child_id, k.pep_id, k.name, k.starts, k.due, k.met_on from period p join clock k on k.pep_id = p.id
       where p.kind in ('initial', 'interim') and k.name in ('arrange-initial', 'hold-initial')),
    closes as (select child_id, max(due) as due from entry where name = 'hold-initial' group by child_id)
    select (select coalesce(jsonb_agg(jsonb_build_object('born', c.date_of_birth, 'yearGroup', r.year_group_override, 'care', care.care, 'peps', plans.peps,
         'windowCloses', closes.due)), '[]') from care join child c on c.id = care.child_id
       left join child_record r on r.child_id = c.id left join plans on plans.child_id = c.id left join closes on closes.child_id = c.id) as children,
      (select coalesce(jsonb_agg(jsonb_build_object('began', h.starts, 'arrangeBy', a.due, 'arrangedOn', a.met_on, 'holdBy', h.due, 'heldOn', h.met_on)), '[]')
         from entry h left join entry a on a.pep_id = h.pep_id and a.name = 'arrange-initial' where h.name = 'hold-initial') as entrants`.execute(
    tx
  )
  const [row] = rows
  if (!row) throw new Error('A read without a row.')
  return row
}
