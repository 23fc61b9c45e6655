/** Markdown of the project, sanitised. What cannot be drawn safely or quickly is shown as its text. */
import { useMemo, useState } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeHighlight from "rehype-highlight";
import rehypeRaw from "rehype-raw";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { ErrorBoundary } from "./error-boundary.tsx";
import { ExternalLink } from "./external-link.tsx";
import { formatCount } from "./format.ts";
import { markdownLanguages } from "./languages.ts";
import { dedent, firstPart, isEmbeddedImage, isTooCostly, markdownSchema, markdownUrl, maxMarkdownLength } from "./markdown-policy.ts";

const components: Components = {
  a: ({ href, children }) => (href ? <ExternalLink url={href}>{children}</ExternalLink> : <span>{children}</span>),
  img: ({ src, alt }) => <ImagePlace source={typeof src === "string" ? src : ""} alt={alt ?? ""} />,
  table: ({ children }) => <div className="table-scroll"><table className="table">{children}</table></div>,
  // Headings of a description stand below those of the page.
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h5>{children}</h5>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
};

function urlFor(url: string, name: string): string {
  return name === "src" ? url : markdownUrl(url);
}

export function Markdown({ text }: { readonly text: string }) {
  const [isWhole, setIsWhole] = useState(false);
  const [isRaw, setIsRaw] = useState(false);
  const shown = useMemo(() => dedent(isWhole ? text.slice(0, maxMarkdownLength) : firstPart(text)), [text, isWhole]);
  const tooCostly = useMemo(() => isTooCostly(shown), [shown]);
  const cut = text.length - maxMarkdownLength;
  const raw = <pre className="raw">{shown.slice(0, 20_000)}</pre>;
  return (
    <div className="markdown">
      {isRaw || tooCostly ? raw : (
        <ErrorBoundary what="The Markdown" fallback={raw} resetKey={text}>
          <ReactMarkdown components={components} urlTransform={urlFor} remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeRaw, [rehypeSanitize, markdownSchema], [rehypeHighlight, { languages: markdownLanguages, detect: false }]]}>
            {shown}
          </ReactMarkdown>
        </ErrorBoundary>
      )}
      {tooCostly && <p className="dim small">Shown as text: it is too deep or too long to be drawn.</p>}
      {!isWhole && firstPart(text).length < text.length && <button type="button" className="link" onClick={() => setIsWhole(true)}>Show {formatCount(Math.min(text.length, maxMarkdownLength) - firstPart(text).length, "more character")}</button>}
      {isWhole && cut > 0 && (
        <p className="dim small">
          Cut after 256 KB; {formatCount(cut, "more character")}. <button type="button" className="link" onClick={() => setIsRaw(!isRaw)}>{isRaw ? "Show drawn" : "Show raw"}</button>
        </p>
      )}
    </div>
  );
}

/** Nothing is fetched: a picture from elsewhere is named with its address. */
function ImagePlace({ source, alt }: { readonly source: string; readonly alt: string }) {
  const [isBroken, setIsBroken] = useState(false);
  if (isEmbeddedImage(source) && !isBroken) return <img src={source} alt={alt} onError={() => setIsBroken(true)} />;
  return (
    <span className="image-place">
      image not loaded{alt ? `: ${alt}` : ""} <span className="dim wrap">{source.startsWith("data:") ? "embedded data" : <ExternalLink url={source} />}</span>
    </span>
  );
}
