/** A DynamoDB engine that can run here. */
export type Engine = {
  /** What `DYNAMODB_ENGINE` calls it. The engine at `DYNAMODB_ENDPOINT` is `endpoint`. */
  readonly name: 'endpoint' | 'dynoxide' | 'dynamodb-local' | 'docker';
  /** The folder of the state that holds its tables: engines cannot read each other's files. */
  readonly stateFolder: string;
  /** From this number of stream records on, writes are slow and the tables are copied. */
  readonly maxStreamRecords: number;
  /** How long after a write its stream record may still be missing. */
  readonly streamDelayMs: number;
  /** Whether it counts consumed capacity as AWS bills it, transactions and indexes included. */
  readonly countsAsBilled: boolean;
  /** Downloads the engine unless that was done before. Throws an error of one sentence. */
  download(): Promise<void>;
  /**
   * Starts the engine and resolves when it responds. With a folder the tables last; without one they
   * live in memory. An engine that was started here ends with this process, even when that is killed.
   */
  start(options: StartOptions): Promise<RunningEngine>;
  /**
   * Makes the tables in an empty folder from an export in DynamoDB's own format, before the engine
   * is started there. Many times faster than the API; not every engine can do it.
   */
  importExport?(folder: string, exported: TableExport): Promise<void>;
};

export type StartOptions = {
  readonly folder: string | undefined;
  /** Whether items of a table expire. */
  readonly expires: boolean;
};

export type RunningEngine = {
  /** Such as `http://127.0.0.1:41235`. */
  readonly endpoint: string;
  /** Whether it was started here, for this run alone. */
  readonly isOwn: boolean;
  /** Deletes what has expired, for an engine that can, and does not do so by itself. */
  sweepExpired?(): Promise<void>;
  stop(): Promise<void>;
};

/** Paths of a folder with `<table>/data/*.json`, and of a file with a list of `CreateTable` inputs. */
export type TableExport = { readonly source: string; readonly schema: string };
