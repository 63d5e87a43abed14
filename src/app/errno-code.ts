/** What the system said, such as `ENOENT`; undefined for a fault of ours. */
export function errnoCode(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !("syscall" in cause) || !("code" in cause)) return undefined;
  return String(cause.code);
}
