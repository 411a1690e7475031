-- Disabling an exposed key must survive a crash between its notice and the change.
alter table access.notice add column disable_due boolean not null default false;
create index notice_disable_due on access.notice (created_at) where disable_due;
