select {{ elapsed() }} as id
