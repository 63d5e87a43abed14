/**
 * Set-up: dependencies from the lock file, the project's own Node on the path of npm scripts, the build.
 * Does nothing when nothing changed, so each npm script may call it; `--but-build` leaves the build to whoever needs
 * it. Of several at once one does the work, and the others wait for it.
 *
 * This file is written in the JavaScript of 2015, so that a Node that is too old gets as far as the
 * sentence that says so. npm 9, which Debian 13 has, can't read every kind of `overrides`, and there are none:
 * what `escpos` wants in any version is there at the top, for what it never needs by a stand-in of `stubs`.
 *
 * `npm ci` runs without install scripts: the native parts come as prebuilt binaries, and the scripts
 * would ask for a compiler. Everything it says goes to stderr, so that stdout stays the program's.
 */
const { spawnSync } = require("child_process");
const { createHash } = require("crypto");
const fs = require("fs");
const path = require("path");

const { takeGenerated, takeLock } = require("./lock.cjs");

const BUILD_SCRIPTS = [
  "build",
  "lean-width",
  "licences",
  "plain-builtins",
  "plain-yoga",
  "words-apart",
].map(function (name) {
  return `scripts/${name}.mjs`;
});
/** Makes the words from the message files, where they have changed. */
const WORDS = ["scripts/words.mjs", "--if-changed"];
/** Makes the shell's table of acts, where an act has changed: acts say words. */
const SHELL_ACTS = ["scripts/shell-acts.mjs"];

/** Debian 13's. */
const OLDEST_NODE = 20;

process.chdir(path.dirname(__dirname));

refuseOldNode();
takeLock(".setup.lock", "Setting up: waiting for another set-up here");
installDependencies();
make(WORDS);
make(SHELL_ACTS);
if (!process.argv.includes("--but-build")) build();

function refuseOldNode() {
  if (parseInt(process.versions.node, 10) >= OLDEST_NODE) return;
  const needed = "tillmesh needs Node " + OLDEST_NODE + " or newer, and this is " + process.version;
  process.stderr.write(
    needed + ": install a newer one (Debian 13 has it as nodejs), and start again.\n",
  );
  process.exit(1);
}

function installDependencies() {
  const lockStamp = "node_modules/.tillmesh-lock";
  const lockHash = createHash("sha256").update(fs.readFileSync("package-lock.json")).digest("hex");
  if (readIfThere(lockStamp) === lockHash) return;

  const npm = process.env.npm_execpath;
  const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  process.stderr.write("Setting up: dependencies from the lock file …\n");
  const install = npm === undefined ? run("npm", words) : run(process.execPath, [npm, ...words]);
  if (install !== 0) process.exit(install);

  // npm 10 makes no link for the bin of an optional dependency of this platform.
  const link = "node_modules/.bin/node";
  if (!fs.existsSync(link)) fs.symlinkSync(`../node-linux-${process.arch}/bin/node`, link);
  fs.writeFileSync(lockStamp, lockHash);
}

function make(words) {
  const status = run("node_modules/.bin/node", words);
  if (status !== 0) process.exit(status);
}

function build() {
  const buildStamp = "dist/.sources";
  const sources = hashOfSources();
  // Of two set-ups at once one may have thrown the other's build away.
  if (readIfThere(buildStamp) === sources && fs.existsSync("dist/till.js")) return;

  takeGenerated();
  process.stderr.write("Setting up: build …\n");
  const status = run("node_modules/.bin/node", ["scripts/build.mjs"]);
  if (status !== 0) process.exit(status);
  fs.writeFileSync(buildStamp, sources);
}

/** Names, times and sizes of everything that the build reads. */
function hashOfSources() {
  const hash = createHash("sha256");
  const folders = ["hub", "proof", "src", "docs/licences"].flatMap(filesUnder);
  for (const file of [...folders, ...BUILD_SCRIPTS, "docs/cli.md", "package-lock.json"]) {
    const stat = fs.statSync(file);
    hash.update(`${file} ${stat.mtimeMs} ${stat.size}\n`);
  }
  return hash.digest("hex");
}

function filesUnder(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const name = path.join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(name) : [name];
    })
    .sort();
}

function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}

function run(command, words) {
  const { status } = spawnSync(command, words, { stdio: ["ignore", 2, 2] });
  return status === null ? 1 : status;
}
