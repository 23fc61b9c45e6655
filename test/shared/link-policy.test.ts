import { expect, it } from "vitest";
import { checkLink } from "../../shared/link-policy.ts";

it.each([
  ["https://example.com/a?b#c", "https://example.com/a?b#c"],
  ["HTTP://Example.com", "http://example.com/"],
  ["mailto:grace@example.com", "mailto:grace@example.com"],
  ["#/asset/a%2Fb/columns", "#/asset/a%2Fb/columns"],
])("%s is a link", (text, href) => {
  expect(checkLink(text)?.href).toBe(href);
});

it.each([
  "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "smb://host/share", "ms-msdt:/id", "search-ms:query", "vscode://file/x",
  "calculator:", "app:open", "//evil.example", "\\\\host\\share", "https:\\\\evil.example", "https://user:pw@evil.example", "https://user@evil.example", "https:evil", "/path", "relative", "", " ",
  "#main", "#/settings", "blob:https://example.com/x", `https://example.com/${"x".repeat(10_000)}`, "https://exa\u202Emple.com",
])("%j stays text", (text) => {
  expect(checkLink(text)).toBeNull();
});

it.each(["http://localhost:8888/?x", "http://127.0.0.1/", "http://10.1.2.3/", "http://[::1]/", "https://xn--exmple-cua.com/", "https://exаmple.com/"])("%s is asked about first", (text) => {
  const link = checkLink(text);
  expect(link?.warning).not.toBeNull();
  expect(link?.host).toMatch(/^[\u0021-\u007E]+$/);
});
