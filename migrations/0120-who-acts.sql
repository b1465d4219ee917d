-- Whose a step is, said once: for lists, reminders, names and figures alike (1-process.md, 4-access.md). A designated teacher acts
-- where the plan's own setting is theirs: not for the plan of the school before, nor for the main school's from a second one. Who
-- covers for a social worker or an adviser acts in their place; where a child has no adviser, the head does.
create function app.who_acts(role text, authority smallint, child uuid, setting uuid) returns uuid[]
language plpgsql stable security definer set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
declare day date := app.today(); found uuid[];
begin
  case who_acts.role
    when 'designated-teacher' then
      select array_agg(distinct d.person_id) into found from appointment d
       where d.setting_id = who_acts.setting and d.authority_id = who_acts.authority and d.role = 'designated-teacher'
         and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day);
    when 'virtual-school-head' then
      select array_agg(distinct h.person_id) into found from appointment h
       where h.authority_id = who_acts.authority and h.role = 'virtual-school-head'
         and h.revoked_at is null and h.starts <= day and (h.ends is null or h.ends > day);
    when 'team-manager' then
      select array_agg(distinct m.person_id) into found from allocation a
        join appointment w on w.person_id = a.person_id and w.role = 'social-worker' and w.authority_id = a.authority_id
         and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
        join appointment m on m.team_id = w.team_id and m.role = 'team-manager' and m.authority_id = a.authority_id
         and m.revoked_at is null and m.starts <= day and (m.ends is null or m.ends > day)
       where a.child_id = who_acts.child and a.role = 'social-worker' and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day);
    else
      select array_agg(distinct coalesce(s.cover_person_id, a.person_id)) into found from allocation a
        left join stand_in s on a.role in ('social-worker', 'adviser') and s.absent_person_id = a.person_id and s.authority_id = a.authority_id
         and s.revoked_at is null and s.starts <= day and (s.ends is null or s.ends > day)
       where a.child_id = who_acts.child and a.role = who_acts.role and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day);
      if found is null and who_acts.role = 'adviser' then
        return app.who_acts('virtual-school-head', who_acts.authority, who_acts.child, who_acts.setting);
      end if;
  end case;
  return found;
end $$;
revoke execute on function app.who_acts(text, smallint, uuid, uuid) from public;
grant execute on function app.who_acts(text, smallint, uuid, uuid) to openpep_app;

-- The same from the other side: where I stand, with the setting whose plans it is for. Null: whatever setting a plan is of.
drop function app.my_standings();
create function app.my_standings() returns table (child_id uuid, role text, pep_id uuid, setting_id uuid)
language plpgsql stable security definer rows 60 set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person(); day date := app.today(); hidden uuid[] := app.hidden_children(); heads smallint[];
begin
  select coalesce(array_agg(h.authority_id), '{}') into heads from appointment h
   where h.person_id = me and h.role = 'virtual-school-head' and h.revoked_at is null and h.starts <= day and (h.ends is null or h.ends > day);
  return query select s.child_id, s.role, s.pep_id, s.setting_id from (
    select a.child_id, a.role, null::uuid as pep_id, null::uuid as setting_id from allocation a
      join appointment p on p.person_id = me and p.role = a.role and p.authority_id = a.authority_id
       and p.revoked_at is null and p.starts <= day and (p.ends is null or p.ends > day)
     where a.person_id = me and a.role in ('social-worker', 'adviser')
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
    union select a.child_id, a.role, null, null from stand_in c
      join allocation a on a.person_id = c.absent_person_id and a.authority_id = c.authority_id and a.role in ('social-worker', 'adviser')
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where c.cover_person_id = me and c.revoked_at is null and c.starts <= day and (c.ends is null or c.ends > day)
    union select e.child_id, 'designated-teacher', null, d.setting_id from appointment d
      join enrolment e on e.setting_id = d.setting_id and e.authority_id = d.authority_id and e.starts <= day and (e.ends is null or e.ends > day)
     where d.person_id = me and d.role = 'designated-teacher' and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day)
    union select a.child_id, 'team-manager', null, null from appointment m
      join appointment w on w.team_id = m.team_id and w.role = 'social-worker' and w.authority_id = m.authority_id
       and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and a.authority_id = m.authority_id
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where m.person_id = me and m.role = 'team-manager' and m.revoked_at is null and m.starts <= day and (m.ends is null or m.ends > day)
    union select k.child_id, k.role, k.pep_id, null from pep_keeper k join pep p on p.id = k.pep_id
     where k.person_id = me and p.state not in ('signed-off', 'not-required')
    union select k.child_id, 'virtual-school-head', k.pep_id, null from clock k
     where k.authority_id = any(heads) and k.holder = 'virtual-school-head' and k.met_on is null and k.stopped is null
    union select c.child_id, 'adviser', null, null from care_period c
     where c.authority_id = any(heads) and not c.short_break and c.starts <= day and (c.ends is null or c.ends > day)
       and not exists (select from allocation a where a.authority_id = any(heads) and a.child_id = c.child_id and a.role = 'adviser'
         and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day))
  ) s where s.child_id <> all(hidden);
end $$;
revoke execute on function app.my_standings() from public;

-- As before, by that; feedback is asked of the school that it was given to, and an open plan for which no clock runs is somebody's, too.
create or replace function app.my_waiting() returns table (kind text, child_id uuid, pep_id uuid, ref text, since date, number integer)
language plpgsql stable security definer rows 20 set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person(); day date := app.today(); hidden uuid[] := app.hidden_children();
begin
  return query with mine as materialized (select * from app.my_standings())
    select 'feedback', f.child_id, f.pep_id, null::text, min(f.given_on), count(distinct f.id)::int
      from mine s join feedback f on f.child_id = s.child_id and (s.pep_id is null or s.pep_id = f.pep_id) and f.answer is null
      join pep p on p.id = f.pep_id and (s.setting_id is null or s.setting_id = p.setting_id)
     where s.role = case when app.social_worker_leads(p.kind, p.circumstances, p.setting_id) then 'social-worker' else 'designated-teacher' end
       and not exists (select from pep l where l.child_id = f.child_id and l.id <> f.pep_id and l.submitted_on >= f.given_on)
     group by f.child_id, f.pep_id
    union all select 'views', v.child_id, v.pep_id, null, min(v.recorded_on), count(distinct v.party)::int
      from mine s join views v on v.child_id = s.child_id and (s.pep_id is null or s.pep_id = v.pep_id)
      join pep p on p.id = v.pep_id and (s.setting_id is null or s.setting_id = p.setting_id)
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
     group by g.child_id, g.pep_id
    union all select 'plan', p.child_id, p.id, case when m.held_on is not null then 'submit' when m.on_date is not null then 'hold' else 'arrange' end, p.opened_on, 1
      from mine s join pep p on p.child_id = s.child_id and p.state in ('planned', 'in-progress') and (s.pep_id is null or s.pep_id = p.id)
       and (s.setting_id is null or s.setting_id = p.setting_id)
      left join meeting m on m.pep_id = p.id
     where s.role = case when app.social_worker_leads(p.kind, p.circumstances, p.setting_id) then 'social-worker' else 'designated-teacher' end
       -- Asked of each plan by itself: as a join it would be asked of all.
       and (select k.name from open_clock k where k.pep_id = p.id limit 1) is null
     group by p.child_id, p.id, m.held_on, m.on_date, p.opened_on;
end $$;

-- As before, by that; whoever holds a step together with another has it on their list, as they are reminded of it.
create or replace function app.my_work(with_others boolean, until date) returns jsonb
language plpgsql stable security definer set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare found jsonb;
begin
  with mine as materialized (select * from app.my_standings()),
  step as (select k.pep_id, k.child_id, k.name, k.step, k.holder, k.due, k.late_after, bool_or(k.holder = s.role or k.held_with is not distinct from s.role) as mine
      from mine s join open_clock k on k.child_id = s.child_id and (s.pep_id is null or s.pep_id = k.pep_id) and (s.setting_id is null or s.setting_id = k.setting_id)
     where k.holder = s.role or k.held_with = s.role or (with_others and s.role in ('social-worker', 'team-manager', 'adviser') and k.due <= until)
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

create or replace function app.step_facts(peps uuid[], names text[]) returns table (pep_id uuid, name text, setting_id uuid, phase text,
  circumstances text[], form_version text, completed text[], correction uuid, holders uuid[])
language plpgsql stable security definer rows 40 set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare mine uuid[];
begin
  select array_agg(distinct s.child_id) into mine from app.my_standings() s;
  return query select k.pep_id, k.name, p.setting_id, p.phase, p.circumstances, p.form_version,
      case when k.name = 'social-worker-section' then (select array_agg(s.section) from section_state s where s.pep_id = k.pep_id and s.complete_on is not null) end,
      case when k.name like 'correction%' then (select o.id from correction o where o.pep_id = k.pep_id and o.outcome is null order by o.asked_on, o.id limit 1) end,
      app.who_acts(k.holder, p.authority_id, k.child_id, p.setting_id)
    from unnest(peps, names) w(pep_id, name) join clock k on k.pep_id = w.pep_id and k.name = w.name join pep p on p.id = k.pep_id
   where k.child_id = any(mine);
end $$;

-- The open steps of people's own lists, for the letter that counts them: each as that person's own first page has them.
create function app.work_of(people uuid[]) returns table (person_id uuid, plans jsonb)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare one uuid; was text := coalesce(current_setting('app.person', true), '');
begin
  foreach one in array people loop
    perform set_config('app.person', one::text, true);
    person_id := one;
    select coalesce(jsonb_agg(p.plan) filter (where (p.plan->>'mine')::boolean), '[]') into plans
      from jsonb_array_elements(app.my_work(false, app.today())->'plans') p(plan);
    return next;
  end loop;
  perform set_config('app.person', was, true);
end $$;
revoke execute on function app.work_of(uuid[]) from public;
grant execute on function app.work_of(uuid[]) to openpep_app;
