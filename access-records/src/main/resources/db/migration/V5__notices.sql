-- Keys before workspaces, as whoever makes a key locks them: the version before goes on while this runs.
lock table access.account_key in share row exclusive mode;

-- What a workspace is told of, and how.
alter table access.workspace
  add column disable_exposed boolean not null default false, -- an account key seen in a browser is disabled at once
  add column mail_notices    boolean not null default true;

create table access.webhook (
  id         uuid primary key,
  tenant_id  uuid not null references access.workspace on delete cascade,
  url        text not null check (length(url) <= 500),
  secret     text not null, -- signs deliveries, so it must be readable; shown to people once
  created_by text not null,
  created_at timestamptz not null default now()
);
create index webhook_of_tenant on access.webhook (tenant_id, created_at);

-- One notice of one kind for one key, however often it is looked for.
create table access.notice (
  id         uuid primary key,
  tenant_id  uuid not null references access.workspace on delete cascade,
  key_id     uuid not null references access.account_key on delete cascade,
  kind       text not null, -- key.exposed, key.expiring.14, key.expiring.3, key.expiring.1
  occasion   text not null, -- the origin, or the end that was announced
  created_at timestamptz not null default now(),
  unique (key_id, kind, occasion)
);

create table access.webhook_delivery (
  id         uuid primary key,
  webhook_id uuid not null references access.webhook on delete cascade,
  event      text not null,
  body       text not null,
  state      text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts   integer not null default 0,
  answer     text, -- the status, or what went wrong
  created_at timestamptz not null default now(),
  next_at    timestamptz not null default now(),
  done_at    timestamptz
);
create index webhook_delivery_due on access.webhook_delivery (next_at) where state = 'waiting';
create index webhook_delivery_of_webhook on access.webhook_delivery (webhook_id, created_at desc);

create table access.mail (
  id         uuid primary key,
  recipient  text not null,
  subject    text not null,
  body       text not null,
  attempts   integer not null default 0,
  next_at    timestamptz not null default now()
);
create index mail_due on access.mail (next_at);

-- Keys that end soon, over all workspaces, are looked for every half minute.
create index account_key_ending on access.account_key (expires_at) where status = 'active' and expires_at is not null;
