# told: asks to exit: SystemExit
raise SystemExit(0)
