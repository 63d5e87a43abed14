/**
 * What tillmesh is measured beside. Big, and needed for nothing else: installed from its own lock file
 * when it is measured for the first time, and left out, with a sentence, where that can't be done.
 */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const PLACE = new URL("../peers/", import.meta.url);
const RIVALS: ReadonlyArray<keyof Packages> = [
  "@point-of-sale/receipt-printer-encoder",
  "hypercore",
  "loro-crdt",
  "neo-blessed",
  "yjs",
];
const INSTALL_MS_MAX = 180_000;

/** Why they can't be measured here; undefined where they can. At its smallest a benchmark wants none. */
export function whyNoRivals(areWanted: boolean): string | undefined {
  if (!areWanted) return "What others made is not wanted.";
  if (isInstalled()) return undefined;
  const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const cwd = fileURLToPath(PLACE);
  const npm = spawnSync("npm", words, { cwd, encoding: "utf8", timeout: INSTALL_MS_MAX });
  if (npm.status === 0) return undefined;
  const why = npm.error?.message ?? npm.stderr.trim().split("\n")[0] ?? "";
  return `What others made is left out: \`npm ci\` in bench/peers failed (${why}).`;
}

/** From this lock file, and not from one of before. */
function isInstalled(): boolean {
  return RIVALS.every((name) => existsSync(new URL(`node_modules/${name}/package.json`, PLACE)));
}

/** Their packages, as far as they are used here. */
export function rival<Name extends keyof Packages>(name: Name): Packages[Name] {
  return createRequire(new URL("package.json", PLACE))(name) as Packages[Name];
}

interface Packages {
  readonly hypercore: HypercoreClass;
  readonly yjs: YjsPackage;
  readonly "loro-crdt": LoroPackage;
  readonly "neo-blessed": BlessedPackage;
  readonly "@point-of-sale/receipt-printer-encoder": ReceiptPrinterEncoderClass;
}

/** https://github.com/holepunchto/hypercore, version 11. */
interface Hypercore {
  readonly key: Uint8Array;
  readonly length: number;
  readonly ready: () => Promise<void>;
  readonly append: (blocks: Uint8Array | ReadonlyArray<Uint8Array>) => Promise<unknown>;
  readonly get: (index: number) => Promise<Uint8Array>;
  readonly download: (range: { readonly start: number; readonly end: number }) => {
    readonly done: () => Promise<unknown>;
  };
  readonly replicate: (isInitiator: boolean) => NodeJS.ReadWriteStream;
}

type HypercoreClass = new (folder: string, key?: Uint8Array) => Hypercore;

/** https://github.com/yjs/yjs */
interface YjsPackage {
  readonly Doc: new () => {
    readonly getArray: (name: string) => {
      readonly length: number;
      readonly push: (items: ReadonlyArray<string>) => void;
    };
  };
  readonly encodeStateAsUpdate: (doc: InstanceType<YjsPackage["Doc"]>) => Uint8Array;
  readonly applyUpdate: (doc: InstanceType<YjsPackage["Doc"]>, update: Uint8Array) => void;
}

/** https://github.com/loro-dev/loro */
interface LoroPackage {
  readonly LoroDoc: new () => {
    readonly getList: (name: string) => {
      readonly length: number;
      readonly push: (item: string) => void;
    };
    readonly commit: () => void;
    readonly export: (how: { readonly mode: "update" }) => Uint8Array;
    readonly import: (bytes: Uint8Array) => unknown;
  };
}

/** https://github.com/embarklabs/neo-blessed */
interface BlessedPackage {
  readonly screen: (options: { readonly smartCSR: boolean; readonly fullUnicode: boolean }) => {
    readonly rows: number;
    readonly on: (event: "keypress", heard: (sign: string | undefined) => void) => void;
    readonly key: (name: string, heard: () => void) => void;
    readonly render: () => void;
    readonly destroy: () => void;
  };
  readonly box: (options: {
    readonly parent: ReturnType<BlessedPackage["screen"]>;
    readonly top?: number;
    readonly bottom?: number;
    readonly left: number;
    readonly width: string;
    readonly height: number | string;
    readonly content?: string;
  }) => { readonly setContent: (text: string) => void };
}

/** https://github.com/NielsLeenheer/ReceiptPrinterEncoder */
export interface ReceiptPrinterEncoder {
  readonly initialize: () => ReceiptPrinterEncoder;
  readonly codepage: (page: string) => ReceiptPrinterEncoder;
  readonly align: (to: "left" | "center") => ReceiptPrinterEncoder;
  readonly bold: (on: boolean) => ReceiptPrinterEncoder;
  readonly size: (width: number, height: number) => ReceiptPrinterEncoder;
  readonly line: (text: string) => ReceiptPrinterEncoder;
  readonly newline: () => ReceiptPrinterEncoder;
  readonly rule: () => ReceiptPrinterEncoder;
  readonly table: (
    columns: ReadonlyArray<{ readonly width: number; readonly align: "left" | "right" }>,
    rows: ReadonlyArray<ReadonlyArray<string>>,
  ) => ReceiptPrinterEncoder;
  readonly cut: (kind: "partial") => ReceiptPrinterEncoder;
  readonly encode: () => Uint8Array;
}

type ReceiptPrinterEncoderClass = new (look: {
  readonly language: "esc-pos";
  readonly columns: number;
}) => ReceiptPrinterEncoder;
