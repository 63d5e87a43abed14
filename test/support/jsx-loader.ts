/** Node takes the types out of a file by itself, and can't read JSX: for the processes that run tests. */

import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

import { transformSync } from "esbuild";

registerHooks({
  load: (url, context, nextLoad) => {
    if (!url.endsWith(".tsx")) return nextLoad(url, context);
    const source = transformSync(readFileSync(fileURLToPath(url), "utf8"), {
      loader: "tsx",
      jsx: "automatic",
      sourcemap: "inline",
    }).code;
    return { format: "module", source, shortCircuit: true };
  },
});
