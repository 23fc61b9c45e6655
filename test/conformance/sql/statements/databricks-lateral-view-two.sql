select e.event_id, a.item, b.tag from raw.events e
lateral view explode(e.items) a as item
lateral view explode(array(1, 2)) b as tag
