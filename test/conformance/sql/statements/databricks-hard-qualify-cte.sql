with d as (select *, row_number() over (partition by id order by created_at desc) as rn from raw.customers) select * except (rn) from d where rn = 1
