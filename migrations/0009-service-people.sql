-- Jobs work as a service person of the authority, named in the audit; nobody can sign in as one. Its id follows from the code.
create function app.service_person(authority smallint) returns uuid language sql immutable as
$$ select ('00000000-0000-7000-8000-' || lpad(authority::text, 12, '0'))::uuid $$;

-- Called for each new authority; a second call changes nothing.
create function app.add_service_person(authority smallint) returns uuid language plpgsql as $$
declare service uuid := app.service_person(authority);
begin
  insert into person (id, kind, name) values (service, 'service', 'Open PEP') on conflict (id) do nothing;
  insert into appointment (id, person_id, role, authority_id, starts)
    values (service, service, 'service', authority, '2000-01-01') on conflict (id) do nothing;
  return service;
end $$;

revoke execute on function app.service_person(smallint), app.add_service_person(smallint) from public;
grant execute on function app.service_person(smallint) to openpep_app;

select app.add_service_person(937::smallint);
