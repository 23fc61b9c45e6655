-- numbers
select 1
