-- Whoever was granted a section reads and writes that section's typed record.
create policy by_grant on target using ((pep_id::text || ':P') = any((select app.my_sections())::text[]));
create policy by_grant on premium_line using ((pep_id::text || ':Q') = any((select app.my_sections())::text[]));
create policy by_grant on attendance_summary using ((pep_id::text || ':G') = any((select app.my_sections())::text[]));
create policy by_grant on suspension using ((pep_id::text || ':G') = any((select app.my_sections())::text[]));
create policy by_grant on attainment using ((pep_id::text || ':I') = any((select app.my_sections())::text[]));

-- Where two tabs save one target, the second is told whose version it met.
alter table target add column written_by uuid references person, add column written_at timestamptz;

-- A withdrawn document names who withdrew it. Its row stays for ever.
alter table document add column withdrawn_by uuid references person;
revoke delete on document from openpep_app;

-- What explains the figures of a subject, beside what the table of subjects already holds.
alter table attainment add column qualification text, add column tier text;
