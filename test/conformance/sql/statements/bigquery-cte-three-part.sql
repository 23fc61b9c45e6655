with t as (select id, amount from `warehouse.raw.orders`) select id, amount from t
