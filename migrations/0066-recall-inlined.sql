-- Recalling is asked some sixty times a page, each time through functions that change the search path and the role. Now it is one
-- expression that PostgreSQL takes into the caller's, and only what must be learnt is a function with the owner's rights. Whoever
-- asks may also learn: it remembers nothing but their own reaches.
create or replace function app.recall(what text) returns text language sql stable as
$$ select case when current_setting('app.known_by_' || what, true) = app.facts() then current_setting('app.known_' || what, true) end $$;

create function app.learn_authorities() returns smallint[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine smallint[];
begin
  select coalesce(array_agg(distinct a.authority_id), '{}') into mine from appointment a
   where a.person_id = me and a.role in ('administrator', 'virtual-school-head', 'adviser', 'service')
     and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day);
  perform app.remember('authorities', mine::text);
  return mine;
end $$;
create or replace function app.my_authorities() returns smallint[] language sql stable as
$$ select coalesce(app.recall('authorities')::smallint[], app.learn_authorities()) $$;

create function app.learn_hidden() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); hidden uuid[] := '{}';
begin
  if not exists (select from person p where p.id = me and p.kind = 'service') then
    select coalesce(array_agg(c.id), '{}') into hidden from child c
     where c.restricted and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null);
  end if;
  perform app.remember('hidden', hidden::text);
  return hidden;
end $$;
create or replace function app.hidden_children() returns uuid[] language sql stable as
$$ select coalesce(app.recall('hidden')::uuid[], app.learn_hidden()) $$;

create function app.learn_sections() returns text[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine text[];
begin
  select coalesce(array_agg(g.pep_id::text || ':' || s.section), '{}') into mine
    from section_grant g join pep on pep.id = g.pep_id, unnest(g.sections) s(section)
   where g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
     and pep.state not in ('signed-off', 'not-required')
     and not exists (select from child c where c.id = g.child_id and c.restricted
       and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null));
  perform app.remember('sections', mine::text);
  return mine;
end $$;
create or replace function app.my_sections() returns text[] language sql stable as
$$ select coalesce(app.recall('sections')::text[], app.learn_sections()) $$;

create or replace function app.my_children(reach text[]) returns uuid[] language plpgsql stable as $$
declare one text; mine uuid[] := '{}';
begin
  if app.recall('children_full') is null then perform app.learn_children(); end if;
  foreach one in array reach loop
    mine := mine || app.recall('children_' || one)::uuid[];
  end loop;
  return mine;
end $$;

create or replace function app.my_peps(reach text[]) returns uuid[] language plpgsql stable as $$
declare one text; mine uuid[] := '{}';
begin
  if app.recall('peps_full') is null then perform app.learn_peps(); end if;
  foreach one in array reach loop
    mine := mine || app.recall('peps_' || one)::uuid[];
  end loop;
  return mine;
end $$;

-- A plan for every way to a child at once took longer to set up than to run: now one step after another, each only for whom it
-- concerns, and what is learnt is remembered in one statement. Always asked together with full and setting, so `name` leaves out
-- whom these hold.
create or replace function app.learn_children() returns void language plpgsql stable security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person(); day date := app.today(); facts text := app.facts(); hidden uuid[] := app.hidden_children();
  roles text[]; full_ uuid[]; setting uuid[] := '{}'; carer uuid[]; parent uuid[]; child uuid[]; name uuid[];
begin
  select coalesce(array_agg(distinct a.role), '{}') into roles from appointment a where a.person_id = me and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day);
  select coalesce(array_agg(a.child_id) filter (where a.role in ('social-worker', 'iro')), '{}'),
         coalesce(array_agg(a.child_id) filter (where a.role = 'carer'), '{}'),
         coalesce(array_agg(a.child_id) filter (where a.role = 'parent'), '{}'),
         coalesce(array_agg(a.child_id) filter (where a.role = 'child'), '{}') into full_, carer, parent, child
    from allocation a where a.person_id = me and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     and (a.role in ('carer', 'parent', 'child') or exists (select from appointment p where p.person_id = me and p.role = a.role
       and p.authority_id = a.authority_id and p.revoked_at is null and p.starts <= day and (p.ends is null or p.ends > day)));
  if roles <> '{}' and exists (select from stand_in s where s.cover_person_id = me and s.revoked_at is null and s.starts <= day and (s.ends is null or s.ends > day)) then
    full_ := full_ || array(select a.child_id from stand_in s
      join appointment w on w.person_id = s.absent_person_id and w.role = 'social-worker' and w.authority_id = s.authority_id and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and a.authority_id = s.authority_id and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where s.cover_person_id = me and s.revoked_at is null and s.starts <= day and (s.ends is null or s.ends > day)
       and exists (select from appointment c where c.person_id = me and c.authority_id = s.authority_id and c.revoked_at is null and c.starts <= day and (c.ends is null or c.ends > day)));
  end if;
  if 'team-manager' = any(roles) then
    full_ := full_ || array(select a.child_id from appointment m
      join appointment w on w.team_id = m.team_id and w.role = 'social-worker' and w.authority_id = m.authority_id and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and a.authority_id = m.authority_id and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where m.person_id = me and m.role = 'team-manager' and m.revoked_at is null and m.starts <= day and (m.ends is null or m.ends > day));
  end if;
  if 'designated-teacher' = any(roles) then
    setting := array(select e.child_id from appointment d join enrolment e on e.setting_id = d.setting_id and e.authority_id = d.authority_id
     where d.person_id = me and d.role = 'designated-teacher' and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day)
       and e.starts <= day and (e.ends is null or e.ends > day));
  end if;
  name := array(select k.child_id from pep_keeper k join pep on pep.id = k.pep_id
     where k.person_id = me and pep.state not in ('signed-off', 'not-required'))
    || array(select g.child_id from section_grant g join pep on pep.id = g.pep_id
     where g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day) and pep.state not in ('signed-off', 'not-required'));
  name := array(select unnest(name) except select unnest(full_ || setting || hidden));
  if full_ || setting || carer || parent || child && hidden then
    full_ := array(select unnest(full_) except select unnest(hidden));
    setting := array(select unnest(setting) except select unnest(hidden));
    carer := array(select unnest(carer) except select unnest(hidden));
    parent := array(select unnest(parent) except select unnest(hidden));
    child := array(select unnest(child) except select unnest(hidden));
  end if;
  perform set_config('app.known_by_children_full', facts, true), set_config('app.known_children_full', full_::text, true),
    set_config('app.known_by_children_setting', facts, true), set_config('app.known_children_setting', setting::text, true),
    set_config('app.known_by_children_carer', facts, true), set_config('app.known_children_carer', carer::text, true),
    set_config('app.known_by_children_parent', facts, true), set_config('app.known_children_parent', parent::text, true),
    set_config('app.known_by_children_child', facts, true), set_config('app.known_children_child', child::text, true),
    set_config('app.known_by_children_name', facts, true), set_config('app.known_children_name', name::text, true);
end $$;

create or replace function app.learn_peps() returns void language plpgsql stable security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person(); day date := app.today(); facts text := app.facts(); hidden uuid[] := app.hidden_children();
  full_ uuid[]; setting uuid[]; name uuid[];
begin
  select coalesce(array_agg(k.pep_id) filter (where k.role <> 'designated-teacher'), '{}'),
         coalesce(array_agg(k.pep_id) filter (where k.role = 'designated-teacher'), '{}') into full_, setting
    from pep_keeper k join pep on pep.id = k.pep_id
   where k.person_id = me and k.child_id <> all(hidden) and pep.state not in ('signed-off', 'not-required');
  select coalesce(array_agg(g.pep_id), '{}') into name from section_grant g join pep on pep.id = g.pep_id
   where g.person_id = me and g.child_id <> all(hidden) and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day) and pep.state not in ('signed-off', 'not-required');
  perform set_config('app.known_by_peps_full', facts, true), set_config('app.known_peps_full', full_::text, true),
    set_config('app.known_by_peps_setting', facts, true), set_config('app.known_peps_setting', setting::text, true),
    set_config('app.known_by_peps_name', facts, true), set_config('app.known_peps_name', name::text, true);
end $$;

create or replace function app.my_standing(child uuid, pep uuid default null) returns text[] language plpgsql stable security definer
  set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); authority smallint; hidden boolean; mine text[]; roles text[];
begin
  select c.authority_id, c.restricted and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null)
    into authority, hidden from child c where c.id = my_standing.child;
  if authority is null or hidden then return '{}'; end if;
  select coalesce(array_agg(distinct a.role), '{}') into mine from appointment a
   where a.person_id = me and a.authority_id = authority and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day);
  roles := array(select unnest(mine) intersect select unnest('{administrator,virtual-school-head,adviser,service}'::text[]))
    || array(select distinct a.role from allocation a where a.child_id = my_standing.child and a.person_id = me and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     and (a.role in ('carer', 'parent', 'child') or (a.role in ('social-worker', 'iro') and a.role = any(mine))));
  if mine <> '{}' and exists (select from stand_in s
      join appointment w on w.person_id = s.absent_person_id and w.role = 'social-worker' and w.authority_id = s.authority_id and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and a.authority_id = s.authority_id and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where s.cover_person_id = me and s.authority_id = authority and a.child_id = my_standing.child and s.revoked_at is null and s.starts <= day and (s.ends is null or s.ends > day)) then
    roles := roles || 'social-worker'::text;
  end if;
  if 'team-manager' = any(mine) and exists (select from allocation a
      join appointment w on w.person_id = a.person_id and w.role = 'social-worker' and w.authority_id = a.authority_id and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join appointment m on m.team_id = w.team_id and m.role = 'team-manager' and m.authority_id = a.authority_id and m.person_id = me and m.revoked_at is null and m.starts <= day and (m.ends is null or m.ends > day)
     where a.child_id = my_standing.child and a.role = 'social-worker' and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)) then
    roles := roles || 'team-manager'::text;
  end if;
  if 'designated-teacher' = any(mine) and exists (select from enrolment e
      join appointment d on d.setting_id = e.setting_id and d.authority_id = e.authority_id and d.role = 'designated-teacher' and d.person_id = me and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day)
     where e.child_id = my_standing.child and e.starts <= day and (e.ends is null or e.ends > day)) then
    roles := roles || 'designated-teacher'::text;
  end if;
  if my_standing.pep is not null then
    roles := roles || array(select k.role from pep_keeper k join public.pep p on p.id = k.pep_id
       where k.person_id = me and k.pep_id = my_standing.pep and k.child_id = my_standing.child and p.state not in ('signed-off', 'not-required'))
      || array(select g.role from section_grant g join public.pep p on p.id = g.pep_id
       where g.person_id = me and g.pep_id = my_standing.pep and g.child_id = my_standing.child and p.state not in ('signed-off', 'not-required') and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day));
  end if;
  return array(select distinct unnest(roles));
end $$;

revoke all on function app.learn_authorities(), app.learn_hidden(), app.learn_sections() from public;
grant execute on function app.learn_authorities(), app.learn_hidden(), app.learn_sections(), app.learn_children(), app.learn_peps() to openpep_app;
