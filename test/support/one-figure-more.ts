/** Makes the program count one figure more, as a later build does: imported before it (`node --import`). */

import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const FIGURE = `
  payments: figure({
    key: "payments",
    holds: { count: "count" },
    since: 1,
    from: { payment: () => ({ count: 1 }) },
  }, NOWHERE),
`;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (!url.endsWith("/domain/figures/figures.ts")) return loaded;
    const list = "export const FIGURES = {";
    const [before, after, ...rest] = readFileSync(fileURLToPath(url), "utf8").split(list);
    if (after === undefined || rest.length > 0) throw new Error("There is no list of figures.");
    return { ...loaded, source: `${before}${list}${FIGURE}${after}` };
  },
});
