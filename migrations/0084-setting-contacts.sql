-- Whom to reach at a school: its office beside the safeguarding lead. Its designated teacher keeps these too; where late work is
-- told to (the escalation) only an administrator or the head says, since it may be about that teacher.
alter table setting_contact add column office_phone text;
alter table setting_contact add column office_email text;
create function app.teaches_at(authority smallint, setting uuid) returns boolean language plpgsql stable security definer
  set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today();
begin
  return exists (select from appointment a where a.person_id = me and a.role = 'designated-teacher'
    and a.setting_id = teaches_at.setting and a.authority_id = teaches_at.authority
    and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day));
end $$;
revoke execute on function app.teaches_at(smallint, uuid) from public;
grant execute on function app.teaches_at(smallint, uuid) to openpep_app;
create policy add_own_contacts on setting_contact for insert
  with check (escalation_email is null and app.teaches_at(authority_id, setting_id));
create policy change_own_contacts on setting_contact for update using (app.teaches_at(authority_id, setting_id));

create function app.escalation_is_not_the_schools() returns trigger language plpgsql as $$
begin
  if current_user = 'openpep_app' and new.escalation_email is distinct from old.escalation_email
     and not (new.authority_id = any(app.administered())) then
    raise insufficient_privilege using message = 'only an administrator or the head says whom late work is told to';
  end if;
  return new;
end $$;
create trigger escalation_is_not_the_schools before update on setting_contact
  for each row execute function app.escalation_is_not_the_schools();
