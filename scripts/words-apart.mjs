/**
 * The words of each language in files of their own, read when somebody speaks it: a command speaks one language of
 * eight, and a register two. In the bundle they would be half of what each start reads.
 */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { build } from "esbuild";

const MADE = "src/words/made";
const ALL = /[\\/]words[\\/]made[\\/](?<bundle>[^\\/]+)[\\/]all\.ts$/u;
const LANGUAGES = /^export const (?<name>\w+) = \{(?<languages>[a-z, ]+)\};$/mu;

/**
 * The module that has all languages of a bundle, with each of them behind a `require`.
 *
 * @param {string} source
 * @param {string} bundle
 * @param {string} folder where the words are, as the pieces of the build reach it
 * @returns {string}
 */
export function wordsApart(source, bundle, folder) {
  const { name, languages } = LANGUAGES.exec(source)?.groups ?? {};
  if (name === undefined || languages === undefined) {
    throw new Error(`The words of ${bundle} are made otherwise: look at scripts/words-apart.mjs.`);
  }
  const made = languages.split(", ").map((text) => {
    const language = text.trim();
    return `${language}: () => require("${folder}/${language}/${bundle}.cjs").${language}()`;
  });
  return `export const ${name} = { ${made.join(", ")} };`;
}

/**
 * For esbuild. `folder` is where the words are, as the pieces of this bundle reach it.
 *
 * @param {string} folder
 * @returns {import("esbuild").Plugin}
 */
export function wordsApartPlugin(folder) {
  return {
    name: "words-apart",
    setup: (building) => {
      building.onLoad(
        { filter: /[\\/]words[\\/]made[\\/][^\\/]+[\\/]all\.ts$/ },
        ({ path: file }) => {
          const bundle = ALL.exec(file)?.groups?.["bundle"] ?? "";
          return { contents: wordsApart(readFileSync(file, "utf8"), bundle, folder), loader: "js" };
        },
      );
      building.onResolve({ filter: /\.cjs$/ }, ({ path: file }) =>
        file.startsWith(`${folder}/`) ? { path: file, external: true } : undefined,
      );
    },
  };
}

/**
 * Builds the words themselves: `<outdir>/<language>/<bundle>.cjs`.
 *
 * @param {string} outdir
 */
export function buildWords(outdir) {
  const files = readdirSync(MADE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: bundle }) =>
      readdirSync(path.join(MADE, bundle))
        .map((file) => path.basename(file, ".ts"))
        .filter((language) => language !== "all" && language !== "words")
        .map((language) => ({
          in: path.join(MADE, bundle, `${language}.ts`),
          out: `${language}/${bundle}`,
        })),
    );
  return build({
    entryPoints: files,
    bundle: true,
    metafile: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    minify: true,
    outdir,
    outExtension: { ".js": ".cjs" },
  });
}
