import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

// The interface that the page talks to while it is developed: `onrecord demo --port 8765`.
const SERVER = "http://127.0.0.1:8765";

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  build: {
    outDir: "../src/onrecord/web/page",
    emptyOutDir: true,
    target: "es2022",
    // Scripts and styles come as files: the server's policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": SERVER } },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts", "src/**/*.test.tsx"] },
});
