select event_id, properties:page.url::string as url, properties:ref::varchar as ref from raw.events
