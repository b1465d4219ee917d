-- The record as the administrator searches it: by authority and by person, newest first.
create index audit_event_authority on audit_event (authority_id, at);
create index audit_event_person on audit_event (person_id, at);

-- Signing in and one's own account stand on record without an authority: those of the people who hold, or held, a post in mine.
create function app.my_colleagues() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare mine uuid[];
begin
  select coalesce(array_agg(distinct a.person_id), '{}') into mine from appointment a
   where a.authority_id = any(app.my_authorities()) and a.role <> 'service';
  return mine;
end $$;
create function app.named_first(ids jsonb) returns uuid language plpgsql immutable set search_path = public, app, pg_temp as $$
begin
  return (ids ->> 0)::uuid;
exception when others then
  return null;
end $$;
revoke execute on function app.my_colleagues(), app.named_first(jsonb) from public;
grant execute on function app.my_colleagues(), app.named_first(jsonb) to openpep_app;
create policy of_colleagues on audit_event for select using (authority_id is null and child_id is null and (
  person_id = any((select app.my_colleagues())::uuid[])
  or (action = 'sign in' and app.named_first(ids) = any((select app.my_colleagues())::uuid[]))));
