select id, coalesce(a.name, e.name) as name, a.country, e.department from raw.customers a full join raw.employees e using (id)
