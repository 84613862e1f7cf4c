/** As far as it is needed here; the types of node do not have it. */
interface WebAssemblyApi {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/**
 * WebAssembly that starts when it is first asked for.
 *
 * @param code - Base64, see `code.ts`.
 * @returns Gives what it exports; undefined where nothing can run it (node --jitless, a processor without SIMD), and others
 * have to do the work.
 */
export function wasm<Exports>(code: string): () => Exports | undefined {
  let exports: Exports | undefined;
  let isStarted = false;
  return () => {
    if (!isStarted) exports = start(code) as Exports | undefined;
    isStarted = true;
    return exports;
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

/** A number that is exported. */
export interface WasmNumber {
  readonly value: number;
}
