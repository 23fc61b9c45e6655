/** The window: bar above, places and facets at the left, the view, the peek at the right, the status below. */
import { useEffect, useMemo } from "react";
import { ActionsContext, type Actions } from "../../components/actions.tsx";
import { ErrorBoundary } from "../../components/error-boundary.tsx";
import { useClock } from "../../state/clock.ts";
import { copyText } from "../../state/clipboard.ts";
import { openExternal } from "../../state/links.ts";
import { openPeek, useNavigation } from "../../state/navigation.ts";
import { openPlace } from "../../state/open-source.ts";
import { closeOverlay, loadVisited, useOverlay } from "../../state/palette.ts";
import { openDropped, useProject } from "../../state/project.ts";
import { assetHref, catalogHref, columnHref, type Route } from "../../state/route.ts";
import { AssetView } from "../asset/asset-view.tsx";
import { CatalogView } from "../catalog/catalog-view.tsx";
import { ColumnView } from "../columns/column-view.tsx";
import { ColumnsView } from "../columns/columns-view.tsx";
import { HistoryView } from "../history/history-view.tsx";
import { ImpactView } from "../impact/impact-view.tsx";
import { LineageView } from "../lineage/lineage-view.tsx";
import { Palette } from "../palette/palette.tsx";
import { KeysDialog } from "../palette/keys-dialog.tsx";
import { ProblemsView } from "../problems/problems-view.tsx";
import { ReadView } from "../read/read-view.tsx";
import { SettingsView } from "../settings/settings-view.tsx";
import { WelcomeView } from "../welcome/welcome-view.tsx";
import { Announcer } from "./announcer.tsx";
import { Banner } from "./banner.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { Peek } from "./peek.tsx";
import { Side } from "./side.tsx";
import { StatusBar } from "./status-bar.tsx";
import { Toasts } from "./toasts.tsx";
import { TopBar } from "./top-bar.tsx";

export function App() {
  const route = useNavigation((state) => state.route);
  const hasProject = useProject((state) => state.state?.project != null);
  const folder = useProject((state) => state.state?.project?.folder ?? null);
  const isAsked = useProject((state) => state.state !== null);
  const { isSideOpen, isSideHidden, open } = useOverlay();
  const now = useClock((state) => state.now);
  const actions = useMemo<Actions>(
    () => ({
      assetHref: (key, column) => (column === undefined ? assetHref(key) : columnHref(key, column)),
      selectHref: catalogHref,
      openPlace: (file, line) => void openPlace(file, line),
      openLink: (url) => void openExternal(url),
      copy: (text, what) => void copyText(text, what),
      peek: openPeek,
      now,
    }),
    [now],
  );
  useEffect(() => (folder === null ? undefined : loadVisited(folder)), [folder]);
  useEffect(listenForDrops, []);

  const isPlain = route.view === "welcome" || (!hasProject && route.view !== "settings");
  return (
    <ActionsContext value={actions}>
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>Skip to content</a>
      <div className={`app${isSideHidden || isPlain ? " no-side" : ""}${isSideOpen ? " side-open" : ""}`}>
        <TopBar hasSide={!isPlain} />
        <Banner />
        {!isPlain && <Side route={route} />}
        {!isPlain && isSideOpen && <button type="button" className="scrim" aria-label="Close the side panel" onClick={closeOverlay} />}
        <div className="middle">
          <main id="main" tabIndex={-1} className="main">
            <ErrorBoundary what="This page" resetKey={JSON.stringify(route)}>{isAsked && <View route={isPlain ? { view: "welcome" } : route} />}</ErrorBoundary>
          </main>
          {hasProject && route.peek !== undefined && !isPlain && (
            <ErrorBoundary what="The panel" resetKey={route.peek}><Peek assetKey={route.peek} /></ErrorBoundary>
          )}
        </div>
        <StatusBar />
      </div>
      <Toasts />
      <Announcer />
      {open === "palette" && <Palette />}
      {open === "keys" && <KeysDialog />}
      <LinkDialog />
    </ActionsContext>
  );
}

function View({ route }: { readonly route: Route }) {
  switch (route.view) {
    case "catalog":
      return <CatalogView route={route} />;
    case "asset":
      return <AssetView key={route.key} route={route} />;
    case "columns":
      return <ColumnsView route={route} />;
    case "column":
      return <ColumnView route={route} />;
    case "impact":
      return <ImpactView key={route.key + (route.column ?? "")} route={route} />;
    case "lineage":
      return <LineageView route={route} />;
    case "problems":
      return <ProblemsView />;
    case "read":
      return <ReadView />;
    case "history":
      return <HistoryView />;
    case "settings":
      return <SettingsView />;
    case "welcome":
      return <WelcomeView />;
  }
}

/** A folder dropped anywhere is opened; nothing dropped ever navigates the window. */
function listenForDrops(): () => void {
  const over = (event: DragEvent): void => event.preventDefault();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void openDropped(file);
  };
  window.addEventListener("dragover", over);
  window.addEventListener("drop", drop);
  return () => {
    window.removeEventListener("dragover", over);
    window.removeEventListener("drop", drop);
  };
}
