/** A real browser for the office's page: Debian's chromium. */

import { existsSync } from "node:fs";

import { type Browser, chromium } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";

/** Returns why there is no browser here; undefined where there is one. */
export function whyNoBrowser(): string | undefined {
  return existsSync(CHROMIUM) ? undefined : "Debian's chromium is not installed";
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM });
}
