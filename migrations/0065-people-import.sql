-- An address that a carer, parent or child already has gives no post: the administrator is told that it is taken, not by whom.
create function app.taken_emails(wanted text[]) returns setof text language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.email from person p where p.email = any(wanted) and p.kind <> 'professional'
$$;
revoke execute on function app.taken_emails(text[]) from public;
grant execute on function app.taken_emails(text[]) to openpep_app;
