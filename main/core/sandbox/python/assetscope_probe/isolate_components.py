"""A component that does not load or build costs its own definitions only."""
from .isolate import call


def isolate_components(report):
    from dagster import Component, Definitions
    from dagster.components.core.component_tree import ComponentTree

    class Missing(Component):
        def build_defs(self, _context):
            return Definitions()

    def place_of(tree, loc):
        path = getattr(loc, "file_path", None)
        for name in ("defs.yaml", "component.yaml"):
            file = path and report.relative(str(path / name if path.is_absolute() else tree.defs_module_path / path / name))
            if file and (tree.defs_module_path / path / name).exists():
                return {"file": file, "line": 1}
        return None

    def tell(tree, loc, error, what):
        while type(error).__name__ == "ComponentTreeException" and error.__cause__ is not None:
            error = error.__cause__
        before = len(report.problems)
        if isinstance(error, KeyboardInterrupt):
            report.stopped(error)
        else:
            report.failure(error, what, "sandbox.component-failed")
        place = place_of(tree, loc)
        if place and len(report.problems) > before and "at" not in report.problems[-1]:
            report.problems[-1]["at"] = place

    load, build = ComponentTree._load_component_at_loc, ComponentTree._build_defs_inner

    def load_or_tell(self, loc):
        try:
            call(lambda: load(self, loc), report)
        except (Exception, KeyboardInterrupt) as error:
            tell(self, loc, error, "A component does not load")
            decl = self.state_tracker.get_cache_data(loc).component_decl or self._component_decl_tree().get(loc)
            self.state_tracker.set_cache_data(loc, component=Missing(), component_decl=decl)

    def build_or_tell(self, loc):
        try:
            return call(lambda: build(self, loc), report)
        except (Exception, KeyboardInterrupt) as error:
            tell(self, loc, error, "A component does not build")
            return Definitions()

    ComponentTree._load_component_at_loc = load_or_tell
    ComponentTree._build_defs_inner = build_or_tell
