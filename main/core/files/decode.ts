/**
 * Bytes of a text file -> its text, as Python would read it: byte order mark, the coding line of PEP 263, universal newlines.
 * Never fails: what is not valid becomes U+FFFD, so that everything else in the file is still read at its right line.
 */

/** PEP 263, on either of the first two lines. */
const codingLine = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** Python's names for codecs that `TextDecoder` calls otherwise. Latin-1 is not here: the Web's is Windows-1252. */
const codecs: ReadonlyMap<string, string> = new Map([
  ["utf8", "utf-8"], ["utf-8-sig", "utf-8"], ["u8", "utf-8"], ["ascii", "utf-8"], ["us-ascii", "utf-8"],
  ["cp1252", "windows-1252"], ["cp1251", "windows-1251"], ["cp1250", "windows-1250"], ["cp932", "shift_jis"], ["cp936", "gbk"],
]);

/** @param isPython whether a coding line counts; other formats are UTF-8 or carry a byte order mark. */
export function decodeText(bytes: Uint8Array, isPython: boolean): string {
  return withOneLineEnd(decodeBytes(bytes, isPython));
}

function decodeBytes(bytes: Uint8Array, isPython: boolean): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const coding = isPython && !hasMark ? codingOf(bytes) : null;
  if (coding === "latin1") return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return decoderFor(coding).decode(bytes);
}

function decoderFor(coding: string | null): TextDecoder {
  if (coding !== null) {
    try {
      return new TextDecoder(coding);
    } catch {
      // A codec that is not known here (or not at all): UTF-8 keeps all of ASCII, which is where Python's syntax is.
    }
  }
  return new TextDecoder("utf-8");
}

function codingOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1_000)).toString("latin1");
  const [first = "", second = ""] = head.split(/\r\n?|\n/, 2);
  // The second line counts only below a comment or an empty line.
  const match = codingLine.exec(first) ?? (/^[ \t\f]*(?:#.*)?$/.test(first) ? codingLine.exec(second) : null);
  if (!match) return null;
  const name = (match[1] ?? "").toLowerCase().replaceAll("_", "-");
  if (/^(?:latin-?1|iso-?8859-1|l1)$/.test(name)) return "latin1";
  return codecs.get(name) ?? name;
}

/** Editors, Python and the parser then count the same lines; form feeds are not line ends to any of them. */
function withOneLineEnd(text: string): string {
  const lines = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  return lines.includes("\0") ? lines.replaceAll("\0", "\ufffd") : lines;
}
