-- What the sender may know of a message that still waits: also its kind, which says whether it can wait for the morning.
drop function app.message_to_deliver(uuid);
create function app.message_to_deliver(which uuid)
returns table (message_id text, kind text, email text, subject text, words text, ics text, authority_id smallint, school text, reply_to text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select o.message_id, o.kind, coalesce(o.to_email, case when p.ended_at is null then p.email end), o.subject, o.words, o.ics,
         u.id, u.virtual_school_name, u.virtual_school_email
    from outbox o join authority u on u.id = o.authority_id left join person p on p.id = o.to_person
   where o.id = which and o.sent_at is null
$$;
revoke execute on function app.message_to_deliver(uuid) from public;
grant execute on function app.message_to_deliver(uuid) to openpep_app;

-- Addresses without an account that the receiving server does not know.
create index outbox_refused on outbox (authority_id, to_email) where to_email is not null and failure is not null;

-- A service that takes a message and learns later whether it arrived: taken is not reached.
create function app.message_taken(which uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update outbox set sent_at = clock_timestamp(), failure = null,
    words = case when kind in ('sign-in link', 'views asked') then regexp_replace(words, 'https?://\S+', '(the link was sent by e-mail)', 'g') else words end
   where id = which and sent_at is null;
$$;
create function app.message_reached(which uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update person p set undeliverable_since = null from outbox o
   where o.id = which and o.to_email is null and p.id = o.to_person and p.undeliverable_since is not null;
$$;
create function app.taken_message(which uuid) returns table (message_id text, authority_id smallint)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select o.message_id, o.authority_id from outbox o where o.id = which and o.sent_at is not null
$$;
revoke execute on function app.message_taken(uuid), app.message_reached(uuid), app.taken_message(uuid) from public;
grant execute on function app.message_taken(uuid), app.message_reached(uuid), app.taken_message(uuid) to openpep_app;
