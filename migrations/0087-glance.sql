-- What an open page asks by itself is no sign of life: it enters as any request does, and the session grows older all the same.
create or replace function app.session_person(hash bytea) returns table (person_id uuid, confined_to text, opened_at timestamptz)
language plpgsql security definer set search_path = app, public, pg_temp as $$
begin
  return query select s.person_id, s.confined_to, s.opened_at from app.session s join public.person p on p.id = s.person_id
    where s.token_hash = hash and s.closed_at is null and p.ended_at is null
      and s.seen_at > clock_timestamp() - interval '30 minutes' and s.opened_at > clock_timestamp() - interval '12 hours';
  if found and coalesce(current_setting('app.glance', true), '') <> 'yes' then
    update app.session s set seen_at = clock_timestamp() where s.token_hash = hash and s.seen_at < clock_timestamp() - interval '1 minute';
  end if;
end $$;

create function app.glance(hash bytea, day date) returns jsonb language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform set_config('app.glance', 'yes', true);
  return app.enter(hash, day);
end $$;
revoke all on function app.glance(bytea, date) from public;
grant execute on function app.glance(bytea, date) to openpep_app;
