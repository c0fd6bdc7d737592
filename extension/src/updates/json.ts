/** Looking at JSON that somebody else wrote: own keys only, nothing taken for granted. */

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** No other own keys than these. */
export const keysWithin = (fields: Fields, keys: readonly string[]): boolean => Reflect.ownKeys(fields).every((key) => typeof key === 'string' && keys.includes(key));

/** Exactly these own keys. */
export const keysAre = (value: unknown, keys: readonly string[]): value is Fields =>
  isFields(value) && keysWithin(value, keys) && keys.every((key) => Object.hasOwn(value, key));

/** Throws for what is not JSON in UTF-8. */
export const jsonIn = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));

/** A whole number from zero on that JavaScript holds exactly. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** A version as decimal text that fits 64 bits. */
export function versionIn(value: unknown): bigint | null {
  if (typeof value !== 'string' || !/^(?:0|[1-9]\d{0,19})$/.test(value)) return null;
  const version = BigInt(value);
  return version < 1n << 64n ? version : null;
}
