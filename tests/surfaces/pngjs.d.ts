/** What we use of it; it brings no types of its own. */
declare module 'pngjs' {
  export class PNG {
    constructor(options: { width: number; height: number });
    width: number;
    height: number;
    data: Buffer;
    static sync: { read(data: Buffer): PNG; write(png: PNG, options?: { colorType?: number; inputHasAlpha?: boolean; deflateLevel?: number }): Buffer };
  }
}
