export default class PublicPageCache {
  get(key: string): Promise<{ value: unknown; lastModified: number } | null>;
  set(
    key: string,
    value: { kind: string; body?: Buffer; html?: string; headers?: Record<string, unknown> } | null,
  ): Promise<void>;
  revalidateTag(): Promise<void>;
  resetRequestCache(): void;
  /** Ends this process's line to the database. */
  static close(): Promise<void>;
}
