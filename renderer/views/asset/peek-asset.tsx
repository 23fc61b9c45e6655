import { useMemo } from "react";
import type { AssetDetail } from "../../../shared/api.ts";
import { titleOfKey } from "../../../shared/asset-key.ts";
import { isUnknown, knownOr } from "../../../shared/unknown.ts";
import { VisibleText } from "../../components/visible-text.tsx";
import { Markdown } from "../../components/markdown.tsx";
import { compareSchemas } from "../../components/schema-diff.ts";
import { assetHref } from "../../state/route.ts";
import { AssetActions } from "./asset-actions.tsx";
import { DefinitionRows } from "./definition-rows.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { SourcePreview } from "./source-preview.tsx";
import { StatusChips } from "./status-chips.tsx";

export function PeekAsset({ detail }: { readonly detail: AssetDetail }) {
  const { asset } = detail;
  const schemas = useMemo(() => compareSchemas(knownOr(asset.metadata, []), asset.latestMaterialization?.metadata ?? []), [asset]);
  const prefix = asset.keyPath.slice(0, -1);
  return (
    <>
      <section>
        <div className="mono dim wrap">{prefix.length > 0 ? `${prefix.join(" / ")} /` : "\u00a0"}</div>
        <div className="line">
          <h2 className="peek-title wrap"><a href={assetHref(asset.key)}><VisibleText text={titleOfKey(asset.keyPath).name} max={300} /></a></h2>
          <StatusChips detail={detail} />
        </div>
        <AssetActions detail={detail} isPeek />
      </section>
      {(isUnknown(asset.description) || asset.description) && (
        <section>
          <h3>Description</h3>
          <div className="peek-description">{isUnknown(asset.description) ? <span className="dim">not known: {asset.description.unknown}</span> : <Markdown text={asset.description ?? ""} />}</div>
        </section>
      )}
      <section>
        <h3>Definition</h3>
        <DefinitionRows detail={detail} isShort />
      </section>
      {schemas.differences > 0 && (
        <section>
          <h3>Against the last run</h3>
          <DifferenceList schemas={schemas} max={5} />
        </section>
      )}
      {asset.source && (
        <section>
          <SourcePreview at={asset.source} lines={10} />
        </section>
      )}
    </>
  );
}
