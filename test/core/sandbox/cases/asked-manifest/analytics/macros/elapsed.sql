{% macro elapsed() %}{{ return(adapter.dispatch('elapsed')()) }}{% endmacro %}
{% macro default__elapsed() %}{{ exceptions.raise_compiler_error("not for this database") }}{% endmacro %}
{% macro snowflake__elapsed() %}1{% endmacro %}
