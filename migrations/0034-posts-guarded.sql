-- One way to the service person: its id follows from the authority's code, and it comes with the authority.
create function app.with_service_person() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.add_service_person(new.id);
  return null;
end $$;
revoke execute on function app.with_service_person() from public;
create trigger with_service_person after insert on authority for each row execute function app.with_service_person();
select app.add_service_person(id) from authority;
drop function app.service_at(smallint);

-- Posts give access, so they are written only by those who may give it; everybody who is signed in may read who holds them.
create function app.administered() returns smallint[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine smallint[];
begin
  select coalesce(array_agg(distinct a.authority_id), '{}') into mine from appointment a
   where a.person_id = me and a.role in ('administrator', 'virtual-school-head', 'service')
     and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day);
  return mine;
end $$;

-- A manager for the social workers of the own team, an adviser for themselves, administrator and head for the council.
create function app.may_name_cover(authority smallint, absent uuid) returns boolean language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today();
begin
  return exists (select from appointment m where m.person_id = me and m.authority_id = may_name_cover.authority
    and m.revoked_at is null and m.starts <= day and (m.ends is null or m.ends > day)
    and (m.role in ('administrator', 'virtual-school-head')
      or (m.role = 'adviser' and may_name_cover.absent = me)
      or (m.role = 'team-manager' and exists (select from appointment w
            where w.person_id = may_name_cover.absent and w.role = 'social-worker' and w.authority_id = m.authority_id
              and w.team_id = m.team_id and w.revoked_at is null and w.starts <= day and (w.ends is null or w.ends > day)))));
end $$;
revoke execute on function app.administered(), app.may_name_cover(smallint, uuid) from public;
grant execute on function app.administered(), app.may_name_cover(smallint, uuid) to openpep_app;

alter table appointment enable row level security;
create policy read_posts on appointment for select using ((select app.person()) is not null);
create policy give_posts on appointment for insert with check (authority_id = any((select app.administered())::smallint[]));
create policy change_posts on appointment for update using (authority_id = any((select app.administered())::smallint[]));

alter table team enable row level security;
create policy read_teams on team for select using ((select app.person()) is not null);
create policy add_teams on team for insert with check (authority_id = any((select app.administered())::smallint[]));
create policy change_teams on team for update using (authority_id = any((select app.administered())::smallint[]));

alter table setting_contact enable row level security;
create policy read_contacts on setting_contact for select using ((select app.person()) is not null);
create policy add_contacts on setting_contact for insert with check (authority_id = any((select app.administered())::smallint[]));
create policy change_contacts on setting_contact for update using (authority_id = any((select app.administered())::smallint[]));

alter table stand_in enable row level security;
create policy read_covers on stand_in for select using ((select app.person()) is not null);
create policy name_covers on stand_in for insert
  with check (named_by = (select app.person()) and app.may_name_cover(authority_id, absent_person_id));
create policy end_covers on stand_in for update using (app.may_name_cover(authority_id, absent_person_id));
