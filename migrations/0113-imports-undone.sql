-- An import can be taken back while nothing depends on it. Its rows are known by the transaction that wrote them: what is still
-- as it wrote it carries its number. Of what it changed, the row as it was before is kept until the next import of the kind.
alter table import_run add column xid xid8, add column written jsonb, add column undone_at timestamptz, add column undone_by uuid references person;

create table app.import_before (
  run_id uuid not null references import_run deferrable initially deferred,
  relation text not null,
  key jsonb not null,
  before jsonb not null,
  primary key (run_id, relation, key)
);

-- What an import may write, each before those that refer to it.
create function app.imported_tables() returns text[] language sql immutable as
$$ select '{setting,person,team,appointment,calendar_term,child,child_record,care_period,placement,placement_address,carer_contact,care_review,enrolment,allocation,move_approval,pep,pep_keeper,section_state,answer,answer_version,attendance_summary}'::text[] $$;

create function app.keep_before() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare was jsonb := to_jsonb(old);
begin
  insert into app.import_before (run_id, relation, key, before)
    values (current_setting('app.import_run')::uuid, tg_table_name, (select jsonb_object_agg(k, was -> k) from unnest(tg_argv) k), was)
    on conflict do nothing;
  return null;
end $$;
do $$
declare one text; columns text;
begin
  foreach one in array app.imported_tables() loop
    select string_agg(quote_literal(a.attname), ', ') into columns from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indrelid = one::regclass and i.indisprimary;
    -- A row that the same import has made has nothing before it.
    execute format('create trigger keep_before after update on %I for each row
      when (current_setting(''app.import_run'', true) <> '''' and old.xmin <> pg_current_xact_id()::xid) execute function app.keep_before(%s)', one, columns);
  end loop;
end $$;

-- The rows of one import: of answers and the like only those of plans that it opened or changed, for these tables are large.
create function app.rows_of_import(relation text, xid xid8) returns text language sql stable as
$$ select format('xmin = %L::xid', xid::xid)
     || case when relation in ('section_state', 'answer', 'answer_version') then
          format(' and pep_id in (select id from pep where xmin = %L::xid)', xid::xid) else '' end $$;

-- It can be taken back no more.
create function app.forget_import(run uuid) returns void language sql security definer set search_path = public, app, pg_temp as
$$ delete from app.import_before b where b.run_id = run; update import_run set xid = null where id = run $$;

-- Called at an import's end, in its transaction: how many rows of each table it made and changed. Keeps nothing of earlier ones of the kind.
create function app.finish_import(run uuid) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare one text; touched bigint; changed bigint; counts jsonb := '{}'; mine xid8 := pg_current_xact_id(); done import_run;
begin
  perform set_config('app.import_run', '', true);
  select * into strict done from import_run where id = run and applied and xid is null and authority_id = any(app.administered());
  foreach one in array app.imported_tables() loop
    execute format('select count(*) from %I where %s', one, app.rows_of_import(one, mine)) into touched;
    select count(*) into changed from app.import_before b where b.run_id = run and b.relation = one;
    if touched + changed > 0 then
      counts := counts || jsonb_build_object(one, jsonb_build_object('new', greatest(touched - changed, 0), 'changed', changed));
    end if;
  end loop;
  update import_run set written = counts where id = run;
  -- One that wrote nothing takes from none before it that it can be taken back.
  if counts = '{}' then return; end if;
  perform app.forget_import(r.id) from import_run r
   where r.id <> run and r.authority_id = done.authority_id and r.kind = done.kind and r.xid is not null;
  update import_run set xid = mine where id = run;
end $$;

create function app.forget_old_imports(older_than timestamptz) returns void language sql security definer set search_path = public, app, pg_temp as
$$ select app.forget_import(r.id) from import_run r where r.xid is not null and r.run_at < older_than $$;

-- Takes an import back, all or nothing. `because` is null where it is done, else what stands in the way: `changed TABLE`, a row that
-- somebody has changed since; `used TABLE`, a row of that table refers to what would go; `gone`, what it needs is not kept any more.
create function app.undo_import(run uuid) returns table (because text, children uuid[])
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  done import_run; one text; mine text; kept bigint; there bigint; of_child text; few uuid[]; ids uuid[] := '{}'; referring text;
  matching text; columns text; tables text[] := app.imported_tables(); place integer;
begin
  select * into done from import_run r where r.id = run and r.authority_id = any(app.administered()) for update;
  if not found or not done.applied or done.undone_at is not null or done.xid is null then
    return query select 'gone', ids; return;
  end if;
  if done.kind = 'gias' and exists (select from audit_event e where e.action = 'follow a closed setting' and e.at > done.run_at) then
    return query select 'used enrolment', ids; return;
  end if;
  if exists (select from appointment a join app.session s on s.person_id = a.person_id
      where a.xmin = done.xid::xid and s.seen_at > done.run_at) then
    return query select 'used session', ids; return;
  end if;
  if exists (select from attendance_summary a join pep p on p.id = a.pep_id
      where a.xmin = done.xid::xid and p.state not in ('planned', 'in-progress', 'returned')) then
    return query select 'used pep', ids; return;
  end if;
  begin
    foreach one in array tables loop
      mine := app.rows_of_import(one, done.xid);
      of_child := case when one = 'child' then 'id' when exists (select from pg_attribute a where a.attrelid = one::regclass and a.attname = 'child_id') then 'child_id' end;
      if of_child is not null then
        execute format('select array_agg(distinct %I) from %I where %s', of_child, one, mine) into few;
        ids := ids || coalesce(few, '{}');
      end if;
      execute format('select count(*) from %I where %s', one, mine) into there;
      select count(*) into kept from app.import_before b where b.run_id = run and b.relation = one;
      if there <> coalesce((done.written -> one ->> 'new')::bigint, 0) + kept then
        raise exception using errcode = 'PEP01', message = 'changed ' || one;
      end if;
    end loop;
    delete from clock where pep_id in (select id from pep where xmin = done.xid::xid
      and not exists (select from app.import_before b where b.run_id = run and b.relation = 'pep' and b.key = jsonb_build_object('id', pep.id)));
    for place in reverse cardinality(tables)..1 loop
      one := tables[place];
      select string_agg(format('b.key -> %L = to_jsonb(t.%I)', a.attname, a.attname), ' and ') into matching from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indrelid = one::regclass and i.indisprimary;
      execute format('delete from %I t where %s and not exists (select from app.import_before b where b.run_id = %L and b.relation = %L and %s)',
        one, app.rows_of_import(one, done.xid), run, one, matching);
    end loop;
    foreach one in array tables loop
      select string_agg(format('b.key -> %L = to_jsonb(t.%I)', a.attname, a.attname), ' and ') into matching from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indrelid = one::regclass and i.indisprimary;
      select string_agg(quote_ident(a.attname), ', ') into columns from pg_attribute a
       where a.attrelid = one::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
      execute format('update %I t set (%s) = (select %s from jsonb_populate_record(null::%I, b.before))
        from app.import_before b where b.run_id = %L and b.relation = %L and %s', one, columns, columns, one, run, one, matching);
    end loop;
    perform app.forget_import(run);
  exception
    when sqlstate 'PEP01' then
      return query select sqlerrm, '{}'::uuid[]; return;
    when foreign_key_violation then
      get stacked diagnostics referring = table_name;
      return query select 'used ' || referring, '{}'::uuid[]; return;
    when unique_violation then
      get stacked diagnostics referring = table_name;
      return query select 'changed ' || referring, '{}'::uuid[]; return;
  end;
  return query select null::text, (select coalesce(array_agg(distinct i), '{}') from unnest(ids) i);
end $$;

revoke all on function app.keep_before(), app.forget_import(uuid), app.finish_import(uuid), app.forget_old_imports(timestamptz), app.undo_import(uuid) from public;
revoke all on function app.imported_tables(), app.rows_of_import(text, xid8) from public;
grant execute on function app.finish_import(uuid), app.forget_old_imports(timestamptz), app.undo_import(uuid) to openpep_app;
