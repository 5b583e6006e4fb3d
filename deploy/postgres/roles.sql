-- Creates the roles for a database of Agent Console. Run it once as a superuser, in the new, empty database:
--   createdb console && psql console --set ON_ERROR_STOP=1 --file deploy/postgres/roles.sql
-- Then set a password for each role (\password console_owner, and so on).

do $$
declare
  name text;
begin
  foreach name in array array['console_owner', 'console_server', 'console_reader'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I login', name);
    end if;
  end loop;
  -- The owner creates the tables and alters them at an upgrade.
  execute format('alter database %I owner to console_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to console_server, console_reader', current_database());
end
$$;

revoke all on schema public from public;
grant all on schema public to console_owner;
grant usage on schema public to console_server, console_reader;
