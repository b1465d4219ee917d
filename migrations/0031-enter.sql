-- A browser's request begins with this one call: whose session it is, who that is today, and whom their pages name for help.
-- The transaction is theirs from here on; nobody's where there is no such session, and null comes back.
create function app.enter(hash bytea, day date) returns jsonb language plpgsql security definer set search_path = public, app, pg_temp as $$
declare opened record; who jsonb;
begin
  perform set_config('app.today', day::text, true);
  select s.person_id, s.confined_to into opened from app.session_person(hash) s;
  perform set_config('app.person', coalesce(opened.person_id::text, ''), true);
  if opened.person_id is null then return null; end if;
  who := app.whoami();
  return jsonb_build_object('person', opened.person_id, 'confinedTo', opened.confined_to, 'who', who, 'help', (
    select jsonb_build_object('virtual_school_name', a.virtual_school_name, 'virtual_school_email', a.virtual_school_email,
             'virtual_school_phone', a.virtual_school_phone, 'front_door_name', a.front_door_name, 'front_door_phone', a.front_door_phone)
      from authority a where a.id = (who->'authorityIds'->>0)::smallint));
end $$;
revoke all on function app.enter(bytea, date) from public;
grant execute on function app.enter(bytea, date) to openpep_app;
