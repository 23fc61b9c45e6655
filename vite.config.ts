import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: path.join(import.meta.dirname, "renderer"),
  plugins: [react()],
  build: {
    outDir: path.join(import.meta.dirname, "dist", "renderer"),
    emptyOutDir: true,
    // The oldest engine that the tests run (scripts and, by lowering, styles).
    target: "chrome108",
    // The content security policy takes fonts and images from files alone.
    assetsInlineLimit: 0,
    sourcemap: true,
    // One page, loaded from the disk.
    chunkSizeWarningLimit: 2_000,
  },
});
