import "./language.ts";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "uplot/dist/uPlot.min.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/float.css";
import "./styles/catalog.css";
import "./styles/selection.css";
import "./styles/asset.css";
import "./styles/columns.css";
import "./styles/graph.css";
import "./styles/content.css";
import "./styles/narrow.css";
import { createRoot } from "react-dom/client";
import { whenIdle } from "./api/idle.ts";
import { startClock } from "./state/clock.ts";
import { startKeys } from "./state/key-listener.ts";
import { startNavigation } from "./state/navigation.ts";
import { startProject } from "./state/project.ts";
import { startSettings } from "./state/settings.ts";
import { App } from "./views/frame/app.tsx";

declare global {
  interface Window {
    /** Resolves when no request, delay or drawing is under way: for the end-to-end tests. */
    whenIdle?: () => Promise<void>;
  }
}

window.whenIdle = whenIdle;
void startSettings();
startNavigation();
startClock();
startKeys();
void startProject();
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
