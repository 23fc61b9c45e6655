select o.id, v.label from raw.orders as o join (values ('paid', 'Paid'), ('open', 'Open')) as v(code, label) on v.code = o.status
