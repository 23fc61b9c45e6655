/** The overview: figures, description, metadata of definition and last run side by side, what differs; the definition at the right. */
import { useMemo, type ReactNode } from "react";
import type { AssetDetail, AssetRow } from "../../../shared/api.ts";
import { formatSpan, type SourceSpan } from "../../../shared/source-span.ts";
import { isUnknown, knownOr } from "../../../shared/unknown.ts";
import { AssetLink } from "../../components/asset-marks.tsx";
import { Place } from "../../components/bits.tsx";
import { Markdown } from "../../components/markdown.tsx";
import { CodeReferenceLink } from "../../components/metadata/metadata-blocks.tsx";
import { compareSchemas } from "../../components/schema-diff.ts";
import { UnknownMark } from "../../components/unknown-mark.tsx";
import { useState } from "react";
import { AssetProblems } from "./asset-problems.tsx";
import { Cards } from "./cards.tsx";
import { DefinitionRows } from "./definition-rows.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { OriginMark } from "./origin-mark.tsx";
import { MetadataTable } from "./metadata-table.tsx";

export function OverviewTab({ detail }: { readonly detail: AssetDetail }) {
  const { asset } = detail;
  const schemas = useMemo(() => compareSchemas(knownOr(asset.metadata, []), asset.latestMaterialization?.metadata ?? []), [asset]);
  return (
    <div className="overview">
      <div className="overview-main">
        <AssetProblems detail={detail} />
        {!asset.isStub && <Cards detail={detail} schemas={schemas} />}
        {asset.isStub && <p className="note">Other assets depend on this key, but nothing in the opened folder defines it. It may come from another code location or repository.</p>}
        {(isUnknown(asset.description) || asset.description) && (
          <section>
            <h2>Description <OriginMark asset={asset} field="description" /></h2>
            {isUnknown(asset.description) ? <UnknownMark value={asset.description} text="not known" /> : <Description text={asset.description ?? ""} />}
          </section>
        )}
        <MetadataTable asset={asset} />
        {schemas.differences > 0 && (
          <section>
            <h2>Columns that differ</h2>
            <div className="boxed"><DifferenceList schemas={schemas} /></div>
          </section>
        )}
        {!asset.isStub && schemas.differences === 0 && !asset.description && knownOr(asset.metadata, []).length === 0 && !asset.latestMaterialization && (
          <p className="note">No description, no metadata, and no materialization in the log that was read.</p>
        )}
      </div>
      <div className="overview-side">
        <section>
          <h2>Definition</h2>
          <DefinitionRows detail={detail} />
        </section>
        <Sources detail={detail} />
        <Neighbours title="Upstream" rows={detail.upstream} sign="←" mark={<OriginMark asset={asset} field="deps" />} />
        {isUnknown(asset.deps) && <p><UnknownMark value={asset.deps} text="more upstream assets: unknown" /></p>}
        <Neighbours title="Downstream" rows={detail.downstream} sign="→" />
      </div>
    </div>
  );
}

const foldedLength = 1_200;

/** Long descriptions are folded, as people come here for the figures first. */
function Description({ text }: { readonly text: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const isLong = text.length > foldedLength || text.split("\n").length > 22;
  return (
    <>
      <div className={isLong && !isOpen ? "description folded" : "description"}><Markdown text={text} /></div>
      {isLong && <button type="button" className="link" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{isOpen ? "Show less" : "Show all"}</button>}
    </>
  );
}

function Sources({ detail }: { readonly detail: AssetDetail }) {
  const { asset } = detail;
  const places = new Map<string, { readonly names: string[]; readonly at: SourceSpan }>();
  for (const [field, origin] of Object.entries(asset.origins)) {
    if (!origin.at || (asset.source && formatSpan(origin.at) === formatSpan(asset.source))) continue;
    const place = places.get(formatSpan(origin.at));
    if (place) place.names.push(field);
    else places.set(formatSpan(origin.at), { names: [field], at: origin.at });
  }
  if (!asset.source && places.size === 0 && asset.codeReferences.length === 0) return null;
  return (
    <section>
      <h2>Source</h2>
      <dl className="rows">
        {asset.source && <><dt>Definition</dt><dd><Place at={asset.source} /></dd></>}
        {[...places.values()].slice(0, 8).map((place) => <div key={formatSpan(place.at)} className="contents"><dt className="wrap">{place.names.join(", ")}</dt><dd><Place at={place.at} /></dd></div>)}
        {asset.codeReferences.map((reference, i) => <div key={i} className="contents"><dt>{reference.kind === "url" ? hostName(reference.url) : "Reference"}</dt><dd><CodeReferenceLink reference={reference} /></dd></div>)}
      </dl>
    </section>
  );
}

function hostName(url: string): string {
  try {
    const host = new URL(url).hostname;
    return host.includes("github") ? "GitHub" : host.includes("gitlab") ? "GitLab" : host.includes("bitbucket") ? "Bitbucket" : host;
  } catch {
    return "Reference";
  }
}

const neighboursFirst = 20;

function Neighbours({ title, rows, sign, mark }: { readonly title: string; readonly rows: readonly AssetRow[]; readonly sign: string; readonly mark?: ReactNode }) {
  const [shown, setShown] = useState(neighboursFirst);
  return (
    <section>
      <h2>{title} <span className="dim num">{rows.length}</span>{mark}</h2>
      {rows.length === 0 ? <p className="dim">None that is known.</p> : (
        <ul className="neighbours">
          {rows.slice(0, shown).map((row) => <li key={row.key}><span className="dim" aria-hidden="true">{sign}</span> <AssetLink assetKey={row.key} />{row.isStub && <span className="chip label">only named</span>}</li>)}
        </ul>
      )}
      {rows.length > shown && <button type="button" className="link" onClick={() => setShown(shown + 100)}>Show {Math.min(100, rows.length - shown)} more</button>}
    </section>
  );
}
