/** The browser's local storage, as far as the widget uses it. */
export function aStorageArea(): Storage {
  const area: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => area[key] ?? null,
    setItem(key: string, value: string) {
      area[key] = value;
    },
    removeItem(key: string) {
      delete area[key];
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(area, name, { value, writable: true });
  }
  return area as unknown as Storage;
}

/** What a browser does that blocks storage: the mere look at it throws. */
export function blocked(): Storage {
  throw new DOMException('denied', 'SecurityError');
}

export function aToken(claims: { sub: string; exp?: number }, signature = 'signature'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.${signature}`;
}
