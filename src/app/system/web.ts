/** The machine's own way to hand a text to an address on the web, in the background. */

/** The result of a request: its status, or why there was none. */
export type WebAnswer =
  | { readonly type: "answered"; readonly status: number }
  | { readonly type: "unanswered"; readonly why: string };

/**
 * Posts JSON. Follows no redirection, so that nothing goes to an address that nobody has chosen. What is
 * said besides the status is not read.
 */
export async function postJson(url: string, text: string, signal: AbortSignal): Promise<WebAnswer> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: text,
      redirect: "manual",
      signal,
    });
    await answer.body?.cancel();
    return { type: "answered", status: answer.status };
  } catch (error) {
    return { type: "unanswered", why: whyOf(error) };
  }
}

/** Returns the code of the cause, such as `ECONNREFUSED`, which says more than "fetch failed". */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { cause } = error;
  if (cause instanceof Error) return "code" in cause ? String(cause.code) : cause.message;
  return error.message;
}
