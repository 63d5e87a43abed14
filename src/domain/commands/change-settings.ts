/** A setting of the shop has another value. */

import { fieldValue, VALUE_FIELD } from "../folds/entry-fold.ts";
import { isInQuestion, overOf } from "../folds/register.ts";
import { toStreamId } from "../identity.ts";
import { err, ok } from "../result.ts";
import { readSettingText } from "../setting-text.ts";
import { type Decision, type DecisionContext, requirePermission } from "./decision.ts";

/** Refused where nothing would change. */
export function decideChangeSetting(
  context: Pick<DecisionContext, "view" | "staff">,
  { key, texts }: { readonly key: string; readonly texts: ReadonlyArray<string> },
): Decision {
  const allowed = requirePermission(context, "settings");
  if (!allowed.ok) return allowed;
  const read = readSettingText(key, texts);
  if (!read.ok) return read;
  const setting = context.view.state("set", read.value.key);
  const { value } = read.value;
  const isSame = JSON.stringify(fieldValue(setting, VALUE_FIELD)) === JSON.stringify(value);
  if (isSame && !isInQuestion(setting, VALUE_FIELD, [VALUE_FIELD])) {
    return err({ type: "setting/same", key: read.value.key });
  }
  const streams = [toStreamId("set", read.value.key)];
  const over = overOf(setting.fields[VALUE_FIELD]);
  return ok([{ kind: "setting/set", streams, body: { value, over } }]);
}
