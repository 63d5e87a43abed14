/** `till settings list|set`: what holds in the whole shop. */

import { changeSetting } from "../../app/catalogue-changes.ts";
import { type Till } from "../../app/till.ts";
import { VALUE_FIELD } from "../../domain/folds/entry-fold.ts";
import { isContested } from "../../domain/folds/register.ts";
import { SETTING_KEYS, settingTexts } from "../../domain/setting-text.ts";
import { readSetting, type SettingKey } from "../../domain/settings.ts";
import { type Console } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { refusalFault } from "../refusal-fault.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions, whoActs, withTill } from "../with-till.ts";

export type SetSettingOptions = JsonOptions & StaffOptions & ApproverOptions;

export function listTheSettings(options: JsonOptions, console: Console): Promise<ExitCode> {
  return withTill(options, console, ({ till }) => {
    if (options.json === true) {
      console.json({
        settings: Object.fromEntries(SETTING_KEYS.map((key) => [key, valueOf(till, key)])),
      });
      return EXIT.fine;
    }
    for (const key of SETTING_KEYS) {
      const texts = settingTexts(valueOf(till, key)).map(oneLine);
      const mark = isInDoubt(till, key) ? "  (tills have said otherwise: say which holds)" : "";
      console.out(`${key.padEnd(KEY_COLUMNS)} ${texts.join(" / ")}${mark}`.trimEnd());
    }
    return EXIT.fine;
  });
}

export function setSetting(
  { key, texts }: { readonly key: string; readonly texts: ReadonlyArray<string> },
  options: SetSettingOptions,
  console: Console,
): Promise<ExitCode> {
  return withTill(options, console, async ({ till }) => {
    const actor = await whoActs(till, options, console);
    const result = await withApproval({ till, actor, console }, options, (who) =>
      changeSetting(till, who, { key, texts }),
    );
    // What says so already is as it was to be: a script may run twice.
    const isSame = !result.ok && result.fault.type === "setting/same";
    if (!result.ok && !isSame) throw refusalFault(result.fault, till);
    const known = SETTING_KEYS.find((it) => it === key.trim().toLowerCase());
    const value = known === undefined ? undefined : valueOf(till, known);
    if (options.json === true) {
      console.json({ done: isSame ? "unchanged" : "changed", key: known, value });
    } else console.out(isSame ? `${key} says so already.` : `${key} is changed.`);
    return EXIT.fine;
  });
}

const KEY_COLUMNS = 16;

function valueOf(till: Till, key: SettingKey) {
  return till.ledger.read((view) => readSetting(view, key));
}

function isInDoubt(till: Till, key: SettingKey): boolean {
  const register = till.ledger.read((view) => view.state("set", key)).fields[VALUE_FIELD];
  return register !== undefined && isContested(register);
}
