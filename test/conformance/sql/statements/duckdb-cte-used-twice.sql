with p as (select order_id, amount, method from raw.payments)
select a.order_id, a.amount as card, b.amount as cash
from p as a join p as b on a.order_id = b.order_id
where a.method = 'card' and b.method = 'cash'
