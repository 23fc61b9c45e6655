select id, status in unnest(['paid', 'open']) as is_normal from raw.orders
