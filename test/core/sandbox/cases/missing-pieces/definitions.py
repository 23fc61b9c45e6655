from company.jobs import defs
