-- The command line and the jobs name a pep and work as the service person of its authority, which must be found first.
create function app.authority_of_pep(which uuid) returns smallint language sql stable security definer set search_path = public, app, pg_temp as
$$ select authority_id from pep where id = which $$;
revoke execute on function app.authority_of_pep(uuid) from public;
grant execute on function app.authority_of_pep(uuid) to openpep_app;
