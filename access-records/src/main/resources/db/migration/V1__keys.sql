-- The truth about keys. Three roles touch it: the owner of the schemas (key-admin-service, which runs these
-- migrations), ${authRole} (reads key records, writes usage) and ${widgetRole} (its own schema).
do $$
begin
  if not exists (select from pg_roles where rolname = '${authRole}') then
    create role ${authRole} login;
  end if;
  if not exists (select from pg_roles where rolname = '${widgetRole}') then
    create role ${widgetRole} login;
  end if;
end
$$;

create schema access;
create schema widget;
create schema usage;
create schema signing;

create table access.workspace (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 100),
  created_at timestamptz not null default now()
);

create table access.account_key (
  id             uuid primary key,
  tenant_id      uuid not null references access.workspace,
  hash           bytea not null unique check (length(hash) = 32),
  display        text not null,
  name           text not null check (length(name) between 1 and 100),
  abilities      text[] not null,
  status         text not null default 'active' check (status in ('active', 'disabled', 'revoked')),
  expires_at     timestamptz,
  rate_limit     integer check (rate_limit > 0), -- calls an hour; null: no limit
  version        bigint not null default 1,
  created_by     text not null,
  created_at     timestamptz not null default now(),
  revoked_at     timestamptz
);

create table widget.widget_key (
  id              uuid primary key,
  tenant_id       uuid not null,
  bot_id          text not null,
  hash            bytea not null unique check (length(hash) = 32),
  api_key         text not null unique, -- public by nature, and listed in full
  name            text not null check (length(name) between 1 and 100),
  allowed_domains text[] not null,
  rate_limit      integer not null default 1000 check (rate_limit > 0), -- calls an hour
  status          text not null default 'active' check (status in ('active', 'disabled', 'revoked')),
  version         bigint not null default 1,
  created_at      timestamptz not null default now(),
  revoked_at      timestamptz
);
create index widget_key_of_bot on widget.widget_key (tenant_id, bot_id, created_at);

create table widget.customization (
  id               uuid primary key,
  tenant_id        uuid not null,
  bot_id           text not null,
  theme_color      text not null,
  position         text not null,
  greeting_text    text not null,
  welcome_message  text,
  avatar_url       text,
  show_branding    boolean not null,
  widget_title     text,
  placeholder_text text not null,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  unique (tenant_id, bot_id)
);

-- What a decision needs of a key, for both kinds.
create view access.key_record as
  select hash, id, 'account' as kind, tenant_id, abilities, status, expires_at, rate_limit, version,
         null::text as bot_id, null::text[] as allowed_domains
    from access.account_key
  union all
  select hash, id, 'widget', tenant_id, array['chat:send'], status, null, rate_limit, version, bot_id, allowed_domains
    from widget.widget_key;

-- The outbox: changes that the cache must hear of. Written in the transaction of the change, deleted once announced.
create table access.key_change (
  id         bigint generated always as identity primary key,
  hash       bytea not null check (length(hash) = 32),
  version    bigint not null,
  dead       boolean not null, -- revoked or disabled: a tombstone; else the cached record is dropped
  created_at timestamptz not null default now()
);

create table access.audit_entry (
  id         bigint generated always as identity primary key,
  tenant_id  uuid,
  at         timestamptz not null default clock_timestamp(),
  actor      text not null,  -- an operator's e-mail address, 'key:<id>' or 'system'
  action     text not null,  -- such as key.created, key.revoked, session.opened
  subject    text,           -- the id of what was changed
  detail     jsonb not null default '{}', -- before and after, never a secret
  address    text,
  agent      text
);
create index audit_entry_of_tenant on access.audit_entry (tenant_id, id desc);
create index audit_entry_of_subject on access.audit_entry (subject, id desc);

create table usage.last_use (
  key_id  uuid primary key,
  at      timestamptz not null,
  address text
);

-- Outcome: allowed, unauthorized, limited, not_found, method_not_allowed, missing_ability, origin_not_allowed, browser.
create table usage.hourly (
  key_id  uuid not null,
  hour    timestamptz not null,
  outcome text not null,
  calls   bigint not null,
  primary key (key_id, hour, outcome)
);

create table usage.ability_use (
  key_id  uuid not null,
  ability text not null,
  day     date not null,
  calls   bigint not null,
  primary key (key_id, ability, day)
);

-- Where a key was seen in a browser: account keys anywhere, widget keys at origins that were refused.
create table usage.sighting (
  key_id   uuid not null,
  origin   text not null,
  first_at timestamptz not null,
  last_at  timestamptz not null,
  calls    bigint not null,
  primary key (key_id, origin)
);

-- The true reason behind a refused call of a known key, for 24 hours.
create table usage.refusal (
  request_id text not null,
  at         timestamptz not null,
  key_id     uuid not null,
  tenant_id  uuid not null,
  reason     text not null,
  method     text not null,
  path       text not null,
  address    text not null
);
create index refusal_by_request on usage.refusal (request_id);
create index refusal_by_key on usage.refusal (key_id, at desc);
create index refusal_by_age on usage.refusal (at);

create table signing.signing_key (
  kid          text primary key,
  algorithm    text not null,
  public_key   bytea not null,
  sealed_key   bytea not null, -- the private key, AES-GCM under auth.signing.secret
  created_at   timestamptz not null,
  signs_from   timestamptz not null,
  signs_until  timestamptz not null,
  dies_at      timestamptz not null -- published until then
);

grant usage on schema access, usage, signing to ${authRole};
grant select on access.key_record to ${authRole};
grant select, insert, update, delete on all tables in schema usage to ${authRole};
grant select, insert, update, delete on all tables in schema signing to ${authRole};

grant usage on schema widget, access, usage to ${widgetRole};
grant select, insert, update on all tables in schema widget to ${widgetRole};
grant insert, select, delete on access.key_change to ${widgetRole};
grant insert on access.audit_entry to ${widgetRole};
grant select on usage.last_use, usage.hourly, usage.sighting to ${widgetRole};
