#!/bin/sh
# Makes the two lesser roles and sets their passwords. Run again after changing a password; existing connections live on.
set -eu
export PGPASSWORD="$(cat "$OWNER_PASSWORD_FILE")"
for role in hania_auth hania_widget; do
  case "$role" in
    hania_auth) password=$(cat "$AUTH_PASSWORD_FILE") ;;
    hania_widget) password=$(cat "$WIDGET_PASSWORD_FILE") ;;
  esac
  # Through standard input, so that no process list and no statement log of the shell shows the password.
  psql -X -q -v ON_ERROR_STOP=1 -v role="$role" <<SQL
\\set password '$(printf %s "$password" | sed "s/'/''/g; s/\\\\/\\\\\\\\/g")'
select format('create role %I login', :'role')
 where not exists (select from pg_roles where rolname = :'role') \\gexec
select format('alter role %I login password %L', :'role', :'password') \\gexec
SQL
done
