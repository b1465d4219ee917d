-- Who asks: the person and their appointments of today, in one read.
create function app.whoami() returns jsonb language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); found jsonb;
begin
  select jsonb_build_object('id', p.id, 'name', p.name, 'kind', p.kind, 'email', p.email,
    'appointments', coalesce((select jsonb_agg(jsonb_build_object('role', a.role, 'authorityId', a.authority_id, 'settingId', a.setting_id, 'teamId', a.team_id))
       from appointment a where a.person_id = me and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)), '[]'),
    'familyRoles', coalesce((select jsonb_agg(distinct a.role) from allocation a where a.person_id = me and a.role in ('carer', 'parent', 'child')
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)), '[]'),
    'grants', coalesce((select jsonb_agg(distinct g.role) from section_grant g where g.person_id = me
       and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)), '[]'),
    'covers', exists (select from stand_in s where s.cover_person_id = me and s.revoked_at is null and s.starts <= day and (s.ends is null or s.ends > day)),
    'authorityIds', (select coalesce(jsonb_agg(distinct x.authority_id), '[]') from (
       select a.authority_id from appointment a where a.person_id = me and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
       union select a.authority_id from allocation a where a.person_id = me and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
       union select g.authority_id from section_grant g where g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)) x))
    into found from person p where p.id = me and p.ended_at is null;
  return found;
end $$;

-- The roles in which I stand to this child (and, where given, to this pep) today. The actions' table asks nothing else.
create function app.my_standing(child uuid, pep uuid default null) returns text[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
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
    union select 'social-worker' from stand_in s join allocation a on a.person_id = s.absent_person_id and a.authority_id = s.authority_id
      where s.cover_person_id = me and a.child_id = my_standing.child and a.role = 'social-worker'
       and s.revoked_at is null and s.starts <= day and (s.ends is null or s.ends > day)
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
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
      where k.person_id = me and k.pep_id = my_standing.pep and p.state not in ('signed-off', 'not-required')
    union select g.role from section_grant g join public.pep p on p.id = g.pep_id
      where g.person_id = me and g.pep_id = my_standing.pep and p.state not in ('signed-off', 'not-required')
       and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
  ) s;
  return roles;
end $$;
revoke execute on function app.whoami() from public;
revoke execute on function app.my_standing(uuid, uuid) from public;
grant execute on function app.whoami(), app.my_standing(uuid, uuid) to openpep_app;
