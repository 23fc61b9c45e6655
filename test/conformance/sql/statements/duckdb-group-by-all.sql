select department, date_trunc('month', hired_at) as month, avg(salary) as salary from raw.employees group by all
