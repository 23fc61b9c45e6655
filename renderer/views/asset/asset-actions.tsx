import type { AssetDetail } from "../../../shared/api.ts";
import { Kbd } from "../../components/bits.tsx";
import { Icon } from "../../components/icon.tsx";
import { copyText } from "../../state/clipboard.ts";
import { go } from "../../state/navigation.ts";
import { openAsset } from "../../state/open-source.ts";
import { assetHref, impactHref } from "../../state/route.ts";
import { useKeys } from "../frame/use-keys.ts";

/** What can be done with an asset, first of all the jump to its source. */
export function AssetActions({ detail, isPeek = false }: { readonly detail: AssetDetail; readonly isPeek?: boolean }) {
  const keys = useKeys();
  const { asset } = detail;
  return (
    <div className="line asset-actions">
      <button type="button" className="btn primary" disabled={asset.source === null} onClick={() => void openAsset(asset.key)} title={asset.source === null ? "Where it is defined is not known" : `${asset.source.file}:${asset.source.line}`}>
        <Icon name="code" size={14} />Open in editor <Kbd keys={keys("asset.openInEditor")} />
      </button>
      {isPeek && <button type="button" className="btn" onClick={() => go({ view: "asset", key: asset.key, tab: "overview" })}>Open <Kbd keys="Enter" /></button>}
      {!isPeek && <a className="btn" href={impactHref(asset.key)} title="Everything downstream">Impact <Kbd keys={keys("asset.impact")} /></a>}
      {!isPeek && <button type="button" className="btn" onClick={() => void copyText(asset.key, "the asset key")}>Copy key</button>}
      {!isPeek && <button type="button" className="btn" onClick={() => void copyText(`${location.href.split("#")[0]}${assetHref(asset.key)}`, "the link")}>Copy link</button>}
    </div>
  );
}
