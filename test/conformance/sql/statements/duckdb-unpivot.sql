select id, measure, value from (select id, amount, discount from raw.orders) unpivot (value for measure in (amount, discount))
