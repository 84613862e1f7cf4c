/**
 * The same while it is being made. What is made a million times is filled in field by field: spreads under a condition
 * (`...(a && { a })`) take several times as long.
 */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
