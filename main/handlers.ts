/** One function a request, for every transport: dispatch.ts checks the params before and shapes errors after. */
import type { Handlers } from "../shared/api.ts";
import type { Core } from "./core/core.ts";

export function createHandlers(core: Core): Handlers {
  return {
    "project.get": async () => core.state(),
    "project.refresh": async ({ full }) => {
      core.refresh(full ?? false);
      return null;
    },
    "project.cancel": async () => {
      core.cancel();
      return null;
    },
    "project.close": async () => {
      await core.closeProject();
      return null;
    },
    "recent.list": async () => core.projects.list(),
    "recent.open": ({ id }) => core.openRecent(id),
    "recent.forget": async ({ id }) => {
      core.projects.forget(id);
      return null;
    },
    "sample.open": () => core.openSample(),
    "catalog.list": async (params) => core.project()["catalog.list"](params),
    "asset.get": async (params) => core.project()["asset.get"](params),
    "asset.history": async (params) => core.project()["asset.history"](params),
    "asset.partitions": async (params) => core.project()["asset.partitions"](params),
    "event.list": async (params) => core.project()["event.list"](params),
    "unloaded.list": async (params) => core.project()["unloaded.list"](params),
    "check.history": async (params) => core.project()["check.history"](params),
    "source.get": async (params) => core.project()["source.get"](params),
    "search.query": async (params) => core.project()["search.query"](params),
    "graph.get": async (params) => core.project()["graph.get"](params),
    "column.list": async (params) => core.project()["column.list"](params),
    "column.lineage": async (params) => core.project()["column.lineage"](params),
    "impact.get": async (params) => core.project()["impact.get"](params),
    "lineage.problems": async (params) => core.project()["lineage.problems"](params),
    "selection.values": async (params) => core.project()["selection.values"](params),
    "selection.list": async (params) => core.project()["selection.list"](params),
    "selection.save": async (params) => core.project()["selection.save"](params),
    "selection.forget": async (params) => core.project()["selection.forget"](params),
    "selection.use": async (params) => core.project()["selection.use"](params),
    "problem.list": async (params) => core.project()["problem.list"](params),
    "find.list": async (params) => core.project()["find.list"](params),
    "run.list": async (params) => core.project()["run.list"](params),
    "reader.get": () => core.readers(),
    "reader.set": (change) => core.setReader(change),
    "reader.env": ({ isGiven }) => core.setDotEnvGiven(isGiven),
    "editor.list": async (params) => core.project()["editor.list"](params),
    "editor.open": async (params) => core.project()["editor.open"](params),
    "settings.get": async () => (await core.settings()).get(),
    "settings.set": (change) => core.setSettings(change),
  };
}
