-- What whoever announces a change must know of the key: whether it is in use now. No grants, no tenant.
create view access.key_state as
  select hash, version, status from access.key_record;

grant select on access.key_state to ${widgetRole};
-- "for update" on the outbox needs it.
grant update on access.key_change to ${widgetRole};
