/** What we use of the package, which brings no types. */
declare module "qr-image" {
  interface QrImage {
    /** By rows; whatever is truthy is black. */
    readonly matrix: (
      text: string,
      level: "L" | "M" | "Q" | "H",
    ) => ReadonlyArray<ReadonlyArray<number>>;
  }
  const qrImage: QrImage;
  export default qrImage;
}
