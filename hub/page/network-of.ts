/** Whose an address is: whoever has one of IPv6 has all of its network. */
export function networkOf(address: string): string {
  const parts = address.split(":");
  return parts.length > 4 && !address.includes(".") ? parts.slice(0, 4).join(":") : address;
}
