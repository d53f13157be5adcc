import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const webPort = Number(process.env.WEB_PORT ?? 5173);
const dataHost = process.env.PROXY_DATA_HOST ?? "127.0.0.1";
const dataPort = Number(process.env.PROXY_DATA_PORT ?? 3002);

export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The service worker of the mock is served in mock mode only; it never reaches a build.
  publicDir: mode === "mock" ? "mocks/public" : "public",
  server: {
    port: webPort,
    strictPort: true,
    proxy: mode === "mock" ? {} : { "/api": { target: `http://${dataHost}:${dataPort}` } },
  },
  // Grammars of the highlighter come one by one, as they are needed.
  worker: { format: "es" },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
}));
