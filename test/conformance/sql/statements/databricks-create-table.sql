create or replace table marts.t using delta as select id, upper(name) as name from raw.customers
