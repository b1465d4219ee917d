-- Every statement asks the policies' functions anew, a page of fifteen statements some sixty times: they now remember their
-- answer for the rest of the transaction, for this person, this day and these facts. A write to any fact of access forgets all.
create function app.facts() returns text language sql stable as
$$ select concat(current_setting('app.person', true), ' ', current_setting('app.today', true), ' ', current_setting('app.facts_changed', true)) $$;

create function app.recall(what text) returns text language plpgsql stable as $$
begin
  return case when current_setting('app.known_by_' || what, true) = app.facts() then current_setting('app.known_' || what, true) end;
end $$;

create function app.remember(what text, known text) returns void language plpgsql stable as $$
begin
  perform set_config('app.known_' || what, known, true), set_config('app.known_by_' || what, app.facts(), true);
end $$;

create function app.facts_change() returns trigger language plpgsql as $$
begin
  perform set_config('app.facts_changed', (coalesce(nullif(current_setting('app.facts_changed', true), ''), '0')::bigint + 1)::text, true);
  return null;
end $$;
create trigger facts_change after insert or update or delete on appointment for each statement execute function app.facts_change();
create trigger facts_change after insert or update or delete on stand_in for each statement execute function app.facts_change();
create trigger facts_change after insert or update or delete on allocation for each statement execute function app.facts_change();
create trigger facts_change after insert or update or delete on enrolment for each statement execute function app.facts_change();
create trigger facts_change after insert or update or delete on restricted_reader for each statement execute function app.facts_change();
create trigger facts_change after insert or update or delete on section_grant for each statement execute function app.facts_change();
create trigger facts_change after insert or update or delete on pep_keeper for each statement execute function app.facts_change();
create trigger facts_change after insert or update of state or delete on pep for each statement execute function app.facts_change();
create trigger facts_change after insert or update of restricted or delete on child for each statement execute function app.facts_change();

create or replace function app.my_authorities() returns smallint[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid; day date; mine smallint[] := app.recall('authorities')::smallint[];
begin
  if mine is not null then return mine; end if;
  me := app.person(); day := app.today();
  select coalesce(array_agg(distinct a.authority_id), '{}') into mine from appointment a
   where a.person_id = me and a.role in ('administrator', 'virtual-school-head', 'adviser', 'service')
     and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day);
  perform app.remember('authorities', mine::text);
  return mine;
end $$;

create or replace function app.hidden_children() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid; hidden uuid[] := app.recall('hidden')::uuid[];
begin
  if hidden is not null then return hidden; end if;
  me := app.person();
  if exists (select from person p where p.id = me and p.kind = 'service') then
    hidden := '{}';
  else
    select coalesce(array_agg(c.id), '{}') into hidden from child c
     where c.restricted and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null);
  end if;
  perform app.remember('hidden', hidden::text);
  return hidden;
end $$;

-- All reaches at once. Always asked together with full and setting, so `name` leaves out whom these hold.
create function app.learn_children() returns void language plpgsql stable security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person(); day date := app.today(); one record;
begin
  for one in with found as materialized (
    select case when a.role in ('social-worker', 'iro') then 'full' else a.role end as reach, a.child_id from allocation a
     where a.person_id = me and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
       and (a.role in ('carer', 'parent', 'child') or (a.role in ('social-worker', 'iro') and (a.role, a.authority_id) in (
         select p.role, p.authority_id from appointment p
          where p.person_id = me and p.revoked_at is null and p.starts <= day and (p.ends is null or p.ends > day))))
    union
    select 'full', a.child_id from stand_in s
      join appointment w on w.person_id = s.absent_person_id and w.role = 'social-worker' and w.authority_id = s.authority_id
       and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and a.authority_id = s.authority_id
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where s.cover_person_id = me and s.revoked_at is null and s.starts <= day and (s.ends is null or s.ends > day)
       and exists (select from appointment c where c.person_id = me and c.authority_id = s.authority_id
         and c.revoked_at is null and c.starts <= day and (c.ends is null or c.ends > day))
    union
    select 'full', a.child_id from appointment m
      join appointment w on w.team_id = m.team_id and w.role = 'social-worker' and w.authority_id = m.authority_id
       and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and a.authority_id = m.authority_id
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where m.person_id = me and m.role = 'team-manager' and m.revoked_at is null and m.starts <= day and (m.ends is null or m.ends > day)
    union
    select 'setting', e.child_id from appointment d join enrolment e on e.setting_id = d.setting_id and e.authority_id = d.authority_id
     where d.person_id = me and d.role = 'designated-teacher' and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day)
       and e.starts <= day and (e.ends is null or e.ends > day)
    union
    select 'name', g.child_id from section_grant g join pep on pep.id = g.pep_id
     where g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
       and pep.state not in ('signed-off', 'not-required')
    union
    select 'name', k.child_id from pep_keeper k join pep on pep.id = k.pep_id
     where k.person_id = me and pep.state not in ('signed-off', 'not-required')),
  mine as materialized (
    select f.reach, f.child_id from found f
     where not (f.reach = 'name' and exists (select from found o where o.child_id = f.child_id and o.reach in ('full', 'setting')))
       and not exists (select from child c where c.id = f.child_id and c.restricted
         and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null)))
  select w.reach, coalesce(array_agg(m.child_id) filter (where m.child_id is not null), '{}') as children
    from unnest('{full,setting,carer,parent,child,name}'::text[]) w(reach) left join mine m on m.reach = w.reach group by w.reach
  loop
    perform app.remember('children_' || one.reach, one.children::text);
  end loop;
end $$;

create or replace function app.my_children(reach text[]) returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare one text; mine uuid[] := '{}';
begin
  if app.recall('children_full') is null then perform app.learn_children(); end if;
  foreach one in array reach loop
    mine := mine || app.recall('children_' || one)::uuid[];
  end loop;
  return mine;
end $$;

create function app.learn_peps() returns void language plpgsql stable security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person(); day date := app.today(); one record;
begin
  for one in with mine as materialized (
    select f.reach, f.pep_id from (
      select case k.role when 'designated-teacher' then 'setting' else 'full' end as reach, k.pep_id, k.child_id
        from pep_keeper k join pep on pep.id = k.pep_id
       where k.person_id = me and pep.state not in ('signed-off', 'not-required')
      union
      select 'name', g.pep_id, g.child_id from section_grant g join pep on pep.id = g.pep_id
       where g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
         and pep.state not in ('signed-off', 'not-required')) f
     where not exists (select from child c where c.id = f.child_id and c.restricted
       and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null)))
  select w.reach, coalesce(array_agg(m.pep_id) filter (where m.pep_id is not null), '{}') as peps
    from unnest('{full,setting,name}'::text[]) w(reach) left join mine m on m.reach = w.reach group by w.reach
  loop
    perform app.remember('peps_' || one.reach, one.peps::text);
  end loop;
end $$;

create or replace function app.my_peps(reach text[]) returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare one text; mine uuid[] := '{}';
begin
  if app.recall('peps_full') is null then perform app.learn_peps(); end if;
  foreach one in array reach loop
    mine := mine || app.recall('peps_' || one)::uuid[];
  end loop;
  return mine;
end $$;
revoke all on function app.learn_children(), app.learn_peps() from public;

-- The children that my rows allow, for lists to begin from: the planner does not see through the policy, and would ask it of
-- every child there is.
create function app.children_i_see() returns setof uuid language plpgsql stable security definer rows 100
  set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
declare authorities smallint[] := app.my_authorities(); mine uuid[] := app.my_children('{full,setting,carer,parent,child,name}');
begin
  return query select distinct unnest(mine);
  if authorities <> '{}' then
    return query select c.id from child c where c.authority_id = any(authorities) and c.id <> all(app.hidden_children()) and c.id <> all(mine);
  end if;
end $$;
revoke all on function app.children_i_see() from public;
grant execute on function app.children_i_see() to openpep_app;

-- The newest plan of a child is read from its index, not sorted out of all.
create index pep_newest on pep (child_id, opened_on desc, id desc);
