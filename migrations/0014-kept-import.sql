-- The uploaded file of a dry run, content-addressed, so that what is applied is exactly what was tried.
alter table import_run add column kept_sha256 text;
