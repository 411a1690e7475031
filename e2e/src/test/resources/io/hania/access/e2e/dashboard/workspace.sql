-- One workspace with a member of each role, keys in every state, and a month of use.
insert into access.workspace (id, name) values ('0a000000-0000-4000-8000-000000000000', 'Acme');

insert into access.account (id, email, password_hash)
select ('0a000000-0000-4000-8000-00000000000' || n)::uuid, who || '@acme.example', a.password_hash
  from (values (1, 'owner'), (2, 'admin'), (3, 'viewer')) as member (n, who),
       access.account a where a.email = 'owner@localhost';
insert into access.membership (account_id, tenant_id, role, created_at)
select id, '0a000000-0000-4000-8000-000000000000', split_part(email, '@', 1), now() - interval '200 days'
  from access.account where email like '%@acme.example';

insert into access.account_key
       (id, tenant_id, hash, display, name, abilities, status, expires_at, rate_limit, created_by, created_at,
        revoked_at, replaces, grace_ends, quiet_ends)
select ('0b000000-0000-4000-8000-0000000000' || n)::uuid, '0a000000-0000-4000-8000-000000000000',
       sha256(('seed ' || n)::bytea), 'hania_sk_' || substr(md5(n::text), 1, 4) || '…' || substr(md5(n::text), 5, 4),
       name, abilities, status, now() + ends::interval, rate_limit, 'owner@acme.example', now() - age::interval,
       case when status = 'revoked' then now() - interval '3 days' end,
       ('0b000000-0000-4000-8000-0000000000' || replaces)::uuid, now() + grace::interval, grace is not null
  from (values
    (11, 'Billing worker, production', array['bots:read', 'conversations:read', 'conversations:write', 'knowledge:read', 'chat:send'],
         'active', '200 days', 5000, '90 days', null, null),
    (12, 'Nightly export', array['conversations:read'], 'active', '9 days', 200, '81 days', null, null),
    (13, 'Website backend', array['*'], 'active', null, null, '40 days', null, null),
    (14, 'Support desk', array['bots:*', 'chat:send'], 'active', '20 hours', null, '60 days', null, '20 hours'),
    (15, 'Support desk', array['bots:*', 'chat:send'], 'active', '60 days', null, '4 hours', 14, null),
    (16, 'Proof of concept', array['bots:read'], 'active', '300 days', null, '65 days', null, null),
    (17, 'Contractor', array['knowledge:read', 'knowledge:write'], 'disabled', '100 days', null, '30 days', null, null),
    (18, 'Launch week', array['chat:send'], 'active', '-2 days', 1000, '32 days', null, null),
    (19, 'Old CI', array['bots:read'], 'revoked', null, null, '150 days', null, null)
  ) as key (n, name, abilities, status, ends, rate_limit, age, replaces, grace);
insert into access.key_activity (key_id, tenant_id)
select id, tenant_id from access.account_key where tenant_id = '0a000000-0000-4000-8000-000000000000';

-- Busy by day, quiet by night and on Sundays; every key a little differently, and the same in every run.
insert into usage.hourly (key_id, hour, outcome, calls)
select k.id, hour, outcome,
       greatest(1, share * (4 + abs(hashtext(k.name)) % 30) * (1 + 0.8 * sin(extract(hour from hour) / 24 * 6.28 - 2))
         * case extract(dow from hour) when 0 then 0.3 when 6 then 0.5 else 1 end
         * (0.6 + (abs(hashtext(k.name || hour::date)) % 80) / 100.0))::bigint
  from access.account_key k,
       generate_series(date_trunc('hour', now()) - interval '40 days', date_trunc('hour', now()), interval '1 hour') hour,
       (values ('allowed', 1.0, 1), ('missing_ability', 0.3, 17), ('limited', 0.2, 11)) as part (outcome, share, each)
 where k.tenant_id = '0a000000-0000-4000-8000-000000000000' and k.status = 'active' and k.created_at <= hour
   and coalesce(k.expires_at, 'infinity') > hour and k.name <> 'Proof of concept'
   and abs(hashtext(hour::text)) % each = 0;
insert into usage.daily (key_id, day, outcome, calls)
select h.key_id, (h.hour at time zone 'UTC')::date as day, h.outcome, sum(h.calls)
  from usage.hourly h join access.account_key k on k.id = h.key_id, usage.daily_until u
 where k.tenant_id = '0a000000-0000-4000-8000-000000000000' and (h.hour at time zone 'UTC')::date < u.day
 group by 1, 2, 3;
insert into usage.last_use (key_id, at, address)
select key_id, case when key_id = '0b000000-0000-4000-8000-000000000014' then now() - interval '3 minutes'
                    else least(max(hour) + interval '50 minutes', now()) end, '203.0.113.24'
  from usage.hourly h join access.account_key k on k.id = h.key_id
 where k.tenant_id = '0a000000-0000-4000-8000-000000000000' group by key_id;
insert into usage.last_use values ('0b000000-0000-4000-8000-000000000016', now() - interval '45 days', '198.51.100.7');
update access.key_activity a set last_used_at = u.at from usage.last_use u where u.key_id = a.key_id;
insert into usage.ability_use (key_id, ability, day, calls)
select '0b000000-0000-4000-8000-000000000011', ability, current_date - day, calls
  from (values ('bots:read', 310), ('conversations:read', 120), ('chat:send', 45)) as used (ability, calls),
       generate_series(0, 20) day;
insert into usage.sighting (key_id, origin, first_at, last_at, calls)
values ('0b000000-0000-4000-8000-000000000013', 'https://shop.acme.example', now() - interval '2 days', now() - interval '7 minutes', 412);
insert into access.notice (id, tenant_id, key_id, kind, occasion)
values (gen_random_uuid(), '0a000000-0000-4000-8000-000000000000', '0b000000-0000-4000-8000-000000000013', 'key.exposed',
        'https://shop.acme.example');
insert into usage.refusal (request_id, at, key_id, tenant_id, reason, method, path, address)
select 'seed-request-' || n, now() - n * interval '13 minutes', '0b000000-0000-4000-8000-000000000011',
       '0a000000-0000-4000-8000-000000000000', reason, method, path, '203.0.113.24'
  from (values (1, 'missing_ability: bots:write', 'POST', '/api/v1/bots'),
               (2, 'limited', 'GET', '/api/v1/conversations'),
               (3, 'not_found', 'GET', '/api/v1/bot')) as refused (n, reason, method, path);
insert into access.audit_entry (tenant_id, at, actor, action, subject, detail, address, agent)
select k.tenant_id, k.created_at, k.created_by, 'key.created', k.id::text,
       jsonb_build_object('name', k.name, 'display', k.display, 'abilities', to_jsonb(k.abilities)), '203.0.113.9', 'Firefox'
  from access.account_key k where k.tenant_id = '0a000000-0000-4000-8000-000000000000' order by k.created_at;
