import { vi } from 'vitest';

/** The browser's local storage: what is kept are properties of its own, as in a browser. */
class StorageArea implements Storage {
  [name: string]: unknown;

  get length(): number {
    return Object.keys(this).length;
  }
  key(index: number): string | null {
    return Object.keys(this)[index] ?? null;
  }
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
  clear(): void {
    for (const key of Object.keys(this)) this.removeItem(key);
  }
}

/** A new and empty one for the test that is running. */
export function useStorageArea(): Storage {
  const area = new StorageArea();
  vi.stubGlobal('localStorage', area);
  return area;
}

/** What a browser does that blocks storage: the mere look at it throws. */
export function blockStorage(): void {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const blocked = new Proxy({}, { get: refuse, ownKeys: refuse, set: refuse });
  vi.stubGlobal('localStorage', blocked);
}

export function aToken(claims: { sub: string; exp?: number }, signature = 'signature'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.${signature}`;
}
