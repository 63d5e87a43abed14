/** Says what may be typed for a setting, with an example where it is not one of some words. */

import { type SettingForm } from "../domain/settings/setting-row.ts";
import { type Words } from "./screen-words.ts";

interface Typing {
  readonly form: SettingForm;
  /** As it is typed. */
  readonly example: string;
}

/** `a number from 0 to 480, such as 15`; for what isn't typed that it isn't. */
export function typingText({ settingForms }: Words, typing: Typing | undefined): string {
  if (typing === undefined) return settingForms.untyped;
  const { form } = typing;
  if (form.type === "words") return settingForms.words(form);
  const kind = form.type === "number" ? settingForms.number(form) : settingForms[form.type];
  return `${kind}, ${settingForms.suchAs(typing)}`;
}
