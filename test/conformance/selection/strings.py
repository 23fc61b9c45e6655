"""Writes strings.txt: selections that both parsers are asked. Kept as a program so that the families of cases can be read."""
import itertools, pathlib
S = []
add = S.extend
# every form named by the reference page
add(['key:orders', 'key:or', 'key:"*"', 'key:*', 'key:"raw/*"', 'key:raw/*', 'key:raw/orders', 'key:*orders', 'key:*/orders', 'key:a/*/c', 'key:"a*c"', 'key:"*"+', 'key:', 'key:<null>', 'key:sensor', 'key:"sensor"',
     'key:tag', 'group:key', 'group:"key"', '2 + key:report', '2+key:report', 'key:raw/orders + 2', '+*', '*+', '*', '+not key:report', 'not +key:report', '++key:report', 'key:report++', 'sinks key:report', 'sinks(*)', 'roots(*)', 'sinks()',
     'And', 'key:report And key:lonely', 'key:report AND key:lonely', 'key:report OR key:lonely', 'NOT key:report', 'not key:report and key:lonely', 'key:lonely or key:report and key:sensor', '', ' ', '\\t', 'tag:x=1', 'tag:x="1"',
     'report', 'owner:ann@example.com', 'owner:"ann@example.com"', 'tag:a-b', 'group:"marts/*"', 'group:marts/finance', 'group:marts/*', 'group:mart*', 'group:ingest', 'kind:dbt', 'kind:"dbt"', 'kind:db*', 'is:external', 'is:materializable', 'is:"materializable"',
     'owner:<null>', 'kind:<null>', 'group:<null>', 'partitions:none', 'partitions:<null>', 'partitions:static', 'partitions:dynamic', 'partitions:time', 'partitions:multipartitions', 'partitions:daily', 'job:sensor', 'tag:job="sensor"', 'tag:job=sensor', 'kind:job', 'kind:sensor'])
# what the page says of where Python and the UI differ, and of wildcards, spaces and directions
add(['owner:"team:finance"', 'owner:"finance"', 'owner:finance', 'owner:"team:*"', 'owner:"*@example.com"', 'tag:<null>', 'is:nonsense', 'is:"external"', 'is:', 'partitions:nonsense', '2 + key:a', ' key:report ', 'key:report\\t+', 'key:"*foo*"', 'key:"r*t"', 'key:"*/*/*"', 'key:"mart*"', 'group:"g*"',
     'group:"*"', 'kind:"d*"', 'tag:"t*"="g*"', 'tag:"tier"="gold"', 'tag:"tier"', 'key:"raw/orders"+ and +key:"mart/kpi_weekly"', '1+key:report+1', '+key:report+', 'roots(+key:report)', 'sinks(key:"raw/orders"+)', 'not *', '* and not is:external', '(*)', '+(*)', 'code_location:"shop"', 'code_location:<null>', 'automation_type:any',
     'not_materialized_in_hours:3', 'automation_type:"sensor/standard"', 'status:<null>', 'column:<null>', 'KEY:report', 'key:REPORT', 'kind:DBT', 'key:"Report"'])
# attributes that parse everywhere
add([f'{a}:x' for a in ('status', 'column', 'table_name', 'column_tag', 'changed_in_branch', 'code_location', 'automation_type', 'sensor', 'schedule', 'job', 'tag', 'owner', 'kind', 'group')])
add(['column_tag:a=b', 'column_tag:a="b c"', 'Key:a', 'KEY:a', 'name:a', 'key :report', 'key: report', 'key:report)', '(key:report', '((key:report))', '()', 'key:"a', 'key:"a\\\\b"', "key:'a'", 'key:a,key:b', 'key:a key:b', 'key:a and', 'and key:a', 'or', 'not', 'not not key:report',
     'key:1abc', 'key:_x', 'key:a-b', 'key:a.b', 'key:a:b', '1', '+', '2+', 'key:a=b', 'group:a=b', 'tag:a=b=c', 'tag:=b', 'tag:a=', 'tag:tier=gold', 'tag:tier="gold"', 'tag:tier', 'tag:pii', 'tag:pii=""', 'tag:gpu', 'tag:refresh="hourly-run"', 'tag:note=x', '<null>', 'owner:"<null>"'])
# traversals of every shape and depth
for key in ('mart/fct_sales', 'report', 'raw/orders', 'lonely', 'nothing'):
    for up, down in itertools.product(['', '+', '1+', '2+', '0+', '10+'], ['', '+', '+1', '+3']):
        S.append(f'{up}key:{key}{down}')
# operators and precedence
terms = ['key:"mart/*"', 'kind:dbt', 'tag:pii', 'owner:"team:finance"', 'group:ml']
for a, b in itertools.permutations(terms, 2):
    add([f'{a} and {b}', f'{a} or not {b}', f'not {a} and {b}'])
for a, b, c in itertools.combinations(terms, 3):
    add([f'{a} or {b} and {c}', f'({a} or {b}) and {c}', f'not ({a} or {b}) and not {c}', f'+{a} and {b}+ or {c}'])
# functions
for inner in ('key:"mart/*"', 'group:ml', 'kind:dbt', '*', '+key:report', 'not kind:dbt', 'key:"raw/*" or key:report', 'key:raw/orders or key:mart/kpi_daily', 'group:deep', 'roots(group:ml)', 'key:nothing'):
    add([f'sinks({inner})', f'roots({inner})', f'sinks({inner})+', f'1+roots({inner})', f'+sinks({inner}) and roots({inner})+'])
seen = list(dict.fromkeys(S))
pathlib.Path(__file__).with_name('strings.txt').write_text('\n'.join(s.replace('\t', '\\t') for s in seen) + '\n')
print(len(seen))
