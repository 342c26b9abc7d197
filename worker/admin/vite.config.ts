// Builds the operators' admin into the Worker's static assets, served under /admin/.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/admin/",
  plugins: [react()],
  build: {
    outDir: "../../dist/assets/admin",
    emptyOutDir: true,
    target: "es2022",
  },
  // While working on the pages, `vite worker/admin` answers them and a running platform the API.
  server: { proxy: { "/api": "http://localhost:8787" } },
});
