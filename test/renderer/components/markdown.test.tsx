import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown } from "../../../renderer/components/markdown.tsx";
import { dedent, firstPart, isTooCostly, maxMarkdownLength } from "../../../renderer/components/markdown-policy.ts";

const draw = (text: string): string => renderToStaticMarkup(<Markdown text={text} />);

describe("hostile Markdown is inert", () => {
  it.each([
    "<script>alert(1)</script>", '<img src=x onerror="alert(1)">', '<svg onload="alert(1)"><script>1</script></svg>', '<iframe srcdoc="<script>1</script>"></iframe>', '<math><mi xlink:href="javascript:1">x</mi></math>',
    "<style>* { display: none }</style>", '<div style="position:fixed;inset:0">x</div>', '<form action="https://evil.example"><input autofocus name=q><button>go</button></form>', '<base href="https://evil.example">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">', '<a href="javascript:alert(1)">x</a>', "[x](javascript:alert(1))", "[x](//evil.example)", "[x](\\\\\\\\host\\\\share)", "[x](vscode://file/x)", "<https://user:pw@evil.example>",
    '<div id="api" name="electron" class="app dialog">x</div>', '<video src="https://evil.example/v.mp4"></video>', '<object data="https://evil.example"></object>', '<link rel=stylesheet href="https://evil.example">',
    '<img srcset="https://evil.example/1.png 1x">', "![x](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=)", '<a href="https://example.com" onclick="alert(1)" target="_top">x</a>', '<input type="image" src="https://evil.example">',
  ])("%s", (text) => {
    const html = draw(text);
    expect(html).not.toMatch(/<(script|style|iframe|svg|math|form|button|base|meta|video|object|link|img|picture)\b/i);
    expect(html).not.toMatch(/\son[a-z]+=|\sstyle=|\sid=|\sname=|javascript:|vscode:|href="\/\/|srcset|class="app/i);
  });

  it("loads no picture from elsewhere but names its address", () => {
    for (const text of ["![logo](https://evil.example/p.png)", '<img src="https://evil.example/p.png" alt="logo">', "![logo](file:///etc/passwd)"]) {
      const html = draw(text);
      expect(html).not.toContain("<img");
      expect(html).toContain("image not loaded: logo");
    }
    expect(draw("![x](https://evil.example/p.png)")).toContain("evil.example/p.png");
  });
});

describe("Markdown that people write", () => {
  it("is drawn: tables, code, lists, links, harmless HTML", () => {
    const html = draw("# Title\n\n**bold** and `code`, see [docs](https://example.com/a)\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] done\n\n```sql\nselect 1\n```\n\n<details><summary>More</summary>text</details>");
    expect(html).toContain("<strong>bold</strong>");
    expect(html).toContain('href="https://example.com/a"');
    expect(html).toMatch(/<table class="table">.*<td align="right"|<td style|<table class="table">/);
    expect(html).toContain("hljs-keyword");
    expect(html).toContain("<details><summary>More</summary>");
    expect(html).toContain("<h4>Title</h4>");
  });
  it("keeps a small picture that is in the text itself", () => {
    expect(draw("![dot](data:image/png;base64,iVBORw0KGgo=)")).toContain('<img src="data:image/png;base64,iVBORw0KGgo="');
  });
  it("loses the indent of a docstring", () => {
    expect(dedent("First.\n\n    - a\n      - b\n    ")).toBe("First.\n\n- a\n  - b");
    expect(dedent("  one\n    code")).toBe("one\ncode");
  });
});

describe("costly Markdown", () => {
  it.each([
    ["quotes", ">".repeat(50_000)], ["lists", "* ".repeat(20_000)], ["brackets", "[".repeat(50_000)], ["emphasis", "*a ".repeat(50_000)], ["a wide table", `|${"a|".repeat(10_000)}\n|${"-|".repeat(10_000)}`],
    ["tags", "<div>".repeat(20_000)], ["backticks", "`a``".repeat(20_000)], ["many paragraphs", "a\n\n".repeat(200_000)], ["5 MB of text", "word ".repeat(1_000_000)],
  ])("%s is shown within its time", (_name, text) => {
    const before = performance.now();
    const html = draw(text);
    expect(html.length).toBeGreaterThan(10);
    // Generous for a busy machine: 200 ms is the aim, and without the rules these take minutes.
    expect(performance.now() - before).toBeLessThan(2_000);
  });
  it("is drawn in part first, never more than 256 KB, and says so", () => {
    expect(draw("a long line of words\n\n".repeat(5_000))).toMatch(/Show [\d,]+ more characters/);
    expect(draw("word ".repeat(1_000_000))).toContain(`Show ${(maxMarkdownLength - 16_384).toLocaleString("en")} more characters`);
    expect(firstPart("a\n\n".repeat(100)).length).toBe(300);
  });
  it("of very many lines is shown as text", () => {
    expect(isTooCostly("a\n\n".repeat(50_000))).toBe(true);
  });
  it("does not take ordinary texts for costly ones", () => {
    expect(isTooCostly("- a\n  - b\n    - c\n> quote\n\n---\n\n| a | b |\n|---|---|\n".repeat(200))).toBe(false);
  });
});
