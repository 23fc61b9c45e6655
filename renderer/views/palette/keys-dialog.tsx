import { Dialog } from "../../components/dialog.tsx";
import { commands, keysOf } from "../../state/commands.ts";
import { isMac } from "../../state/key-listener.ts";
import { showKeys } from "../../state/keys.ts";
import { closeOverlay } from "../../state/palette.ts";
import { useSettings } from "../../state/settings.ts";

const inLists: readonly (readonly [string, string])[] = [
  ["J K ↑ ↓", "Move in a list"], ["Enter", "Open"], ["Space", "Look at it in the panel"], ["→ ←", "Unfold, fold a folder"], ["Alt click", "Look at a linked asset in the panel"], ["← → ↑ ↓", "In a picture of columns: along edges, from row to row"], ["X", "In a picture of columns: all columns of the asset"], ["+ - 0", "In a picture: larger, smaller, all of it"], ["Esc", "Close message, panel, filter"],
];

const inGraph: readonly (readonly [string, string])[] = [
  ["→ ←", "Along the edges"], ["↑ ↓", "To the next across"], ["Shift and arrow", "Select more"], ["Ctrl and arrow", "Move the picture"], ["Ctrl A", "Select all"], ["Enter", "Open the asset, or the group"], ["Space", "Look at it in the panel"], ["Shift F10", "Menu of the node"],
];

export function KeysDialog() {
  const settings = useSettings((state) => state.settings);
  const sections = [...new Set(commands.map((command) => command.section))];
  return (
    <Dialog label="All keys" className="keys-dialog" onClose={closeOverlay}>
      <div className="line"><h2 className="grow">All keys</h2><a href="#/settings" onClick={closeOverlay}>Change them</a><button type="button" className="btn" onClick={closeOverlay}>Close</button></div>
      <div className="keys-columns">
        {sections.map((section) => {
          const listed = commands.filter((command) => command.section === section && keysOf(command, settings.keys) !== "");
          return listed.length > 0 && <section key={section}><h3>{section}</h3><dl>{listed.map((command) => <div key={command.id}><dt>{command.title}</dt><dd><kbd className="kbd">{showKeys(keysOf(command, settings.keys), isMac)}</kbd></dd></div>)}</dl></section>;
        })}
        <section><h3>In lists</h3><dl>{inLists.map(([keys, text]) => <div key={keys}><dt>{text}</dt><dd><kbd className="kbd">{keys}</kbd></dd></div>)}</dl></section>
        <section><h3>In the graph</h3><dl>{inGraph.map(([keys, text]) => <div key={keys}><dt>{text}</dt><dd><kbd className="kbd">{keys}</kbd></dd></div>)}</dl></section>
      </div>
    </Dialog>
  );
}
