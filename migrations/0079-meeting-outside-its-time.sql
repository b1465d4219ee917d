-- A meeting outside the time that its clock gives it is taken with the reason, whatever kind of plan it belongs to.
alter table meeting add column on_reason text;
