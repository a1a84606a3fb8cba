import { vi } from 'vitest';
import type { KeyValueStore } from '../../web-client/types.ts';

/** A client's storage that also counts its entries. */
export type Store = KeyValueStore & { size(): number };

/** An empty storage, which lives as long as the test. Tabs of one browser share one. */
export function aStore(): Store {
  const entries = new Map<string, string>();
  return {
    get: (key) => entries.get(key) ?? null,
    set: (key, value) => void entries.set(key, value),
    remove: (key) => void entries.delete(key),
    size: () => entries.size,
  };
}

/** `localStorage` as browsers have it: each entry is also a property of its own. */
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

class FullStorageArea extends StorageArea {
  override setItem(): void {
    throw new DOMException('full', 'QuotaExceededError');
  }
}

/** An empty `localStorage`. A full one throws on every write. */
export const aStorageArea = ({ isFull = false } = {}): Storage =>
  isFull ? new FullStorageArea() : new StorageArea();

/** Gives the test that is running an empty `localStorage`. */
export function useStorageArea(): Storage {
  const area = aStorageArea();
  vi.stubGlobal('localStorage', area);
  return area;
}

/** Blocks `localStorage` as browsers do: every access to it throws. */
export function blockStorage(): void {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.stubGlobal('localStorage', new Proxy({}, { get: refuse, ownKeys: refuse, set: refuse }));
}
