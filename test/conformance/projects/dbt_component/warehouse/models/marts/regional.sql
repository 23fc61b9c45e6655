{{ config(schema="regional", alias="by_region", materialized="incremental") }}
select * from {{ ref('revenue') }}
