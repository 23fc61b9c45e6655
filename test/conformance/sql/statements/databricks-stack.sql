select id, s.name as measure, s.value from raw.orders lateral view stack(2, 'a', amount, 'd', discount) s as name, value
