{{ config(tags=["daily", "money"], group="finance") }}
select c.name, sum(o.amount) as revenue from {{ ref('stg_orders') }} o join {{ ref('stg_customers') }} c on c.id = o.customer_id join {{ ref('countries') }} k on true group by 1
