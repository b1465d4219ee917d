-- A carer is one person for every child they care for, of whichever authority: found by e-mail address, else made.
-- Null where the address is that of somebody who works with children here.
create function app.carer_person(address text, called text, fresh uuid) returns uuid
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare found person;
begin
  insert into person (id, kind, name, email) values (fresh, 'family', called, lower(address)) on conflict (email) do nothing;
  select * into found from person where email = lower(address);
  return case when found.kind = 'family' and found.ended_at is null then found.id end;
end $$;
revoke all on function app.carer_person(text, text, uuid) from public;
grant execute on function app.carer_person(text, text, uuid) to openpep_app;
