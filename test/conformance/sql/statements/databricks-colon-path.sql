select event_id, properties:page.url as url from raw.events
