-- What the second telling of the access rules (src/db/testing/visible-model.ts) and the guards' test found:
-- · a cover kept the absent worker's children after leaving the council, or after that worker had left;
-- · a delegate and an invited professional went on seeing the child after their plan was signed off;
-- · a section granted before a child was restricted could still be read and written;
-- · rows of one's own (a concern, a correction, an action, an invitation) stayed open on a restricted child, and a concern
--   after all access to the child had ended;
-- · keeping or being granted one child's plan gave standing to another child, where an address paired the two;
-- · staff could read the sign-in links that waited in other people's messages.

create or replace function app.my_children(reach text[]) returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
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
    select a.child_id from stand_in s
      join appointment w on w.person_id = s.absent_person_id and w.role = 'social-worker' and w.authority_id = s.authority_id and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and a.authority_id = s.authority_id and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where 'full' = any(reach) and s.cover_person_id = me and s.revoked_at is null and s.starts <= day and (s.ends is null or s.ends > day)
       and exists (select from appointment c where c.person_id = me and c.authority_id = s.authority_id and c.revoked_at is null and c.starts <= day and (c.ends is null or c.ends > day))
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
    select g.child_id from section_grant g join pep on pep.id = g.pep_id
     where 'name' = any(reach) and g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
       and pep.state not in ('signed-off', 'not-required')
    union all
    select k.child_id from pep_keeper k join pep on pep.id = k.pep_id
     where 'name' = any(reach) and k.person_id = me and pep.state not in ('signed-off', 'not-required')
  ) f
  where not exists (select from child c where c.id = f.child_id and c.restricted
    and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null));
  return mine;
end $$;

create or replace function app.my_sections() returns text[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine text[];
begin
  select coalesce(array_agg(g.pep_id::text || ':' || s.section), '{}') into mine
    from section_grant g join pep on pep.id = g.pep_id, unnest(g.sections) s(section)
   where g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
     and pep.state not in ('signed-off', 'not-required')
     and not exists (select from child c where c.id = g.child_id and c.restricted
       and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null));
  return mine;
end $$;

create or replace function app.my_standing(child uuid, pep uuid default null) returns text[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); authority smallint; hidden boolean; roles text[];
begin
  select c.authority_id, c.restricted and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null)
    into authority, hidden from child c where c.id = my_standing.child;
  if authority is null or hidden then return '{}'; end if;
  select coalesce(array_agg(distinct s.role), '{}') into roles from (
    select a.role from appointment a where a.person_id = me and a.authority_id = authority
       and a.role in ('administrator', 'virtual-school-head', 'adviser', 'service')
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
    union select a.role from allocation a where a.child_id = my_standing.child and a.person_id = me and a.role in ('carer', 'parent', 'child')
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
    union select a.role from allocation a join appointment p on p.person_id = me and p.role = a.role and p.authority_id = a.authority_id
       and p.revoked_at is null and p.starts <= day and (p.ends is null or p.ends > day)
      where a.child_id = my_standing.child and a.person_id = me and a.role in ('social-worker', 'iro')
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
    union select 'social-worker' from stand_in s
      join appointment w on w.person_id = s.absent_person_id and w.role = 'social-worker' and w.authority_id = s.authority_id and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join allocation a on a.person_id = w.person_id and a.role = 'social-worker' and a.authority_id = s.authority_id and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
      join appointment c on c.person_id = me and c.authority_id = s.authority_id and c.revoked_at is null and c.starts <= day and (c.ends is null or c.ends > day)
     where s.cover_person_id = me and a.child_id = my_standing.child and s.revoked_at is null and s.starts <= day and (s.ends is null or s.ends > day)
    union select 'team-manager' from allocation a
      join appointment w on w.person_id = a.person_id and w.role = 'social-worker' and w.authority_id = a.authority_id
       and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)
      join appointment m on m.team_id = w.team_id and m.role = 'team-manager' and m.authority_id = a.authority_id and m.person_id = me
       and m.revoked_at is null and m.starts <= day and (m.ends is null or m.ends > day)
      where a.child_id = my_standing.child and a.role = 'social-worker'
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
    union select 'designated-teacher' from enrolment e
      join appointment d on d.setting_id = e.setting_id and d.authority_id = e.authority_id and d.role = 'designated-teacher' and d.person_id = me
       and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day)
      where e.child_id = my_standing.child and e.starts <= day and (e.ends is null or e.ends > day)
    union select k.role from pep_keeper k join public.pep p on p.id = k.pep_id
      where k.person_id = me and k.pep_id = my_standing.pep and k.child_id = my_standing.child and p.state not in ('signed-off', 'not-required')
    union select g.role from section_grant g join public.pep p on p.id = g.pep_id
      where g.person_id = me and g.pep_id = my_standing.pep and g.child_id = my_standing.child and p.state not in ('signed-off', 'not-required')
       and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
  ) s;
  return roles;
end $$;

drop policy by_facts on invitation;
create policy by_facts on invitation using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full,setting}'))::uuid[])
  or pep_id = any((select app.my_peps('{full,setting}'))::uuid[])
  or (person_id = (select app.person()) and child_id <> all((select app.hidden_children())::uuid[])));

drop policy by_facts on action;
create policy by_facts on action using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full,setting,carer,child}'))::uuid[])
  or pep_id = any((select app.my_peps('{full,setting,carer,child}'))::uuid[])
  or (owner_person_id = (select app.person()) and child_id <> all((select app.hidden_children())::uuid[])));

drop policy by_facts on correction;
create policy by_facts on correction using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full,setting}'))::uuid[])
  or pep_id = any((select app.my_peps('{full,setting}'))::uuid[])
  or (writer_id = (select app.person()) and child_id = any((select app.my_children('{full,setting,carer,parent,child,name}'))::uuid[])));

drop policy by_facts on concern;
create policy by_facts on concern using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full}'))::uuid[])
  or (raised_by = (select app.person()) and child_id = any((select app.my_children('{full,setting,carer,parent,child,name}'))::uuid[])));

drop policy by_facts on concern_message;
create policy by_facts on concern_message using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full}'))::uuid[])
  or (concern_id = any((select app.my_concerns())::uuid[]) and child_id = any((select app.my_children('{full,setting,carer,parent,child,name}'))::uuid[])));

-- A link that signs somebody in is for that person's eyes alone, and is not kept once it has gone out.
drop policy by_facts on outbox;
create policy by_facts on outbox using (to_person = (select app.person())
    or (authority_id = any((select app.my_authorities())::smallint[]) and kind not in ('sign-in link', 'views asked')
        and (child_id is null or child_id <> all((select app.hidden_children())::uuid[]))))
  with check (true);
create or replace function app.message_sent(which uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update outbox set sent_at = clock_timestamp(), failure = null,
    words = case when kind in ('sign-in link', 'views asked') then regexp_replace(words, 'https?://\S+', '(the link was sent by e-mail)', 'g') else words end
   where id = which and sent_at is null;
  update person p set undeliverable_since = null from outbox o
   where o.id = which and o.to_email is null and p.id = o.to_person and p.undeliverable_since is not null;
$$;
