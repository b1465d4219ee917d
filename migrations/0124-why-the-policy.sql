-- Why somebody set a value that falls short of the law, in their words.
alter table policy_change add column reason text;
