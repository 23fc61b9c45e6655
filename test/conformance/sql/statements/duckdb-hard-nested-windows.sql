with ranked as (
  select o.*, c.country, row_number() over (partition by c.country order by o.amount desc) as rn
  from raw.orders o join raw.customers c on c.id = o.customer_id
)
select country, max(case when rn = 1 then amount end) as first_amount, sum(amount) filter (where rn <= 3) / nullif(sum(amount), 0) as top_share
from ranked group by country having count(*) > 1 order by 3 desc
