select e.event_id, i.value as item from raw.events as e cross join lateral flatten(e.items) as i
