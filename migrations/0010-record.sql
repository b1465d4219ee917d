-- The service person of an authority: jobs work as this person, named in the audit. Made when it is first needed.
create function app.service_at(authority smallint) returns uuid
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare found uuid;
begin
  perform pg_advisory_xact_lock(7370112, authority);
  select p.id into found from person p join appointment a on a.person_id = p.id
   where p.kind = 'service' and p.ended_at is null and a.role = 'service' and a.authority_id = service_at.authority
     and a.revoked_at is null and a.ends is null order by p.id limit 1;
  if found is null then
    found := gen_random_uuid();
    insert into person (id, kind, name) values (found, 'service', 'Open PEP');
    insert into appointment (id, person_id, role, authority_id, starts) values (gen_random_uuid(), found, 'service', service_at.authority, '1900-01-01');
  end if;
  return found;
end $$;

-- Sign-in's short-lived rows, a month after they could last matter.
create function app.forget_old_sign_ins() returns void language sql security definer set search_path = app, public, pg_temp as $$
  delete from app.attempt where at < clock_timestamp() - interval '30 days';
  delete from app.one_time_link where expires_at < clock_timestamp() - interval '30 days';
  delete from app.session where opened_at < clock_timestamp() - interval '30 days';
$$;

-- What the sender may know of a message that still waits. No address: nobody to send to (the person has none, or has ended).
drop function app.unsent_message(uuid);
create function app.message_to_deliver(which uuid)
returns table (message_id text, email text, subject text, words text, ics text, authority_id smallint, school text, reply_to text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select o.message_id, coalesce(o.to_email, case when p.ended_at is null then p.email end), o.subject, o.words, o.ics,
         u.id, u.virtual_school_name, u.virtual_school_email
    from outbox o join authority u on u.id = o.authority_id left join person p on p.id = o.to_person
   where o.id = which and o.sent_at is null
$$;
create or replace function app.message_sent(which uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update outbox set sent_at = clock_timestamp(), failure = null where id = which and sent_at is null;
  update person p set undeliverable_since = null from outbox o
   where o.id = which and o.to_email is null and p.id = o.to_person and p.undeliverable_since is not null;
$$;
-- The receiving server said that there is no such address.
create function app.message_undeliverable(which uuid, why text) returns void
language sql security definer set search_path = public, app, pg_temp as $$
  update outbox set failures = failures + 1, failure = left(why, 500) where id = which;
  update person p set undeliverable_since = clock_timestamp() from outbox o
   where o.id = which and o.to_email is null and p.id = o.to_person and p.undeliverable_since is null;
$$;

revoke execute on function app.service_at(smallint), app.forget_old_sign_ins(), app.message_to_deliver(uuid), app.message_undeliverable(uuid, text) from public;
grant execute on function app.service_at(smallint), app.forget_old_sign_ins(), app.message_to_deliver(uuid), app.message_undeliverable(uuid, text) to openpep_app;

-- Sealing. Rows are taken in the order of their transactions, and only of transactions below the oldest that still runs: so
-- nothing can appear later below the watermark, whatever n it was given. The watermark speaks of this cluster's transaction
-- ids, so a restore leaves it out (the rows' xid is then that of the restore).
drop function app.unsealed_audit(integer);
drop function app.add_seal(bigint, bytea, bigint[], bytea, bytea);
drop index audit_event_xid;
create index audit_event_xid on audit_event (xid, n);
create table app.seal_watermark (only_one boolean primary key default true check (only_one), xid xid8 not null);
create function app.unsealed_audit(most integer) returns table (n bigint, xid text, meta_digest bytea, payload_digest bytea)
language sql stable security definer set search_path = public, app, pg_temp as
$$ select e.n, e.xid::text, e.meta_digest, e.payload_digest from audit_event e
   where e.xid >= coalesce((select w.xid from app.seal_watermark w), '0') and e.xid < pg_snapshot_xmin(pg_current_snapshot())
     and not exists (select from app.sealed_event s where s.n = e.n)
   order by e.xid, e.n limit most $$;
-- The rows in the order of n, and the newest transaction among them, below which no row is missing.
create function app.add_seal(number bigint, previous bytea, rows bigint[], root bytea, signature bytea, up_to text) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into app.seal (number, previous, first, last, count, root, signature)
    values (add_seal.number, add_seal.previous, rows[1], rows[cardinality(rows)], cardinality(rows), add_seal.root, add_seal.signature);
  insert into app.sealed_event (n, seal_number, position) select r.n, add_seal.number, r.place from unnest(rows) with ordinality r(n, place);
  insert into app.seal_watermark (xid) values (up_to::xid8) on conflict (only_one) do update set xid = excluded.xid;
end $$;
revoke execute on function app.unsealed_audit(integer), app.add_seal(bigint, bytea, bigint[], bytea, bytea, text) from public;
grant execute on function app.unsealed_audit(integer), app.add_seal(bigint, bytea, bigint[], bytea, bytea, text) to openpep_app;

-- Retention may erase a payload: the row then names the audit event of the erasure, which lists this row among its ids and
-- is itself sealed. A payload that went without such an event was tampered with.
alter table audit_event add column erased_by_event uuid;

-- Who has looked at a child: every row about them, and every list that showed them, whichever authority the reader was in.
-- Row policies of the audit would keep other authorities' lists from those who answer for the child, hence a function of its
-- own; it answers only to those whose standing to the child lets them ask, and gives no other child's id.
create function app.who_looked(child uuid, who uuid, from_day date, to_day date)
returns table (n bigint, at timestamptz, person_id uuid, person_name text, role text, action text, outcome text, reason text, in_list boolean)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  if not app.my_standing(who_looked.child) && array['administrator', 'virtual-school-head', 'adviser', 'social-worker', 'team-manager'] then
    return;
  end if;
  return query
    select f.n, f.at, f.person_id, p.name, f.role, f.action, f.outcome, f.reason, f.in_list from (
      select e.n, e.at, e.person_id, e.role, e.action, e.outcome, e.reason, false as in_list from audit_event e where e.child_id = who_looked.child
      union all
      select e.n, e.at, e.person_id, e.role, e.action, e.outcome, e.reason, true from audit_event e
       where e.ids <> '[]' and e.ids @> jsonb_build_array(who_looked.child) and e.child_id is distinct from who_looked.child) f
      left join person p on p.id = f.person_id
     where (who is null or f.person_id = who)
       and (from_day is null or f.at >= from_day::timestamp at time zone 'Europe/London')
       and (to_day is null or f.at < (to_day + 1)::timestamp at time zone 'Europe/London');
end $$;
revoke execute on function app.who_looked(uuid, uuid, date, date) from public;
grant execute on function app.who_looked(uuid, uuid, date, date) to openpep_app;
