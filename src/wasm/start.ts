/** As far as it is needed here; the types of node do not have it. */
interface WebAssemblyApi {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports?: Imports) => { readonly exports: unknown };
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
}

/** What a module is given, by its own names. */
export type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const { WebAssembly: api } = globalThis as { WebAssembly?: WebAssemblyApi };

/**
 * WebAssembly that starts when it is first asked for.
 *
 * @param code - Base64, see `code.ts`.
 * @param prepare - Makes of its exports what is given.
 * @returns Gives that; undefined where nothing can run it (node --jitless, a processor without SIMD), and others have to do
 * the work.
 */
export function wasm<Exports, Made>(code: string, prepare: (exports: Exports) => Made): () => Made | undefined {
  const start = makeModule<Exports>(code);
  let made: Made | undefined;
  let isStarted = false;
  return () => {
    if (isStarted) return made;
    isStarted = true;
    const exports = start({});
    if (exports !== undefined) made = prepare(exports);
    return made;
  };
}

/**
 * A module that is assembled when it is first asked for, and may be started any number of times.
 *
 * @returns Gives the exports of a new instance; undefined where nothing can run it.
 */
export function makeModule<Exports>(code: string): (imports: Imports) => Exports | undefined {
  let module: object | undefined;
  return (imports) => {
    if (!api) return undefined;
    try {
      module ??= new api.Module(Buffer.from(code, 'base64'));
      return new api.Instance(module, imports).exports as Exports;
    } catch {
      return undefined; // no SIMD
    }
  };
}

/** Memory of so many pages of 64 KiB; undefined where there is none. */
export function createMemory(pages: number): WasmMemory | undefined {
  try {
    return api && new api.Memory({ initial: pages });
  } catch {
    return undefined; // each takes a wide range of addresses, of which there is an end
  }
}

/** A memory that is exported, and never grows here. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}
