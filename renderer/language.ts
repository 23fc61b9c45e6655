/**
 * A C or POSIX locale gives Chromium the language "en-US@posix", which its own Intl refuses; uPlot asks with it as it is loaded.
 * Imported before everything else.
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en-US", configurable: true });
}
