import { defineConfig } from "vitest/config";

export default defineConfig({
  // Real processes, watchers and disks on a machine of unknown load: on CI a failing test gets one more try.
  test: { include: ["test/**/*.test.ts", "test/**/*.test.tsx"], exclude: ["test/e2e/**", "test/fixtures/**"], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2, retry: process.env["CI"] === undefined ? 0 : 1 },
});
