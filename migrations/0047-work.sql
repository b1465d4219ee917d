-- What is still asked of somebody: a clock neither met nor stopped, whose step can still be done (nobody gathers views for a plan
-- that is handed in). Nobody counts it late until `late_after` has passed: the first weeks in care are not late.
create view open_clock with (security_invoker = true) as
select k.pep_id, k.name, split_part(k.name, ':', 1) as step, k.authority_id, k.child_id, k.holder, k.explanation->>'with' as held_with, k.starts, k.due,
       case when k.due is not null then greatest(k.due, (k.explanation->>'notLateUntil')::date) end as late_after,
       p.state, p.setting_id
  from clock k join pep p on p.id = k.pep_id
 where k.met_on is null and k.stopped is null
   and (p.state in ('planned', 'in-progress', 'returned')
        or k.name not in ('child-views', 'carer-views', 'parent-views', 'social-worker-section'));
grant select on open_clock to openpep_app;

create index pep_term on pep (authority_id, year, term);
create index care_period_authority on care_period (authority_id, starts);
create index allocation_authority on allocation (authority_id, role);
create index feedback_unanswered on feedback (child_id) where answer is null;
create index views_unread on views (child_id) where how = 'link' and recorded_on is not null and read_at is null;
create index premium_undecided on premium_line (child_id) where decision is null;
create index concern_open on concern (child_id) where closed_on is null;
create index parent_copy_waiting on issued_copy (child_id) where audience = 'parent' and released_on is null;
create index parent_copy_authority on issued_copy (authority_id) where audience = 'parent' and released_on is null;
create index rival_writer on answer_rival (written_by) where settled_at is null;
create index rival_child on answer_rival (child_id) where settled_at is null;

-- Where I stand to children as somebody whose work is with them: the role in which a step may be mine, and the pep where it is
-- for that one only. A head stands where nobody else does: children without an adviser, and steps that the head holds.
create function app.my_standings() returns table (child_id uuid, role text, pep_id uuid)
language plpgsql stable security definer rows 60 set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person(); day date := app.today(); hidden uuid[] := app.hidden_children(); heads smallint[];
begin
  select coalesce(array_agg(h.authority_id), '{}') into heads from appointment h
   where h.person_id = me and h.role = 'virtual-school-head' and h.revoked_at is null and h.starts <= day and (h.ends is null or h.ends > day);
  return query select s.child_id, s.role, s.pep_id from (
    select a.child_id, a.role, null::uuid as pep_id from allocation a
      join appointment p on p.person_id = me and p.role = a.role and p.authority_id = a.authority_id
       and p.revoked_at is null and p.starts <= day and (p.ends is null or p.ends > day)
     where a.person_id = me and a.role in ('social-worker', 'adviser')
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
    union select a.child_id, 'social-worker', null from stand_in c
      join allocation a on a.person_id = c.absent_person_id and a.authority_id = c.authority_id and a.role = 'social-worker'
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where c.cover_person_id = me and c.revoked_at is null and c.starts <= day and (c.ends is null or c.ends > day)
    union select e.child_id, 'designated-teacher', null from appointment d
      join enrolment e on e.setting_id = d.setting_id and e.authority_id = d.authority_id and e.starts <= day and (e.ends is null or e.ends > day)
     where d.person_id = me and d.role = 'designated-teacher' and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day)
    union select a.child_id, 'team-manager', null from appointment m
      join appointment w on w.team_id = m.team_id and w.role = 'social-worker' and w.authority_id = m.authority_id
       and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and a.authority_id = m.authority_id
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where m.person_id = me and m.role = 'team-manager' and m.revoked_at is null and m.starts <= day and (m.ends is null or m.ends > day)
    union select k.child_id, k.role, k.pep_id from pep_keeper k join pep p on p.id = k.pep_id
     where k.person_id = me and p.state not in ('signed-off', 'not-required')
    union select k.child_id, 'virtual-school-head', k.pep_id from clock k
     where k.authority_id = any(heads) and k.holder = 'virtual-school-head' and k.met_on is null and k.stopped is null
    union select c.child_id, 'adviser', null from care_period c
     where c.authority_id = any(heads) and not c.short_break and c.starts <= day and (c.ends is null or c.ends > day)
       and not exists (select from allocation a where a.authority_id = any(heads) and a.child_id = c.child_id and a.role = 'adviser'
         and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day))
  ) s where s.child_id <> all(hidden);
end $$;

-- What waits for me and is not a clock: kinds and ids only, so that its words come through the row policies of whoever asks.
create function app.my_waiting() returns table (kind text, child_id uuid, pep_id uuid, ref text, since date, number integer)
language plpgsql stable security definer rows 20 set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person(); day date := app.today(); hidden uuid[] := app.hidden_children();
begin
  return query with mine as materialized (select * from app.my_standings())
    select 'feedback', f.child_id, (array_agg(f.pep_id order by f.given_on desc, f.id desc))[1], null::text, min(f.given_on), count(distinct f.id)::int
      from mine s join feedback f on f.child_id = s.child_id and (s.pep_id is null or s.pep_id = f.pep_id) and f.answer is null
      join pep p on p.id = f.pep_id
     where s.role = case when 'no-school-place' = any(p.circumstances) then 'social-worker' else 'designated-teacher' end
     group by f.child_id
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

-- My work in ids and dates, without a word about a child: open steps of the children I stand to, by plan (those that others hold
-- only where asked for, up to a day), what waits without a date, and whose children are mine.
create function app.my_work(with_others boolean, until date) returns jsonb
language plpgsql stable security definer set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare found jsonb;
begin
  with mine as materialized (select * from app.my_standings()),
  step as (select k.pep_id, k.child_id, k.name, k.step, k.holder, k.due, k.late_after, bool_or(k.holder = s.role or (s.role = 'designated-teacher' and k.held_with is not distinct from s.role)) as mine
      from mine s join open_clock k on k.child_id = s.child_id and (s.pep_id is null or s.pep_id = k.pep_id)
     where k.holder = s.role or (s.role = 'designated-teacher' and k.held_with = s.role) or (with_others and s.role in ('social-worker', 'team-manager', 'adviser') and k.due <= until)
     group by k.pep_id, k.child_id, k.name, k.step, k.holder, k.due, k.late_after),
  plan as (select t.pep_id, t.child_id, t.mine, jsonb_agg(jsonb_build_object('name', t.name, 'step', t.step, 'holder', t.holder,
        'due', t.due, 'lateAfter', t.late_after)) as steps from step t group by t.pep_id, t.child_id, t.mine)
  select jsonb_build_object(
    'plans', (select coalesce(jsonb_agg(jsonb_build_object('pepId', p.pep_id, 'childId', p.child_id, 'mine', p.mine, 'steps', p.steps,
        'meetingOn', m.on_date)), '[]') from plan p left join meeting m on m.pep_id = p.pep_id),
    'waiting', (select coalesce(jsonb_agg(jsonb_build_object('kind', w.kind, 'childId', w.child_id, 'pepId', w.pep_id, 'ref', w.ref,
        'since', w.since, 'number', w.number, 'setting', t.name, 'plan', p.term || ' ' || p.year) order by w.since, w.kind), '[]')
        from app.my_waiting() w left join pep p on p.id = w.pep_id left join setting t on t.id = p.setting_id),
    'children', (select coalesce(jsonb_agg(distinct s.child_id), '[]') from mine s where s.pep_id is null)) into found;
  return found;
end $$;

-- What a page must know to lead to these steps and to name who holds them, for children I stand to.
create function app.step_facts(peps uuid[], names text[]) returns table (pep_id uuid, name text, setting_id uuid, phase text,
  circumstances text[], form_version text, completed text[], correction uuid, holders uuid[])
language plpgsql stable security definer rows 40 set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare day date := app.today(); mine uuid[];
begin
  select array_agg(distinct s.child_id) into mine from app.my_standings() s;
  return query select k.pep_id, k.name, p.setting_id, p.phase, p.circumstances, p.form_version,
      case when k.name = 'social-worker-section' then (select array_agg(s.section) from section_state s where s.pep_id = k.pep_id and s.complete_on is not null) end,
      case when k.name like 'correction%' then (select o.id from correction o where o.pep_id = k.pep_id and o.outcome is null order by o.asked_on, o.id limit 1) end,
      case k.holder
        when 'designated-teacher' then (select array_agg(d.person_id) from appointment d where d.setting_id = p.setting_id and d.authority_id = p.authority_id
          and d.role = 'designated-teacher' and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day))
        when 'virtual-school-head' then (select array_agg(d.person_id) from appointment d where d.authority_id = p.authority_id
          and d.role = 'virtual-school-head' and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day))
        else (select array_agg(l.person_id) from allocation l where l.child_id = k.child_id and l.role = k.holder
          and l.revoked_at is null and l.starts <= day and (l.ends is null or l.ends > day)) end
    from unnest(peps, names) w(pep_id, name) join clock k on k.pep_id = w.pep_id and k.name = w.name join pep p on p.id = k.pep_id
   where k.child_id = any(mine);
end $$;

-- What is missing in an authority's own records, and who cannot be reached: counts for those who may mend it.
create function app.missing_records(authority smallint) returns table (kind text, number integer)
language plpgsql stable security definer rows 6 set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare day date := app.today(); hidden uuid[] := app.hidden_children();
begin
  if not missing_records.authority = any(app.my_authorities()) then return; end if;
  return query with cared as materialized (select distinct c.child_id from care_period c
       join child k on k.id = c.child_id join public.authority o on o.id = missing_records.authority
      where c.authority_id = missing_records.authority and not c.short_break and c.starts <= day and (c.ends is null or c.ends > day)
        and k.date_of_birth <= day - make_interval(years => coalesce((o.policy->'ages'->>'from')::int, 2)) and k.date_of_birth > day - interval '18 years'
        and c.child_id <> all(hidden)),
    held as (select a.child_id, a.role from allocation a where a.authority_id = missing_records.authority and a.role in ('adviser', 'social-worker')
      and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day))
  select 'adviser', count(*)::int from cared c where not exists (select from held h where h.child_id = c.child_id and h.role = 'adviser')
  union all select 'social-worker', count(*)::int from cared c where not exists (select from held h where h.child_id = c.child_id and h.role = 'social-worker')
  union all select 'setting', count(*)::int from cared c where not exists (select from enrolment e where e.child_id = c.child_id and e.main
      and e.starts <= day and (e.ends is null or e.ends > day))
  union all select 'teacher', count(distinct e.setting_id)::int from cared c join enrolment e on e.child_id = c.child_id and e.main
      and e.starts <= day and (e.ends is null or e.ends > day)
     where not exists (select from appointment d where d.setting_id = e.setting_id and d.authority_id = missing_records.authority and d.role = 'designated-teacher'
      and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day))
  union all select 'contact', count(distinct e.setting_id)::int from cared c join enrolment e on e.child_id = c.child_id and e.main
      and e.starts <= day and (e.ends is null or e.ends > day)
     where not exists (select from setting_contact k where k.setting_id = e.setting_id and k.authority_id = missing_records.authority and k.escalation_email is not null)
  union all select 'undelivered', count(distinct p.id)::int from person p join appointment a on a.person_id = p.id and a.authority_id = missing_records.authority
      and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where p.undeliverable_since is not null and p.ended_at is null;
end $$;
revoke execute on function app.my_standings(), app.my_waiting(), app.my_work(boolean, date), app.step_facts(uuid[], text[]), app.missing_records(smallint) from public;
grant execute on function app.my_work(boolean, date), app.step_facts(uuid[], text[]), app.missing_records(smallint) to openpep_app;
