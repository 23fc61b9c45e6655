# told: the bridge has nothing left
import gc
for thing in gc.get_objects():
    for proxy in getattr(thing, "jsproxies", None) or {} if type(thing).__name__ == "JsFinder" else {}:
        api = thing.jsproxies[proxy]
        for name in ("FS", "_module", "_api", "runPython", "mountNodeFS", "loadPackage"):
            if hasattr(api, name):
                raise RuntimeError(f"bridge seen: {name}")
raise RuntimeError("the bridge has nothing left")
