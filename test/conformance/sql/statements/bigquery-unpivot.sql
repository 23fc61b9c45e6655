select id, measure, worth from (select id, amount, discount from raw.orders) unpivot (worth for measure in (amount, discount))
