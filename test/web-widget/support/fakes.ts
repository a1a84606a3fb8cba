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

export const aStorageArea = (): Storage => new StorageArea();

/** What a browser does that blocks storage: the mere look at it throws. */
export function blocked(): Storage {
  throw new DOMException('denied', 'SecurityError');
}

export function aToken(claims: { sub: string; exp?: number }, signature = 'signature'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.${signature}`;
}
