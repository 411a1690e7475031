-- What each attempt of a delivery came to, the first one first. The last one stands in answer too, which the version before reads.
alter table access.webhook_delivery add column answers text[] not null default '{}';
