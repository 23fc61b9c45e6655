select o.id, d.day from raw.orders as o join (select distinct paid_at::date as day from raw.payments) as d on d.day = o.created_at::date
