/** `till hub join`: a shop that has invited head office is one of its shops. */

import path from "node:path";

import { depsToFound } from "../../src/app/backup/store-keys.ts";
import { readDialAddress, readInvite } from "../../src/app/founding/join-shop.ts";
import { type Console } from "../../src/cli/console.ts";
import { deviceNameFrom } from "../../src/cli/device-name.ts";
import { EXIT, type ExitCode } from "../../src/cli/exit-codes.ts";
import { conflictFault, unreachableFault, usageFault } from "../../src/cli/fault.ts";
import { codeFaultSentence } from "../../src/cli/first-start/code-fault.ts";
import { firstStartWords } from "../../src/cli/first-start/words.ts";
import { hearShop, problemSentence } from "../../src/cli/join-talk.ts";
import { quoted } from "../../src/cli/one-line.ts";
import { sentencesOf } from "../../src/cli/sentences-of.ts";
import { cliBoxWords } from "../../src/words/made/cliBox/all.ts";
import { cliHubWords } from "../../src/words/made/cliHub/all.ts";
import { joinOffice } from "../join-office.ts";
import { type HubOptions } from "./options.ts";

const said = sentencesOf(cliHubWords);

interface HubJoinOptions extends HubOptions {
  readonly name: string;
  readonly at?: string;
}

export async function joinHub(
  text: string,
  options: HubJoinOptions,
  console: Console,
): Promise<ExitCode> {
  const hub = path.resolve(options.hub);
  const deviceName = deviceNameFrom(options.name, "--name");
  const texts = firstStartWords(console.locale());
  const code = readInvite(text);
  if (!code.ok) throw usageFault(codeFaultSentence(code.fault, texts));
  const at = options.at === undefined ? undefined : readDialAddress(options.at);
  if (options.at !== undefined && at === undefined) {
    const place = quoted(options.at);
    throw usageFault(sentencesOf(cliBoxWords)(({ join: words }) => words.noPlace({ text: place })));
  }
  const deps = depsToFound({ type: "file" }, console.environment);
  const progress = console.progress(options);
  const wish = {
    deviceName,
    code: code.value,
    ...(at === undefined ? {} : { at }),
    onLooking: (seconds: number) => {
      progress.show(texts.joining.looking({ seconds }));
    },
    onProved: () => {
      progress.show(texts.joining.proved);
    },
  };
  const joined = await joinOffice(hub, wish, deps);
  progress.end();
  if (!joined.ok) {
    const { fault } = joined;
    if (fault.type === "hub/has-shop") {
      throw conflictFault(said(({ join: words }) => words.hasShop({ shop: fault.name })));
    }
    throw unreachableFault(problemSentence(fault, texts));
  }
  const { dir, shop } = joined.value;
  if (options.json !== true) {
    console.out(said(({ join: words }) => words.joined({ shop: shop.name })));
  }
  const { fetched } = await hearShop(
    dir,
    { words: texts, progress, waits: true, isOffice: true },
    deps,
  );
  const isWhole = fetched === "whole" || fetched === "sells";
  if (options.json === true) {
    console.json({ hub, shop: shop.shop, name: shop.name, heard: isWhole });
    return EXIT.fine;
  }
  console.out(said(({ join: words }) => words.heard({ whole: isWhole ? "yes" : "no" })));
  console.out(said(({ join: words }) => words.goOn({ hub })));
  return EXIT.fine;
}
