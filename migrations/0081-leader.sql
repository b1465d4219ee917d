-- The social worker leads a plan where the child is at no setting (G 3.1, 5), and the interim plan of a child whose first meeting
-- falls due in a school holiday: src/guidance/leader.ts says the same, and a test holds the two together.
create function app.social_worker_leads(kind text, circumstances text[], setting_id uuid) returns boolean language sql immutable as
$$ select setting_id is null or 'no-school-place' = any(circumstances) or (kind = 'interim' and 'first-pep' = any(circumstances)) $$;
grant execute on function app.social_worker_leads(text, text[], uuid) to openpep_app;

-- As before, but that feedback on such a plan is its social worker's to answer.
create or replace function app.my_waiting() returns table (kind text, child_id uuid, pep_id uuid, ref text, since date, number integer)
language plpgsql stable security definer rows 20 set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person(); day date := app.today(); hidden uuid[] := app.hidden_children();
begin
  return query with mine as materialized (select * from app.my_standings())
    select 'feedback', f.child_id, f.pep_id, null::text, min(f.given_on), count(distinct f.id)::int
      from mine s join feedback f on f.child_id = s.child_id and (s.pep_id is null or s.pep_id = f.pep_id) and f.answer is null
      join pep p on p.id = f.pep_id
     where s.role = case when app.social_worker_leads(p.kind, p.circumstances, p.setting_id) then 'social-worker' else 'designated-teacher' end
       and not exists (select from pep l where l.child_id = f.child_id and l.id <> f.pep_id and l.submitted_on >= f.given_on)
     group by f.child_id, f.pep_id
    union all select 'views', v.child_id, v.pep_id, null, min(v.recorded_on), count(distinct v.party)::int
      from mine s join views v on v.child_id = s.child_id and (s.pep_id is null or s.pep_id = v.pep_id)
     where v.how = 'link' and v.recorded_on is not null and v.read_at is null and s.role in ('social-worker', 'designated-teacher')
     group by v.child_id, v.pep_id
    union all select 'premium', l.child_id, l.pep_id, null, min(p.submitted_on), count(distinct l.id)::int
      from mine s join premium_line l on l.child_id = s.child_id and l.decision is null
      join pep p on p.id = l.pep_id and p.state in ('submitted', 'returned', 'signed-off')
     where s.role = 'adviser' group by l.child_id, l.pep_id
    union all select 'clash', r.child_id, r.pep_id, null, (min(r.written_at) at time zone 'Europe/London')::date, count(distinct r.question)::int
      from (select r.* from answer_rival r where r.written_by = me and r.settled_at is null
        union select r.* from mine s join answer_rival r on r.child_id = s.child_id and r.settled_at is null
          join answer a on a.pep_id = r.pep_id and a.question = r.question and a.written_by = me) r
      join pep p on p.id = r.pep_id and p.state in ('planned', 'in-progress', 'returned')
     where r.child_id <> all(hidden) group by r.child_id, r.pep_id
    union all select 'correction', c.child_id, c.pep_id, c.id::text, c.asked_on, 1 from correction c
     where c.writer_id = me and c.outcome is null and c.child_id <> all(hidden)
    union all select distinct 'concern', c.child_id, c.pep_id, c.id::text, c.raised_on, 1 from mine s
      join concern c on c.child_id = s.child_id and c.answered_on is null and c.closed_on is null where s.role = 'adviser'
    union all select 'release', i.child_id, i.pep_id, null, (min(i.issued_at) at time zone 'Europe/London')::date, 1
      from (select i.* from issued_copy i where i.audience = 'parent' and i.released_on is null and i.child_id <> all(hidden)
          and i.authority_id in (select a.authority_id from appointment a where a.person_id = me and a.role = 'administrator'
            and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day))
        union select i.* from mine s join issued_copy i on i.child_id = s.child_id and i.audience = 'parent' and i.released_on is null
         where s.role = 'team-manager') i
      join meeting m on m.pep_id = i.pep_id and m.parent_agreed_on is not null and m.parent_agreed_by is distinct from me
     where not exists (select from issued_copy o where o.pep_id = i.pep_id and o.audience = 'parent' and o.released_on is not null)
     group by i.child_id, i.pep_id
    union all select 'section', g.child_id, g.pep_id, min(n.section), min(g.starts), count(distinct n.section)::int
      from section_grant g join pep p on p.id = g.pep_id and p.state in ('planned', 'in-progress', 'returned')
      cross join unnest(g.sections) n(section)
     where g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
       and not exists (select from section_state d where d.pep_id = g.pep_id and d.section = n.section and d.complete_on is not null)
     group by g.child_id, g.pep_id;
end $$;

-- As before, but that nobody at the school is asked to arrange the meeting of such a plan.
create or replace view open_clock with (security_invoker = true) as
select k.pep_id, k.name, split_part(k.name, ':', 1) as step, k.authority_id, k.child_id, k.holder,
       coalesce(k.explanation->>'with', case when k.name = 'arrange-initial' and not app.social_worker_leads(p.kind, p.circumstances, p.setting_id) then 'designated-teacher' end) as held_with,
       k.starts, k.due, case when k.due is not null then greatest(k.due, (k.explanation->>'notLateUntil')::date) end as late_after,
       p.state, p.setting_id
  from clock k join pep p on p.id = k.pep_id
 where k.met_on is null and k.stopped is null
   and (p.state in ('planned', 'in-progress', 'returned')
        or k.name not in ('child-views', 'carer-views', 'parent-views', 'social-worker-section'));
