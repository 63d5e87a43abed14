/** Words that can't be parsed, answered in one sentence like everything else that goes wrong. */

/** `message` is the parser's own: `error: unknown option '--frob'`, perhaps with a suggestion. */
export function usageSentence(message: string): string {
  const text = message.replace(/^error: /u, "").trim();
  const excess = /^too many arguments.*: (?<words>.+)\.$/su.exec(text)?.groups?.["words"];
  if (excess !== undefined) return `"${excess}" is more than the command takes: see its --help.`;
  const suggested = /^(?<what>.+)\n\((?<question>Did you mean .+\?)\)$/su.exec(text)?.groups;
  if (suggested !== undefined) {
    const { what = "", question = "" } = suggested;
    return `${capitalised(what)}: ${question.replace(/^Did/u, "did")}`;
  }
  const choices = /^(?<what>.+ is invalid)\. Allowed choices are (?<all>.+)\.$/su.exec(
    text,
  )?.groups;
  if (choices !== undefined) {
    return `${capitalised(choices["what"] ?? "")}: choose one of ${choices["all"] ?? ""}.`;
  }
  return `${capitalised(text)}: see --help.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
