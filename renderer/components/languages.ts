/** Languages that code in Markdown and in the source view is coloured for. */
import bash from "highlight.js/lib/languages/bash";
import ini from "highlight.js/lib/languages/ini";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import sql from "highlight.js/lib/languages/sql";
import yaml from "highlight.js/lib/languages/yaml";

export const markdownLanguages = { bash, ini, json, python, sql, yaml };
