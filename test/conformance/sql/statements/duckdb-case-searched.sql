select id, case when amount > 100 then 'big' when discount > 0 then 'cheap' else status end as size from raw.orders
