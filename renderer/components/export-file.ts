/** Hands a file to the person: the browser's download, the desktop's "Save as". */

export function saveFile(name: string, content: Blob | string, type: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = safeFileName(name);
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 30_000);
}

/** What every file system takes. */
export function safeFileName(name: string): string {
  return name.normalize().replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[.-]+|[.-]+$/g, "").slice(0, 120) || "assetscope";
}

export { formatCsv, type CsvValue } from "../../shared/csv.ts";
