/** `till doctor`: what is well on this box and what is not. */

import { examine } from "../../app/attention/checks.ts";
import { findingsToJson, findingsToText } from "../../app/attention/findings-text.ts";
import { findMulticast } from "../../app/mesh/multicast-findings.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { tellChecking } from "../progress-words.ts";
import { passphraseSource } from "../unlock.ts";
import { withTill, type JsonOptions } from "../with-till.ts";

export function doctor(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill({ ...options, onlyLooks: true }, console, async (open) => {
    const holder = await open.printing.askHolder();
    const source = passphraseSource(options, console);
    const progress = console.progress(options);
    // Scripts read codes, and people what their screens say too.
    const locale = console.locale();
    const view = holder.type === "answered" ? holder.mesh : undefined;
    const findings = [
      ...examine(open, { source, holder, progress: tellChecking(progress), locale }),
      ...(await findMulticast(open, view, locale)),
    ];
    progress.end();
    if (options.json === true) console.json(findingsToJson(findings));
    else {
      const { lines, hang } = findingsToText(findings, locale);
      for (const line of lines) console.words(line, hang);
    }
    return findings.some(({ state }) => state === "wrong") ? EXIT.foundWrong : EXIT.fine;
  });
}
