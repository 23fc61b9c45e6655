select e.user_id, t.value::string as item from raw.events e, table(flatten(input => e.items)) t
