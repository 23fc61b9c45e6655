# told: no way found
import gc
proxies = [proxy for thing in gc.get_objects() if type(thing).__name__ == "JsFinder" for proxy in thing.jsproxies.values()]
for proxy in [*proxies, *gc.get_objects()]:
    if type(proxy).__name__.startswith("JsProxy"):
        maker = getattr(getattr(proxy, "constructor", None), "constructor", None)
        if maker is not None:
            raise RuntimeError("bridge seen: a function of JavaScript")
raise RuntimeError("no way found")
