# told: No such file or directory
text = open("/proc/self/environ").read()
