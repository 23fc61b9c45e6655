# told: No such file or directory
text = open("/etc/passwd").read()
