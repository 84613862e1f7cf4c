import { describe, expect, it } from 'vitest';
import { createDoor } from '../../src/admit/door.js';
import { isLazy, lazyBody, withBodiesRead } from '../../src/parse/lazy-body.js';
import type { Body, RawTransaction } from '../../src/types.js';

function answer(body: Body): RawTransaction {
  return {
    id: '1',
    source: 'har',
    absent: [],
    response: { status: 400, head: 'HTTP/1.1 400 Bad Request\r\nContent-Type: application/json', body },
  };
}

describe('a lazy body', () => {
  it('is read once, when it is first looked at', () => {
    let times = 0;
    const body = lazyBody(() => {
      times += 1;
      return { text: 'a', complete: true };
    });
    expect(isLazy(body)).toBe(true);
    expect(times).toBe(0);
    expect([body.text, body.complete, body.text]).toEqual(['a', true, 'a']);
    expect(times).toBe(1);
  });

  it('goes through the door unread, and comes out of it redacted', () => {
    let times = 0;
    const { admit } = createDoor();
    const raw = answer(
      lazyBody(() => {
        times += 1;
        return { text: '{"access_token":"Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA"}', complete: true };
      }),
    );
    const admitted = admit(raw);
    expect(times).toBe(0);
    expect(admitted.response?.body?.text).toMatch(/^\{"access_token":"REDACTED-/);
    expect(JSON.stringify(admitted)).not.toContain('Zm9vYmFy');
    expect(times).toBe(1);
    expect(admit(admitted)).toEqual(admitted);
  });

  it('is at hand after its file is closed, where it was kept', () => {
    let open = true;
    const { admit } = createDoor();
    const kept = withBodiesRead(
      admit(
        answer(
          lazyBody(() => {
            if (!open) throw new Error('closed');
            return { text: '{"error":"invalid_grant"}', complete: true };
          }),
        ),
      ),
    );
    open = false;
    expect(kept.response?.body?.text).toBe('{"error":"invalid_grant"}');
  });
});
