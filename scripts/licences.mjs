/**
 * Licences of what goes with the program: the packages that the build packs, those that it loads, and what
 * these contain. Packed code has lost its comments, so the notices lie beside it, in `THIRD-PARTY.txt`.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Texts that a package does not bring: `<name>-<licence>.txt`. */
const KEPT = "docs/licences";
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|copyright)(?:[-\w]*)(?:\.(?:md|txt))?$/iu;
/** A whole Node, which is packed into nothing and has its licence in its own folder. */
const RUNTIME = /^node_modules\/node-linux-/u;

/** Returns the text of the notices; throws where a package has no text of a licence. */
export function licenceNotices(metafiles) {
  const packed = metafiles.flatMap(({ inputs }) => Object.keys(inputs).flatMap(folderOfPackage));
  const folders = [...new Set([...packed, ...loadedPackages()])].sort();
  const kept = readdirSync(KEPT).sort();
  const sections = folders.map((folder) => sectionOf(folder, kept));
  const others = kept.filter((file) => !sections.some(({ files }) => files.includes(file)));
  return [
    "tillmesh contains or loads what is named here. Each part is under its own licence.\n",
    ...sections.map(({ text }) => text),
    ...others.map((file) => section(file.replace(/\.txt$/u, ""), [`${KEPT}/${file}`])),
  ].join("\n");
}

/** Returns the folder of the package that a packed file is of: none for the program's own. */
function folderOfPackage(file) {
  return file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u) ?? [];
}

function loadedPackages() {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  return Object.entries(packages)
    .filter(([folder, { dev, link }]) => folder.startsWith("node_modules/") && !dev && !link)
    .map(([folder]) => folder)
    .filter((folder) => !RUNTIME.test(folder) && existsSync(folder));
}

function sectionOf(folder, kept) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const own = licenceFiles(folder);
  const files = own.length > 0 ? [] : kept.filter((file) => file.startsWith(`${name}-`));
  if (own.length + files.length === 0) {
    throw new Error(`${folder} brings no licence: put its text into ${KEPT}/${name}-LICENCE.txt.`);
  }
  const texts = [...own, ...files.map((file) => `${KEPT}/${file}`)];
  return { files, text: section(`${name} ${version}: ${license}`, texts) };
}

/** Looks into folders of the package too: what it contains of others has its licence there. */
function licenceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : licenceFiles(path);
    return LICENCE_FILE.test(entry.name) ? [path] : [];
  });
}

function section(title, files) {
  const line = "=".repeat(Math.max(20, title.length));
  const texts = files.map((file) => readFileSync(file, "utf8").replace(/\r\n?/gu, "\n").trim());
  return `${line}\n${title}\n${line}\n\n${texts.join("\n\n")}\n`;
}
