/** The build: one bundle, split so that a command loads only what it needs. */

import { rmSync } from "node:fs";

import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });

await build({
  entryPoints: { till: "src/cli/main.ts" },
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node24",
  format: "esm",
  outdir: "dist",
  // Native parts load from their packages; Ink's devtools are never part of the product.
  external: ["better-sqlite3", "usb", "escpos", "escpos-usb", "react-devtools-core"],
  define: { "process.env.NODE_ENV": '"production"' },
  minify: true,
  keepNames: true,
  sourcemap: true,
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  },
});
