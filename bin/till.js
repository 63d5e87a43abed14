#!/usr/bin/env node
/**
 * Launcher: finds a fit Node, turns the compile cache on, loads the build. What stays has its memory
 * bounded, and on a terminal a process of its own, which this one watches. Plain JavaScript that an
 * old Node can start: Ink, commander and the store need Node 24, which the project brings along.
 */
import { existsSync } from "node:fs";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";

import { keepCompiled } from "./compile-cache.js";
import { followParent } from "./follow-parent.js";
import { boundedEnvironment, MEMORY_FLAGS, SCREEN_FLAGS } from "./memory-flags.js";

/** @typedef {{ readonly main: (argv: ReadonlyArray<string>) => Promise<number> }} Till */
/** @typedef {{ readonly name: string, readonly file: string, readonly words: ReadonlyArray<string>, readonly env: NodeJS.ProcessEnv, readonly isKept: boolean }} Program */
/** @typedef {{ readonly supervise: (program: Program) => Promise<number> }} Supervisor */

const FIT_MAJOR = 24;
/** Show a screen where there is a terminal. */
const SCREENS = new Set(["run", "demo", "train", "kitchen"]);
/** Commands that stay, or take in all that a shop has: the others are over before their memory matters. */
const BOUNDED = new Set([...SCREENS, "node", "join", "tablets"]);
/** Makes a demo one that is over soon, and shows no screen. */
const STORY = /^--story(?:=|$)/u;
const bundle = new URL("../dist/till.js", import.meta.url);
const supervisor = new URL("../dist/supervisor.js", import.meta.url);
const register = fileURLToPath(new URL("register.js", import.meta.url));
const fitNode = fileURLToPath(
  new URL(`../node_modules/node-linux-${process.arch}/bin/node`, import.meta.url),
);
/** The first word that is no option: what comes behind it may be called as a command is. */
const command = process.argv.slice(2).find((word) => !word.startsWith("-")) ?? "";
const isFit = Number(process.versions.node.split(".")[0]) >= FIT_MAJOR;

if (!existsSync(bundle)) {
  console.error("tillmesh is not set up yet: run `npm start` in its folder once.");
  process.exitCode = 2;
} else if (isOneOf(SCREENS) && ((isatty(0) && isatty(1)) || isKept())) {
  await watchRegister();
} else if (isFit) {
  if (isOneOf(BOUNDED) && !isBounded()) startAgainBounded();
  followParent();
  process.channel?.unref();
  keepCompiled();
  if (process.argv.includes("--debug")) process.setSourceMapsEnabled(true);
  const { main } = /** @type {Till} */ (await import(bundle.href));
  process.exitCode = await main(process.argv);
} else {
  await launch();
}

/** @param {ReadonlySet<string>} commands */
function isOneOf(commands) {
  return commands.has(command) && !process.argv.some((word) => STORY.test(word));
}

/** A register that draws to a socket needs no terminal, and is watched all the same. */
function isKept() {
  return command === "run" && process.argv.includes("--keep");
}

function nameOfScreen() {
  return command === "kitchen" ? "kitchen's screen" : "register";
}

function isBounded() {
  return MEMORY_FLAGS.every((flag) => process.execArgv.includes(flag));
}

/** In the same process: its number, its terminal and whoever waits for it stay. Else as it is. */
function startAgainBounded() {
  const words = [process.execPath, ...process.execArgv, ...MEMORY_FLAGS, ...process.argv.slice(1)];
  try {
    process.execve?.(process.execPath, words, boundedEnvironment());
  } catch {
    // A system that can't do it has memory enough.
  }
}

/** Needs no bound for itself: it holds what it was started with, and makes next to nothing anew. */
async function watchRegister() {
  if (!isFit && !existsSync(fitNode)) return tellNoNode();
  const { supervise } = /** @type {Supervisor} */ (await import(supervisor.href));
  const flags = isFit ? process.execArgv : [];
  const file = isFit ? process.execPath : fitNode;
  const words = [...flags, ...SCREEN_FLAGS, register, ...process.argv.slice(2)];
  process.exitCode = await supervise({
    name: nameOfScreen(),
    file,
    words,
    env: boundedEnvironment(),
    isKept: isKept(),
  });
}

/**
 * Runs the same words under the fit Node, with its signals and its exit code. What it takes of Node is loaded here,
 * because no command under the fit Node needs it.
 */
async function launch() {
  const { spawn } = await import("node:child_process");
  const { constants } = await import("node:os");
  const flags = isOneOf(BOUNDED) ? MEMORY_FLAGS : [];
  const child = spawn(fitNode, [...flags, ...process.argv.slice(1)], {
    env: isOneOf(BOUNDED) ? boundedEnvironment() : process.env,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", tellNoNode);
  child.on("exit", (code, signal) => {
    process.exitCode = signal === null ? code : 128 + constants.signals[signal];
  });
}

function tellNoNode() {
  console.error("tillmesh has no Node of its own here: run `npm start` in its folder once.");
  process.exitCode = 2;
}
