/**
 * Gives the program a kind of lines that says no to everything (`token`), and one that says yes and is no goods by
 * its name alone (`chip`): imported before it (`node --import`).
 */

import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

interface Addition {
  readonly to: string;
  readonly what: (source: string) => string;
}

const ADDITIONS: Readonly<Record<string, Addition>> = {
  "/domain/lines/line-kinds.ts": { to: "export const LINE_KINDS = {", what: kindsIn },
  "/domain/events/order-events.ts": {
    to: "export const ORDER_KINDS = {",
    what: () =>
      ["token", "chip"]
        .map(
          (name) =>
            `"order/${name}-added": { ...kind, schema: lineAddedSchema, meaning: "", home: ORDER },`,
        )
        .join(""),
  },
};

/** The kinds are made of the cells of goods: one that is new says no as well, or yes. */
function kindsIn(source: string): string {
  const [, goods = ""] = /\bgoods: \{([^}]*)\}/u.exec(source) ?? [];
  const token = goods.replaceAll("true", "false").replace("line-added", "token-added");
  return `token: {${token}}, chip: {${goods.replace("line-added", "chip-added")}},`;
}

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    const found = Object.entries(ADDITIONS).find(([path]) => url.endsWith(path));
    if (found === undefined) return loaded;
    const [, { to, what }] = found;
    const source = readFileSync(fileURLToPath(url), "utf8");
    const [before, after, ...rest] = source.split(to);
    if (after === undefined || rest.length > 0) throw new Error(`There is no ${to}`);
    return { ...loaded, source: `${before}${to}${what(source)}${after}` };
  },
});
