-- Who signs in to the dashboard, to which workspace, and as what.
create table access.account (
  id            uuid primary key,
  email         text not null check (length(email) between 3 and 254),
  password_hash text,        -- Argon2id in its PHC form; null: signs in through OpenID Connect only
  oidc_subject  text unique, -- issuer and subject
  language      text check (language in ('en', 'de')),
  created_at    timestamptz not null default now()
);
create unique index account_of_email on access.account (lower(email));

create table access.membership (
  account_id uuid not null references access.account on delete cascade,
  tenant_id  uuid not null references access.workspace on delete cascade,
  role       text not null check (role in ('owner', 'admin', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (account_id, tenant_id)
);
create index membership_of_tenant on access.membership (tenant_id, created_at);

-- The cookie's value stands nowhere, only its SHA-256. A session ends with its membership.
create table access.session (
  hash       bytea primary key check (length(hash) = 32),
  id         uuid not null unique, -- its name on pages
  account_id uuid not null,
  tenant_id  uuid not null,
  opened_at  timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  proved_at  timestamptz not null default now(), -- when the password was last given
  expires_at timestamptz not null,
  address    text,
  agent      text,
  foreign key (account_id, tenant_id) references access.membership on delete cascade
);
create index session_of_account on access.session (account_id, seen_at desc);
create index session_by_end on access.session (expires_at);

-- Wrong passwords of the last minutes, by the hash of an account's e-mail address or of a network address.
create table access.sign_in_failure (
  subject bytea not null,
  at      timestamptz not null default now()
);
create index sign_in_failure_of_subject on access.sign_in_failure (subject, at);
create index sign_in_failure_by_age on access.sign_in_failure (at);

-- An invitation is a link; only the hash of its secret is stored.
create table access.invitation (
  id          uuid primary key,
  hash        bytea not null unique check (length(hash) = 32),
  tenant_id   uuid not null references access.workspace on delete cascade,
  email       text not null check (length(email) between 3 and 254),
  role        text not null check (role in ('owner', 'admin', 'viewer')),
  invited_by  text not null,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null,
  accepted_at timestamptz
);
create index invitation_of_tenant on access.invitation (tenant_id, created_at desc);
