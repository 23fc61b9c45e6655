/** What can be saved or copied of a screen, as a menu. */
import { Icon } from "./icon.tsx";
import { Menu } from "./menu.tsx";

export type ExportChoice = readonly [title: string, run: () => void];

export function ExportMenu({ choices }: { readonly choices: readonly ExportChoice[] }) {
  return (
    <Menu label="Export" button={<><Icon name="down" size={12} /><span>Export</span></>} align="right">
      {(close) => choices.map(([title, run]) => <button key={title} type="button" onClick={() => { close(); run(); }}>{title}</button>)}
    </Menu>
  );
}
