-- The only places that read the dated facts of access. Measured shape: arrays from plpgsql functions, always called behind
-- an inner (select …) so that they run once a statement; no policy reads another guarded table.

create index child_restricted on child (authority_id, id) where restricted;

-- Authorities whose every child I may see.
create function app.my_authorities() returns smallint[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine smallint[];
begin
  select coalesce(array_agg(distinct a.authority_id), '{}') into mine from appointment a
   where a.person_id = me and a.role in ('administrator', 'virtual-school-head', 'adviser', 'service')
     and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day);
  return mine;
end $$;

-- Restricted children that I am not named for.
create function app.hidden_children() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); hidden uuid[];
begin
  select coalesce(array_agg(c.id), '{}') into hidden from child c
   where c.restricted and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null);
  return hidden;
end $$;

-- Children within my reach by the facts of today. A reach is the audience I read as: full (social worker, team manager,
-- stand-in, IRO), setting (designated teacher), carer, parent, child; name: all of these, and whoever was granted a section.
create function app.my_children(reach text[]) returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine uuid[];
begin
  select coalesce(array_agg(distinct f.child_id), '{}') into mine from (
    select a.child_id from allocation a
     where a.person_id = me and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
       and (('full' = any(reach) and a.role in ('social-worker', 'iro') and exists (select from appointment p
              where p.person_id = me and p.role = a.role and p.authority_id = a.authority_id
                and p.revoked_at is null and p.starts <= day and (p.ends is null or p.ends > day)))
         or (a.role in ('carer', 'parent', 'child') and a.role = any(reach)))
    union all
    select a.child_id from stand_in s join allocation a on a.person_id = s.absent_person_id and a.authority_id = s.authority_id
     where 'full' = any(reach) and s.cover_person_id = me and s.revoked_at is null and s.starts <= day and (s.ends is null or s.ends > day)
       and a.role = 'social-worker' and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
    union all
    select a.child_id from appointment m
      join appointment w on w.team_id = m.team_id and w.role = 'social-worker' and w.authority_id = m.authority_id
       and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and a.authority_id = m.authority_id
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where 'full' = any(reach) and m.person_id = me and m.role = 'team-manager'
       and m.revoked_at is null and m.starts <= day and (m.ends is null or m.ends > day)
    union all
    select e.child_id from appointment d join enrolment e on e.setting_id = d.setting_id and e.authority_id = d.authority_id
     where 'setting' = any(reach) and d.person_id = me and d.role = 'designated-teacher'
       and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day)
       and e.starts <= day and (e.ends is null or e.ends > day)
    union all
    select g.child_id from section_grant g
     where 'name' = any(reach) and g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
    union all
    select k.child_id from pep_keeper k join pep on pep.id = k.pep_id
     where 'name' = any(reach) and k.person_id = me and pep.state not in ('signed-off', 'not-required')
  ) f
  where not exists (select from child c where c.id = f.child_id and c.restricted
    and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null));
  return mine;
end $$;

-- Open peps that I keep until they are signed off (DT: as setting; SW: in full), or hold a section of (name).
create function app.my_peps(reach text[]) returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine uuid[];
begin
  select coalesce(array_agg(distinct f.pep_id), '{}') into mine from (
    select k.pep_id, k.child_id from pep_keeper k join pep on pep.id = k.pep_id
     where k.person_id = me and pep.state not in ('signed-off', 'not-required')
       and case k.role when 'designated-teacher' then 'setting' else 'full' end = any(reach)
    union all
    select g.pep_id, g.child_id from section_grant g join pep on pep.id = g.pep_id
     where 'name' = any(reach) and g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
       and pep.state not in ('signed-off', 'not-required')
  ) f
  where not exists (select from child c where c.id = f.child_id and c.restricted
    and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null));
  return mine;
end $$;

-- Sections granted to me, as 'pep:section'.
create function app.my_sections() returns text[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine text[];
begin
  select coalesce(array_agg(g.pep_id::text || ':' || s.section), '{}') into mine
    from section_grant g join pep on pep.id = g.pep_id, unnest(g.sections) s(section)
   where g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
     and pep.state not in ('signed-off', 'not-required');
  return mine;
end $$;

-- Carers, parents and children (as persons) whose names I may read: those of children whose full record I see, or whose
-- carer is not withheld from me as their setting.
create function app.my_families() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare mine uuid[];
begin
  select coalesce(array_agg(distinct a.person_id), '{}') into mine from allocation a join child c on c.id = a.child_id
   where a.role in ('carer', 'parent', 'child') and (
     (a.authority_id = any(app.my_authorities()) and a.child_id <> all(app.hidden_children()))
     or a.child_id = any(app.my_children('{full}'))
     or (a.child_id = any(app.my_children('{setting}')) and not exists
          (select from carer_contact k where k.child_id = a.child_id and k.not_to_setting)));
  return mine;
end $$;

create function app.my_concerns() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); mine uuid[];
begin
  select coalesce(array_agg(id), '{}') into mine from concern where raised_by = me;
  return mine;
end $$;

-- Gives a table about children the one policy shape: my authorities' (less the restricted), or within one of these reaches,
-- or of an open pep that I keep. `extra` is one more condition that may open a row.
create function app.guard(guarded text, reaches text[], of_pep boolean default false, extra text default null) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', guarded);
  execute format('create policy by_facts on %I using (
      (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
      or child_id = any((select app.my_children(%L))::uuid[])%s%s)', guarded, reaches,
    case when of_pep then format(' or pep_id = any((select app.my_peps(%L))::uuid[])', reaches) else '' end,
    case when extra is null then '' else ' or ' || extra end);
  execute format('grant select, insert, update, delete on %I to openpep_app', guarded);
end $$;

-- The same for rows that carry the audience they may be read by.
create function app.guard_by_audience(guarded text, extra text default null) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', guarded);
  execute format('create policy by_facts on %I using (
      (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
      or child_id = any((select app.my_children(''{full}''))::uuid[])
      or (''setting'' = any(audience) and child_id = any((select app.my_children(''{setting}''))::uuid[]))
      or (''carer'' = any(audience) and child_id = any((select app.my_children(''{carer}''))::uuid[]))
      or (''parent'' = any(audience) and child_id = any((select app.my_children(''{parent}''))::uuid[]))
      or (''child'' = any(audience) and child_id = any((select app.my_children(''{child}''))::uuid[]))
      or pep_id = any((select app.my_peps(''{full}''))::uuid[])
      or (''setting'' = any(audience) and pep_id = any((select app.my_peps(''{setting}''))::uuid[]))%s)', guarded,
    case when extra is null then '' else ' or ' || extra end);
  execute format('grant select, insert, update, delete on %I to openpep_app', guarded);
end $$;

alter table person enable row level security;
create policy by_facts on person using (kind <> 'family' or id = (select app.person()) or id = any((select app.my_families())::uuid[])
  or exists (select from appointment a where a.person_id = person.id and a.authority_id = any((select app.my_authorities())::smallint[])))
  with check (true);

alter table child enable row level security;
create policy by_facts on child using (
  (authority_id = any((select app.my_authorities())::smallint[]) and id <> all((select app.hidden_children())::uuid[]))
  or id = any((select app.my_children('{full,setting,carer,parent,child,name}'))::uuid[]));
grant select, insert, update on child to openpep_app;

select app.guard('child_record', '{full,setting}');
select app.guard('care_period', '{full,setting}');
select app.guard('placement', '{full,setting,carer}');
select app.guard('placement_address', '{full}');
select app.guard('carer_contact', '{full}', false, '(not not_to_setting and child_id = any((select app.my_children(''{setting}''))::uuid[]))');
select app.guard('no_contact', '{full,setting,carer}');
select app.guard('enrolment', '{full,setting,carer,child}');
select app.guard('allocation', '{full,setting,carer,child}', false, 'person_id = (select app.person())');
select app.guard('restricted_reader', '{full}');
select app.guard('sdq', '{full,setting,carer}');
select app.guard('care_review', '{full,setting}');

alter table pep enable row level security;
create policy by_facts on pep using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full,setting,carer,parent,child}'))::uuid[])
  or id = any((select app.my_peps('{full,setting,name}'))::uuid[]));
grant select, insert, update on pep to openpep_app;

select app.guard('pep_keeper', '{full,setting}', true);
select app.guard('section_grant', '{full,setting}', true, 'person_id = (select app.person())');
select app.guard_by_audience('answer', '(pep_id::text || '':'' || section) = any((select app.my_sections())::text[])');
select app.guard_by_audience('answer_version', '(pep_id::text || '':'' || section) = any((select app.my_sections())::text[])');
select app.guard_by_audience('answer_rival', '(pep_id::text || '':'' || section) = any((select app.my_sections())::text[])');
select app.guard('section_state', '{full,setting,carer,parent,child,name}', true);
select app.guard('section_return', '{full,setting,carer,name}', true);
select app.guard('meeting', '{full,setting,carer,child}', true);
select app.guard('invitation', '{full,setting}', true, 'person_id = (select app.person())');
select app.guard('attendee', '{full,setting,carer}', true);
select app.guard('action', '{full,setting,carer,child}', true, 'owner_person_id = (select app.person())');
select app.guard('views', '{full,setting}', true, '(party in (''carer'', ''parent'', ''child'') and child_id = any(array_cat(array_cat(
    case party when ''carer'' then (select app.my_children(''{carer}''))::uuid[] else ''{}'' end,
    case party when ''parent'' then (select app.my_children(''{parent}''))::uuid[] else ''{}'' end),
    case party when ''child'' then (select app.my_children(''{child}''))::uuid[] else ''{}'' end)))');
select app.guard('target', '{full,setting,carer,parent,child}', true);
select app.guard('target_review', '{full,setting,carer,parent}');
select app.guard('premium_line', '{full,setting,carer}', true);
select app.guard('attendance_summary', '{full,setting,carer,parent}', true);
select app.guard('suspension', '{full,setting,carer,parent}', true);
select app.guard('attainment', '{full,setting,carer,parent}', true);
select app.guard('pep_check', '{full,setting}', true);
select app.guard('correction', '{full,setting}', true, 'writer_id = (select app.person())');
select app.guard('quality_review', '{full,setting}', true);
select app.guard('feedback', '{full,setting}', true);
select app.guard('addendum', '{full,setting}', true);
select app.guard('concern', '{full}', false, 'raised_by = (select app.person())');
select app.guard('concern_message', '{full}', false, 'concern_id = any((select app.my_concerns())::uuid[])');
select app.guard_by_audience('document');
select app.guard('issued_copy', '{full}', false, '((audience = ''setting'' and child_id = any((select app.my_children(''{setting}''))::uuid[]))
    or (audience = ''carer'' and child_id = any((select app.my_children(''{carer}''))::uuid[]))
    or (audience = ''parent'' and released_on is not null and child_id = any((select app.my_children(''{parent}''))::uuid[]))
    or (audience = ''child'' and child_id = any((select app.my_children(''{child}''))::uuid[])))');
select app.guard('delivery', '{full}');
select app.guard('clock', '{full,setting}', true);

-- Nothing in these is ever changed or taken back by the program.
revoke update, delete on answer_version, pep_check, quality_review, addendum, concern_message from openpep_app;
revoke delete on pep_keeper, section_grant, answer, answer_rival, target_review, feedback, issued_copy, delivery, concern,
  allocation, enrolment, care_period, placement, child_record from openpep_app;

drop function app.guard(text, text[], boolean, text);
drop function app.guard_by_audience(text, text);
