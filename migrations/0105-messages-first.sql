-- Somebody waits for a link to sign in; a round's hundreds of copies can wait for it.
create or replace function app.enqueue(task text, payload json, key text default null, run_at timestamptz default null) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload, job_key => key, job_key_mode => case when key is null then null else 'preserve_run_at' end, run_at => run_at,
    priority => case when task in ('send sign-in link', 'deliver message') then -10 else 0 end);
end $$;
