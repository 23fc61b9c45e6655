# told: unable to open database file
import sqlite3
sqlite3.connect("CANARY").execute("create table canary (a)")
