/** Returns the system's error code, such as `ENOENT`; undefined for a bug of ours. */
export function errnoCode(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !("syscall" in cause) || !("code" in cause)) return undefined;
  return String(cause.code);
}
