-- What the dashboard keeps of account keys beyond what a decision needs.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

alter table access.account_key
  add column replaces   uuid references access.account_key, -- rotation: the key that this one takes over from
  add column grace_ends timestamptz,                        -- rotation: when the old key ends at the latest
  add column quiet_ends boolean not null default false,     -- rotation: end the old key when it has been quiet
  add column disabled_by text;                              -- who disabled it; 'exposure' when it was done automatically
create unique index account_key_successor on access.account_key (replaces) where replaces is not null;

-- One index per order of the list, each with the id to break ties, so that paging starts where the last page ended.
create index account_key_by_creation on access.account_key (tenant_id, created_at desc, id desc);
create index account_key_by_name on access.account_key (tenant_id, lower(name), id);
create index account_key_by_expiry on access.account_key (tenant_id, coalesce(expires_at, 'infinity'), id);
create index account_key_out_of_use on access.account_key (tenant_id, status, created_at desc, id desc)
  where status <> 'active';
create index account_key_text on access.account_key
  using gin (tenant_id, lower(name || ' ' || display) gin_trgm_ops);

-- When a key was last used, coarsely (half a minute behind usage.last_use), for sorting and for idle keys. A table of
-- its own: counting usage must never wait for a change of a key.
create table access.key_activity (
  key_id       uuid primary key references access.account_key on delete cascade,
  tenant_id    uuid not null,
  last_used_at timestamptz not null default '-infinity'
);
create index key_activity_by_use on access.key_activity (tenant_id, last_used_at desc, key_id desc);
insert into access.key_activity (key_id, tenant_id) select id, tenant_id from access.account_key;
create index last_use_by_time on usage.last_use (at);

-- A creation sent twice makes one key.
create table access.key_request (
  tenant_id  uuid not null,
  token      text not null check (length(token) between 1 and 255),
  key_id     uuid not null references access.account_key deferrable initially deferred,
  created_at timestamptz not null default now(),
  primary key (tenant_id, token)
);
create index key_request_by_age on access.key_request (created_at);
