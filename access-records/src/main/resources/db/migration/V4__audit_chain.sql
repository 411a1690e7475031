-- The audit log can only grow, and each workspace's entries form a chain of hashes: changing, removing or inserting
-- one breaks every later link, and cutting off the end breaks the head.
create table access.audit_head (
  tenant_id uuid primary key, -- the zero UUID stands for what belongs to no workspace
  seq       bigint not null,
  hash      bytea not null
);

alter table access.audit_entry
  add column seq  bigint,
  add column hash bytea;

-- The link of one entry: SHA-256 over the link before it and everything that the entry says.
create function access.audit_link(before bytea, entry access.audit_entry) returns bytea
  language sql stable
  set timezone = 'UTC'
  return sha256(before || convert_to(jsonb_build_array(
    entry.tenant_id, entry.seq, to_char(entry.at, 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.actor, entry.action,
    entry.subject, entry.detail, entry.address, entry.agent)::text, 'UTF8'));

create function access.audit_chain() returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog
as $$
declare
  chain uuid := coalesce(new.tenant_id, '00000000-0000-0000-0000-000000000000');
  head  access.audit_head;
begin
  insert into access.audit_head (tenant_id, seq, hash) values (chain, 0, sha256(''::bytea)) on conflict do nothing;
  select * into head from access.audit_head where tenant_id = chain for update;
  new.seq := head.seq + 1;
  new.hash := access.audit_link(head.hash, new);
  update access.audit_head set seq = new.seq, hash = new.hash where tenant_id = chain;
  return new;
end
$$;
create trigger audit_entry_chain before insert on access.audit_entry
  for each row execute function access.audit_chain();

create function access.audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log can only grow' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_entry_fixed before update or delete or truncate on access.audit_entry
  for each statement execute function access.audit_refuse();
revoke update, delete, truncate on access.audit_entry from public, current_user;

create unique index audit_entry_of_chain on access.audit_entry (tenant_id, seq);
create index audit_entry_of_action on access.audit_entry (tenant_id, action, id desc);
create index audit_entry_of_actor on access.audit_entry (tenant_id, actor, id desc);
