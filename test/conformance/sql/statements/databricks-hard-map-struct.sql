select id, map('a', amount, 'b', discount) as m, struct(status, currency) as s, element_at(tags, 1) as first_tag, size(tags) as n, concat_ws('-', status, currency) as k from raw.orders
