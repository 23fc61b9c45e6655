select e.event_id, item, part from raw.events e lateral view explode(items) a as item lateral view explode(split(item, ',')) b as part
