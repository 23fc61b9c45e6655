import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/**/*.test.ts", "test/**/*.test.tsx"], exclude: ["test/e2e/**", "test/fixtures/**"], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 },
});
