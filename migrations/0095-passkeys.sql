-- Passkeys (WebAuthn), and recovery codes for when the authenticator is lost. As with every credential the app has no right on
-- these tables: only the named functions read and write them.
create table app.passkey (
  id uuid primary key,
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  person_id uuid not null references public.person,
  public_key bytea not null,
  counter bigint not null,                                 -- how often it was used, where the device counts
  transports text[] not null default '{}',
  name text not null,                                      -- what its person calls it
  made_at timestamptz not null default clock_timestamp(),
  used_at timestamptz
);
create index passkey_person on app.passkey (person_id);
-- A challenge is answered once. It carries its own end, so that nothing is kept of those that nobody answers.
create table app.answered_challenge (
  digest bytea primary key,
  at timestamptz not null default clock_timestamp()
);
create table app.recovery_code (
  person_id uuid not null references public.person,
  digest bytea not null,
  used_at timestamptz,
  primary key (person_id, digest)
);

create function app.add_my_passkey(fresh uuid, credential bytea, key bytea, uses bigint, ways text[], called text) returns boolean
language sql security definer set search_path = app, public, pg_temp as $$
  with added as (insert into app.passkey (id, credential_id, person_id, public_key, counter, transports, name)
    select fresh, credential, app.person(), key, uses, ways, called where app.person() is not null
      on conflict (credential_id) do nothing returning 1) select exists (select from added)
$$;
create function app.my_passkeys() returns table (id uuid, credential_id bytea, name text, made_at timestamptz, used_at timestamptz)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select id, credential_id, name, made_at, used_at from app.passkey where person_id = app.person() order by made_at $$;
create function app.remove_my_passkey(which uuid) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ delete from app.passkey where id = which and person_id = app.person() $$;
create function app.passkey_for_sign_in(credential bytea) returns table (person_id uuid, public_key bytea, counter bigint)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select k.person_id, k.public_key, k.counter from app.passkey k join public.person p on p.id = k.person_id
    where k.credential_id = credential and p.ended_at is null $$;
-- False where a device that counts has fallen behind: then there are two of it.
create function app.use_passkey(credential bytea, uses bigint) returns boolean
language sql security definer set search_path = app, public, pg_temp as $$
  with used as (update app.passkey set counter = uses, used_at = clock_timestamp()
    where credential_id = credential and (counter < uses or (counter = 0 and uses = 0)) returning 1) select exists (select from used)
$$;
create function app.answer_challenge(hash bytea) returns boolean
language sql security definer set search_path = app, public, pg_temp as $$
  delete from app.answered_challenge where at < clock_timestamp() - interval '1 day';
  with answered as (insert into app.answered_challenge (digest) values (hash) on conflict do nothing returning 1)
  select exists (select from answered)
$$;

create function app.set_my_recovery_codes(digests bytea[]) returns void
language sql security definer set search_path = app, public, pg_temp as $$
  delete from app.recovery_code where person_id = app.person();
  insert into app.recovery_code (person_id, digest) select app.person(), d from unnest(digests) d
$$;
create function app.my_recovery_codes() returns integer
language sql stable security definer set search_path = app, public, pg_temp as
$$ select count(*)::int from app.recovery_code where person_id = app.person() and used_at is null $$;
create function app.use_recovery_code(who uuid, hash bytea) returns boolean
language sql security definer set search_path = app, public, pg_temp as $$
  with used as (update app.recovery_code set used_at = clock_timestamp()
    where person_id = who and digest = hash and used_at is null returning 1) select exists (select from used)
$$;

revoke execute on function app.add_my_passkey(uuid, bytea, bytea, bigint, text[], text), app.my_passkeys(), app.remove_my_passkey(uuid),
  app.passkey_for_sign_in(bytea), app.use_passkey(bytea, bigint), app.answer_challenge(bytea), app.set_my_recovery_codes(bytea[]),
  app.my_recovery_codes(), app.use_recovery_code(uuid, bytea) from public;
grant execute on function app.add_my_passkey(uuid, bytea, bytea, bigint, text[], text), app.my_passkeys(), app.remove_my_passkey(uuid),
  app.passkey_for_sign_in(bytea), app.use_passkey(bytea, bigint), app.answer_challenge(bytea), app.set_my_recovery_codes(bytea[]),
  app.my_recovery_codes(), app.use_recovery_code(uuid, bytea) to openpep_app;
