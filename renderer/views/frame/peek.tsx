/** One asset in short, beside the place where one is. Enter goes there, Esc closes. */
import { Empty, LoadFailure, Skeleton } from "../../components/bits.tsx";
import { Icon } from "../../components/icon.tsx";
import { assetDetails } from "../../state/data.ts";
import { closePeek } from "../../state/navigation.ts";
import { useRemote } from "../../state/remote.ts";
import { PeekAsset } from "../asset/peek-asset.tsx";

export function Peek({ assetKey }: { readonly assetKey: string }) {
  const { value, error } = useRemote(assetDetails, assetKey);
  return (
    <aside className="peek" aria-label={`In short: ${assetKey}`}>
      <button type="button" className="btn quiet icon peek-close" aria-label="Close the panel" title="Close (Esc)" onClick={closePeek}><Icon name="close" size={14} /></button>
      {error && <LoadFailure what={assetKey} error={error} retry={() => assetDetails.load(assetKey)} />}
      {value ? <PeekAsset detail={value} /> : value === null ? <Empty title="No such asset"><p>Nothing in this project has the key <span className="mono wrap">{assetKey}</span>.</p></Empty> : !error && <section><Skeleton lines={8} /></section>}
    </aside>
  );
}
