-- A form that arrived after its writer's session had ended, or while somebody else was signed in: what was typed, sealed by the
-- service's secret, for its writer alone, for 24 hours. It says of nobody which child or page it is about.
create table parked_post (
  id uuid primary key,
  person_id uuid not null references person,
  sealed text not null,
  parked_at timestamptz not null
);
create index on parked_post (person_id);
alter table parked_post enable row level security;
create policy of_person on parked_post using (person_id = (select app.person()));
grant select, insert, delete on parked_post to openpep_app;

create or replace function app.forget_old_sign_ins() returns void language sql security definer set search_path = app, public, pg_temp as $$
  delete from app.attempt where at < clock_timestamp() - interval '30 days';
  delete from app.one_time_link where expires_at < clock_timestamp() - interval '30 days';
  delete from app.session where opened_at < clock_timestamp() - interval '30 days';
  delete from app.known_browser where seen_at < clock_timestamp() - interval '1 year';
  delete from public.parked_post where parked_at < clock_timestamp() - interval '24 hours';
$$;
