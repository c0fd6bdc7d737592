import { LIMITS } from '../protocol';

/** What a file is as base64 without line breaks; null when it is longer than a request may carry, which is known before reading. */
export async function base64Of(file: Blob): Promise<string | null> {
  if (Math.ceil(file.size / 3) * 4 > LIMITS.signed) return null;
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')));
    // The browser's own base64, as a data: address that nothing is loaded from.
    reader.readAsDataURL(file);
  });
  return address.slice(address.indexOf(',') + 1);
}
