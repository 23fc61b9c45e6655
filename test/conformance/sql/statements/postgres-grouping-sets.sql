select department, name, sum(salary) as salary from raw.employees group by grouping sets ((department), (department, name))
