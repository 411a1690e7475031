-- The dashboard's pages at 100,000 keys. Each order of the list walks an index that also carries what the filters look
-- at: even a walk that finds nothing touches no row of the table.
drop index access.account_key_by_creation;
drop index access.account_key_by_name;
drop index access.account_key_by_expiry;
create index account_key_by_creation on access.account_key (tenant_id, created_at desc, id desc)
  include (status, expires_at);
create index account_key_by_name on access.account_key (tenant_id, lower(name), id)
  include (name, status, expires_at, created_at);
create index account_key_by_expiry on access.account_key (tenant_id, coalesce(expires_at, 'infinity'), id)
  include (status, expires_at, created_at);

-- For the order by last use the same is copied to where that order has its index, by whoever writes either row.
alter table access.key_activity
  add column status     text not null default 'active',
  add column expires_at timestamptz,
  add column created_at timestamptz not null default now();
update access.key_activity a set status = k.status, expires_at = k.expires_at, created_at = k.created_at
  from access.account_key k where k.id = a.key_id;

create function access.key_activity_begins() returns trigger language plpgsql as $$
begin
  select k.status, k.expires_at, k.created_at into new.status, new.expires_at, new.created_at
    from access.account_key k where k.id = new.key_id;
  return new;
end
$$;
create trigger key_activity_begins before insert on access.key_activity
  for each row execute function access.key_activity_begins();

create function access.key_activity_follows() returns trigger language plpgsql as $$
begin
  update access.key_activity set status = new.status, expires_at = new.expires_at where key_id = new.id;
  return null;
end
$$;
create trigger key_activity_follows after update of status, expires_at on access.account_key
  for each row when (old.status <> new.status or old.expires_at is distinct from new.expires_at)
  execute function access.key_activity_follows();

drop index access.key_activity_by_use;
create index key_activity_by_use on access.key_activity (tenant_id, last_used_at desc, key_id desc)
  include (status, expires_at, created_at);

-- Which keys of a workspace were seen in browsers, without looking through everybody's sightings.
create index notice_of_exposure on access.notice (tenant_id, key_id) where kind = 'key.exposed';

-- Calls by day, for charts and the small bars of the list: one row instead of twenty-four. A day is added up once, when
-- it has been over for a day; until then its hours are read.
create table usage.daily (
  key_id  uuid not null,
  day     date not null,
  outcome text not null,
  calls   bigint not null,
  primary key (key_id, day, outcome)
);
create table usage.daily_until (day date not null); -- the first day that is not in usage.daily
insert into usage.daily_until values ('-infinity');
