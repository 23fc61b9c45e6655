select e.event_id, item as thing from raw.events as e left join unnest(e.items) as item
