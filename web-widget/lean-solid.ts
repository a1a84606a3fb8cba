/**
 * What the panel needs of Solid, under its names: the build puts it in Solid's place. It is Solid's way
 * of keeping a page up to date without what the panel never begins (transitions, Suspense, hydration,
 * contexts, error boundaries), a fifth of the weight. A test runs random programs by both.
 */

const CLEAN = 0;
/** Something further up has changed; whether that reaches here shows when it is asked for. */
const CHECK = 1;
const STALE = 2;

/** In the order in which they run: what is computed, what is drawn, and what acts on that. */
const KINDS = ['value', 'render', 'effect'] as const;

/** A value that changes, and the function that computes it. The value of an effect is never read. */
type Cell = {
  value: unknown;
  state: typeof CLEAN | typeof CHECK | typeof STALE;
  /** Missing in signals and roots, and once it is disposed of. */
  run: ((before: unknown) => unknown) | undefined;
  readonly kind: (typeof KINDS)[number];
  readonly owner: Cell | undefined;
  owned: Cell[];
  cleanups: (() => void)[];
  readonly sources: Set<Cell>;
  readonly observers: Set<Cell>;
};

/** Whose the computations are that are made now. */
let owner: Cell | undefined;
/** What is computed now, and depends on whatever is read. */
let listener: Cell | undefined;
let isUpdating = false;
const waiting: Record<Cell['kind'], Cell[]> = { value: [], render: [], effect: [] };

function newCell(kind: Cell['kind'], run?: Cell['run'], value?: unknown): Cell {
  const links = { owned: [], cleanups: [], sources: new Set<Cell>(), observers: new Set<Cell>() };
  return { value, state: CLEAN, run, kind, owner, ...links };
}

function newComputation(kind: Cell['kind'], run: Cell['run'], value?: unknown): Cell {
  const cell = newCell(kind, run, value);
  owner?.owned.push(cell);
  return cell;
}

function within<T>(nextOwner: Cell | undefined, nextListener: Cell | undefined, work: () => T): T {
  const before = [owner, listener] as const;
  owner = nextOwner;
  listener = nextListener;
  try {
    return work();
  } finally {
    [owner, listener] = before;
  }
}

function read(cell: Cell): unknown {
  refresh(cell);
  if (listener) {
    listener.sources.add(cell);
    cell.observers.add(listener);
  }
  return cell.value;
}

function write(cell: Cell, value: unknown): unknown {
  if (value === cell.value) return value;
  cell.value = value;
  for (const observer of cell.observers) mark(observer, STALE);
  settle();
  return value;
}

function mark(cell: Cell, state: typeof CHECK | typeof STALE): void {
  const before = cell.state;
  if (before >= state) return;
  cell.state = state;
  if (before !== CLEAN) return;
  waiting[cell.kind].push(cell);
  for (const observer of cell.observers) mark(observer, CHECK);
}

/** Computes again what depends on something that has changed. */
function refresh(cell: Cell): void {
  if (cell.state === CHECK) {
    for (const source of cell.sources) {
      refresh(source);
      if (isStale(cell)) break;
    }
  }
  if (isStale(cell)) compute(cell);
  else cell.state = CLEAN;
}

const isStale = ({ state }: Cell) => state === STALE;

function compute(cell: Cell): void {
  clean(cell);
  cell.state = CLEAN;
  const value = within(cell, cell, () => cell.run?.(cell.value));
  if (cell.value === value) return;
  cell.value = value;
  for (const observer of cell.observers) observer.state = STALE;
}

/** Lets go of everything that the last run has made. */
function clean(cell: Cell): void {
  for (const source of cell.sources) source.observers.delete(cell);
  cell.sources.clear();
  const { owned, cleanups } = cell;
  cell.owned = [];
  cell.cleanups = [];
  for (const child of owned.reverse()) dispose(child);
  for (const cleanup of cleanups.reverse()) untrack(cleanup);
}

function dispose(cell: Cell): void {
  clean(cell);
  cell.run = undefined;
  cell.state = CLEAN;
}

function update<T>(work: () => T): T {
  if (isUpdating) return work();
  isUpdating = true;
  try {
    return work();
  } finally {
    isUpdating = false;
    settle();
  }
}

/** Runs what waits, until nothing does: all that is drawn is there before anything acts on it. */
function settle(): void {
  if (isUpdating) return;
  isUpdating = true;
  for (;;) {
    const kind = KINDS.find((one) => waiting[one].length > 0);
    if (!kind) break;
    const round = waiting[kind];
    waiting[kind] = [];
    for (const cell of round) attempt(cell);
  }
  isUpdating = false;
}

/** One that throws harms no other. */
function attempt(cell: Cell): void {
  try {
    refreshFromTop(cell);
  } catch (error) {
    reportError(error);
  }
}

/** What owns it comes first: it may have no more use for it. */
function refreshFromTop(cell: Cell): void {
  if (cell.owner) refreshFromTop(cell.owner);
  refresh(cell);
}

export function createRoot<T>(work: (dispose: () => void) => T): T {
  const root = newCell('value');
  return update(() => within(root, undefined, () => work(() => dispose(root))));
}

export function createSignal(first?: unknown) {
  const cell = newCell('value', undefined, first);
  const set = (next: unknown) =>
    write(cell, typeof next === 'function' ? Reflect.apply(next, undefined, [cell.value]) : next);
  return [() => read(cell), set] as const;
}

export function createMemo(run: Cell['run'], first?: unknown): () => unknown {
  const cell = newComputation('value', run, first);
  update(() => compute(cell));
  return () => read(cell);
}

export function createRenderEffect(run: Cell['run'], first?: unknown): void {
  const cell = newComputation('render', run, first);
  update(() => compute(cell));
}

export function createEffect(run: Cell['run'], first?: unknown): void {
  mark(newComputation('effect', run, first), STALE);
  settle();
}

export const onMount = (act: () => unknown) => createEffect(() => untrack(act));

export const onCleanup = (act: () => void) => owner?.cleanups.push(act);

export const untrack = <T>(work: () => T): T => within(owner, undefined, work);

/** Calls the function for a change of what is read first, whatever it reads itself. */
export function on(
  read: () => unknown,
  act: (input: unknown, before: unknown, last: unknown) => unknown,
  options?: { readonly defer?: boolean },
) {
  let isDeferred = options?.defer;
  let before: unknown;
  return (last: unknown) => {
    const input = read();
    const result = isDeferred ? last : untrack(() => act(input, before, last));
    if (!isDeferred) before = input;
    isDeferred = false;
    return result;
  };
}

export const createComponent = <P>(component: (props: P) => unknown, props: P) =>
  untrack(() => component(props));

/** Renders its children when the condition becomes true. With `keyed`, renders them again for every new value. */
export function Show(props: {
  readonly when: unknown;
  readonly keyed?: boolean;
  readonly fallback?: unknown;
  readonly children: unknown;
}): () => unknown {
  const value = createMemo(() => props.when);
  const isShown = createMemo(() => (props.keyed ? value() : !!value()));
  return createMemo(() => {
    if (!isShown()) return props.fallback;
    const { children } = props;
    if (typeof children !== 'function' || children.length === 0) return children;
    return untrack(() => Reflect.apply(children, undefined, [props.keyed ? value() : value]));
  });
}
