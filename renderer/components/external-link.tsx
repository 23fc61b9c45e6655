import type { ReactNode } from "react";
import { useActions } from "./actions.tsx";
import { checkLink } from "../../shared/link-policy.ts";
import { VisibleText } from "./visible-text.tsx";

/** A link out of the program where the address is allowed, else its text. A click always goes through the shell's own checks. */
export function ExternalLink({ url, children }: { readonly url: string; readonly children?: ReactNode }) {
  const { openLink } = useActions();
  const link = checkLink(url);
  if (!link) return <span className="wrap">{children ?? <VisibleText text={url} max={2_000} />}</span>;
  if (link.isInside) return <a href={link.href}>{children ?? link.href}</a>;
  return (
    <a className="wrap" href={link.href} title={link.host ? `${link.href} (${link.host})` : link.href} rel="noopener noreferrer" target="_blank"
      onClick={(event) => { event.preventDefault(); openLink(link.href); }}
      onAuxClick={(event) => { event.preventDefault(); if (event.button === 1) openLink(link.href); }}>
      {children ?? <VisibleText text={url.replace(/^https?:\/\//, "")} max={300} />}<span aria-hidden="true" className="out"> ↗</span>
    </a>
  );
}
