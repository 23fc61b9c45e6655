create materialized view marts.v as select id, amount + discount as gross from raw.orders
