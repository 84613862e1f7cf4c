/** As far as it is needed here; the types of node do not have it. */
interface WebAssemblyApi {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/**
 * WebAssembly that starts when it is first asked for.
 *
 * @param code - Base64, see `code.ts`.
 * @param prepare - Makes of its exports what is given.
 * @returns Gives that; undefined where nothing can run it (node --jitless, a processor without SIMD), and others have to do
 * the work.
 */
export function wasm<Exports, Made>(code: string, prepare: (exports: Exports) => Made): () => Made | undefined {
  let made: Made | undefined;
  let isStarted = false;
  return () => {
    if (isStarted) return made;
    isStarted = true;
    const exports = start(code);
    if (exports !== undefined) made = prepare(exports as Exports);
    return made;
  };
}

function start(code: string): unknown {
  const { WebAssembly } = globalThis as { WebAssembly?: WebAssemblyApi };
  if (!WebAssembly) return undefined;
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(code, 'base64'))).exports;
  } catch {
    return undefined; // no SIMD
  }
}

/** A memory that is exported, and never grows here. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}
