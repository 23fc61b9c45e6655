with codes(code, label) as (values ('p', 'paid'), ('o', 'open')) select o.id, c.label from raw.orders o join codes c on c.code = o.status
