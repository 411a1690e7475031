-- A creation of a widget key sent twice with one Idempotency-Key makes one key.
create table widget.key_request (
  tenant_id  uuid not null,
  token      text not null check (length(token) between 1 and 255),
  body       text not null, -- what was asked for; another wish under the same token is refused
  key_id     uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, token)
);

grant select, insert, delete on widget.key_request to ${widgetRole};
