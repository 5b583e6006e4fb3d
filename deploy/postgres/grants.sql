-- Grants each role its rights on the tables of Agent Console. Run it as their owner after every `npm run migrate`:
--   psql "$OWNER_URL" --set ON_ERROR_STOP=1 --file deploy/postgres/grants.sql

begin;

revoke all on all tables in schema public from console_server, console_reader;

-- The server. It cannot create or alter tables, and cannot change or delete rows of the history.
grant select, insert, update, delete on all tables in schema public to console_server;
revoke update, delete on change from console_server;
revoke update, delete on client from console_server;
revoke insert, update, delete on kysely_migration, kysely_migration_lock, site, call_center, service from console_server;

-- Reports. They cannot read sessions or password hashes.
do $$
declare
  readable record;
begin
  for readable in
    select table_name as name, string_agg(format('%I', column_name), ', ') as columns
    from information_schema.columns
    where table_schema = 'public'
      and table_name not in ('agent_password_history', 'user_password_history', 'session', 'idempotency_key')
      and column_name <> 'password_hash'
    group by table_name
  loop
    execute format('grant select (%s) on %I to console_reader', readable.columns, readable.name);
  end loop;
end
$$;

commit;
