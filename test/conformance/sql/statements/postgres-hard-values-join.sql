select p.id, c.rate * p.amount as converted from raw.payments p join (values ('card', 0.9), ('cash', 1.0)) c(method, rate) using (method)
