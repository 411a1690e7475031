-- A workspace of 100,000 keys after two years, and 50 million counted calls, in the order in which they would have been
-- written: usage by hour, so that one key's rows lie scattered over the table.
select setseed(0.42);

create temp table place as select id as tenant from access.workspace order by created_at limit 1;
create temp table born as
select i, gen_random_uuid() as id, now() - interval '730 days' * (1 - i / 100000.0) as at, random() as fate,
       random() as term
  from generate_series(1, 100000) i;

insert into access.account_key
  (id, tenant_id, hash, display, name, abilities, status, expires_at, rate_limit, created_by, created_at, revoked_at)
select b.id, p.tenant, sha256(b.i::text::bytea),
       'hania_sk_' || left(md5(b.i::text), 4) || '…' || right(md5(b.i::text), 4),
       (array['billing','search','support','warehouse','mobile','website','crm','reporting','import','export','partner',
              'chatbot'])[1 + floor(random() * 12)::int] || ' ' ||
       (array['worker','cron','api','webhook','sync','dashboard','migration','load test','backup','agent'])
              [1 + floor(random() * 10)::int] || ' ' ||
       (array['production','staging','ci','development'])[1 + floor(random() * 4)::int] || ' ' || b.i,
       case b.i % 3 when 0 then array['*'] when 1 then array['bots:read','knowledge:read','memories:read']
                    else array['chat:send','bots:read','tools:*'] end,
       case when b.fate < 0.60 then 'active' when b.fate < 0.64 then 'disabled' else 'revoked' end,
       case when b.term < 0.5 then null else b.at + interval '800 days' * (b.term - 0.4) / 0.6 + interval '7 days' end,
       case when b.i % 3 = 0 then 1000 end,
       'operator' || b.i % 40 || '@example.com', b.at,
       case when b.fate >= 0.64 then b.at + (now() - b.at) * random() end
  from born b, place p;

-- One active key in thirty is busy: used in every hour of the last 30 days. Twenty of them all year, with every outcome.
create temp table busy as
select k.id, row_number() over (order by k.created_at) as n
  from access.account_key k join born b on b.id = k.id where b.i % 30 = 1 and k.status = 'active';

insert into access.key_activity (key_id, tenant_id, last_used_at)
select k.id, k.tenant_id,
       case when exists (select from busy where busy.id = k.id) then date_trunc('minute', now()) - interval '1 minute' * (b.i % 50)
            when b.i % 7 = 0 then '-infinity'
            else greatest(k.created_at, coalesce(k.revoked_at, now()) - interval '2 hours' - interval '60 days' * power(random(), 3)) end
  from access.account_key k join born b on b.id = k.id;
insert into usage.last_use (key_id, at, address)
select key_id, last_used_at, '192.0.2.' || (hashtext(key_id::text) & 255) from access.key_activity where last_used_at > '-infinity';

insert into usage.hourly (key_id, hour, outcome, calls)
select u.id, u.hour, u.outcome, u.calls
  from (select id, h as hour, 'allowed' as outcome, 18 as calls
          from busy, generate_series(date_trunc('hour', now(), 'UTC') - interval '30 days', now(), '1 hour') h
        union all
        select id, h, o, 20
          from busy, generate_series(date_trunc('hour', now(), 'UTC') - interval '365 days',
                                     date_trunc('hour', now(), 'UTC') - interval '31 days', '1 hour') h,
               unnest(array['allowed','limited','missing_ability','not_found']) o
         where n <= 20
        union all
        select k.id, date_trunc('hour', now(), 'UTC') - interval '1 hour' * (h * 83 + hashtext(k.id::text) % 80), 'allowed', 10
          from access.account_key k, generate_series(1, 20) h
         where k.status = 'active' and not exists (select from busy where busy.id = k.id)) u
 order by u.hour, u.id;

insert into usage.ability_use (key_id, ability, day, calls)
select id, ability, d::date, 100
  from busy, unnest(array['bots:read','chat:send','knowledge:read']) ability,
       generate_series(now() - interval '60 days', now(), '1 day') d;
insert into usage.sighting (key_id, origin, first_at, last_at, calls)
select id, 'https://shop' || o || '.example', now() - interval '9 days', now() - interval '1 hour' * o, 12
  from (select id from access.account_key order by md5(id::text) limit 300) k, generate_series(1, 3) o;
insert into access.notice (id, tenant_id, key_id, kind, occasion)
select gen_random_uuid(), k.tenant_id, k.id, 'key.exposed', s.origin
  from usage.sighting s join access.account_key k on k.id = s.key_id where k.status = 'active' on conflict do nothing;
insert into usage.refusal (request_id, at, key_id, tenant_id, reason, method, path, address)
select gen_random_uuid()::text, now() - interval '1 minute' * r, busy.id, p.tenant, 'missing_ability bots:write', 'POST',
       '/api/v1/bots', '192.0.2.1'
  from busy, place p, generate_series(1, 10) r;
-- The chain of hashes is not what is measured, and costs a minute.
alter table access.audit_entry disable trigger audit_entry_chain;
insert into access.audit_entry (tenant_id, seq, hash, actor, action, subject, detail, address, agent)
select p.tenant, 1000000 + b.i, sha256(b.i::text::bytea), 'operator' || b.i % 40 || '@example.com', 'key.created', b.id::text,
       jsonb_build_object('name', b.i), '192.0.2.1', 'Mozilla/5.0'
  from born b, place p order by b.i;
alter table access.audit_entry enable trigger audit_entry_chain;

-- The service adds up finished days when it next looks.
truncate usage.daily;
update usage.daily_until set day = '-infinity';
drop table place, born, busy;
