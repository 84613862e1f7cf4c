import { asFields, asNumber, asText, type Fields } from '../fields/json-fields.js';

/** What a log says of itself: events hold numbers, whose names differ from one build of the browser to the next. */
export interface Constants {
  /** `URL_REQUEST_START_JOB`, by its number in this log. */
  readonly eventTypes: ReadonlyMap<number, string>;
  /** `URL_REQUEST`, `SOCKET`. */
  readonly sourceTypes: ReadonlyMap<number, string>;
  readonly phaseBegin: number;
  readonly phaseEnd: number;
  /** `ERR_NAME_NOT_RESOLVED`, by its negative number. */
  readonly netErrors: ReadonlyMap<number, string>;
  /** Milliseconds to add to an event's time to have the time since the epoch; undefined where none is given. */
  readonly tickOffset: number | undefined;
  /** `Default` (credentials stripped), `IncludeSensitive`, `Everything`, `HeavilyRedacted`; missing in old logs. */
  readonly captureMode: string | undefined;
  /** The browser and its version. */
  readonly producer: string | undefined;
}

/** Reads the `constants` of a log; undefined where there are no names of events in them. */
export function readConstants(value: unknown): Constants | undefined {
  const fields = asFields(value);
  const eventTypes = namesOf(fields?.logEventTypes);
  if (!fields || eventTypes.size === 0) return undefined;
  return {
    eventTypes,
    sourceTypes: namesOf(fields.logSourceType),
    ...readPhases(asFields(fields.logEventPhase)),
    netErrors: namesOf(fields.netError),
    tickOffset: asNumber(fields.timeTickOffset),
    captureMode: asText(fields.logCaptureMode),
    producer: producerOf(asFields(fields.clientInfo)),
  };
}

const usualPhases = { PHASE_NONE: 0, PHASE_BEGIN: 1, PHASE_END: 2 } as const;

// The phases have had these numbers in every build: one of them that differs alone is damage.
function readPhases(phases: Fields | undefined): Pick<Constants, 'phaseBegin' | 'phaseEnd'> {
  const usual = Object.entries(usualPhases).filter(([name, number]) => asNumber(phases?.[name]) === number);
  const given = usual.length < 2 ? phases : undefined;
  return { phaseBegin: asNumber(given?.PHASE_BEGIN) ?? 1, phaseEnd: asNumber(given?.PHASE_END) ?? 2 };
}

function namesOf(value: unknown): Map<number, string> {
  const names = new Map<number, string>();
  for (const [name, number] of Object.entries(asFields(value) ?? {})) {
    if (typeof number === 'number') names.set(number, name);
  }
  return names;
}

function producerOf(client: Fields | undefined): string | undefined {
  const name = asText(client?.name)?.trim();
  const version = asText(client?.version)?.trim();
  return name ? `${name} ${version ?? ''}`.trim().slice(0, 200) : undefined;
}
