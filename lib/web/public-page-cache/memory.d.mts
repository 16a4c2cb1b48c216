export interface Limits {
  maxEntries?: number;
  maxBytes?: number;
  maxAgeMs?: number;
  now?: () => number;
}

export class PageMemory {
  constructor(limits?: Limits);
  readonly size: number;
  ticket(): number;
  find(path: string): { value: unknown; storedAt: number } | undefined;
  keep(path: string, value: unknown, about: { ticket: number; bytes: number; freshForMs?: number }): boolean;
  drop(owner: string): void;
  dropAll(): void;
}
