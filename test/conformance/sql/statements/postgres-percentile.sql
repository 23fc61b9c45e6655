select department, percentile_cont(0.5) within group (order by salary) as median from raw.employees group by department
