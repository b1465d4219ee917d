-- Several possible dates for a meeting, at most five, put to whoever is to come; each says by a private link which suit. The row
-- keeps the digest of the link's token only. A poll is open until the meeting is arranged or the asking is stopped.
create table meeting_poll (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  pep_id uuid not null,
  dates jsonb not null check (jsonb_array_length(dates) between 1 and 5), -- [{"on": "2026-12-08", "at": "14:30"}]
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  closed_at timestamptz,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create unique index meeting_poll_open on meeting_poll (pep_id) where closed_at is null;
create table poll_vote (
  id uuid primary key,
  poll_id uuid not null references meeting_poll,
  authority_id smallint not null,
  child_id uuid not null,
  party text not null,
  person_id uuid not null references person,
  name text not null,
  link_digest bytea not null unique,
  choices text[] check (choices <@ '{yes,if-need-be,no}'::text[]), -- one for each of the poll's dates; null: not answered yet
  words text,
  answered_at timestamptz,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index poll_vote_poll on poll_vote (poll_id);

alter table meeting_poll enable row level security;
create policy by_facts on meeting_poll using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full,setting}'))::uuid[]));
alter table poll_vote enable row level security;
create policy by_facts on poll_vote using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full,setting}'))::uuid[]));
grant select, insert, update on meeting_poll, poll_vote to openpep_app;

-- What the link shows: the dates and one's own answer, nobody's name. 'gone': nobody asks any more; 'over': a date is settled.
create function app.poll_by_link(digest bytea) returns table (id uuid, poll_id uuid, pep_id uuid, child_id uuid, authority_id smallint,
  state text, dates jsonb, choices text[], words text, asked_by uuid, school_name text, school_email text)
language sql stable security definer rows 1 set search_path = public, app, pg_temp as
$$ select v.id, v.poll_id, p.id, v.child_id, v.authority_id,
     case when c.died_on is not null or c.adopted_on is not null or p.state not in ('planned', 'in-progress', 'returned') then 'gone'
          when q.closed_at is not null then 'over' else 'open' end,
     q.dates, v.choices, v.words, q.asked_by, a.virtual_school_name, a.virtual_school_email
   from poll_vote v join meeting_poll q on q.id = v.poll_id join pep p on p.id = q.pep_id join child c on c.id = v.child_id
     join authority a on a.id = v.authority_id
  where v.link_digest = poll_by_link.digest $$;

-- How many are still to answer; null where it cannot be answered any more.
create function app.answer_poll(digest bytea, choices text[], words text, at timestamptz) returns integer
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare asked uuid;
begin
  update poll_vote v set choices = answer_poll.choices, words = answer_poll.words, answered_at = answer_poll.at
    from app.poll_by_link(answer_poll.digest) o
   where v.id = o.id and o.state = 'open' and cardinality(answer_poll.choices) = jsonb_array_length(o.dates)
   returning v.poll_id into asked;
  if asked is null then return null; end if;
  return (select count(*) from poll_vote v where v.poll_id = asked and v.choices is null);
end $$;
revoke execute on function app.poll_by_link(bytea), app.answer_poll(bytea, text[], text, timestamptz) from public;
grant execute on function app.poll_by_link(bytea), app.answer_poll(bytea, text[], text, timestamptz) to openpep_app;
