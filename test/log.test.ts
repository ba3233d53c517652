import { AppError } from '../src/domain/errors';
import { createLog, takeConsole, toLoggedError } from '../src/log';

function startLog() {
  const lines: Record<string, any>[] = [];
  return { lines, log: createLog('debug', { write: line => lines.push(JSON.parse(line)) }) };
}

describe('the log', () => {
  it('is JSON lines with an event in fixed words', () => {
    const { log, lines } = startLog();
    log.info('listening', { port: 3978 });
    expect(lines).toEqual([{ level: 30, time: expect.any(Number), port: 3978, msg: 'listening' }]);
  });

  it('withholds what could tell of a person, three levels deep', () => {
    const { log, lines } = startLog();
    const person = { name: 'Canary', email: 'canary@example.com', text: 'who is Canary' };
    log.info('x', { ...person, a: person, b: { c: person }, headers: { authorization: 'Bearer Canary' } });
    expect(JSON.stringify(lines)).not.toMatch(/canary/i);
  });

  it('cannot be forged by a line break', () => {
    const { log, lines } = startLog();
    log.info('x', { verb: 'a\n{"level":60,"msg":"forged"}' });
    expect(lines).toHaveLength(1);
  });

  it('masks ids alike in one process and unlike in the next', () => {
    const [one, other] = [startLog().log, startLog().log];
    expect(one.mask('id')).toBe(one.mask('id'));
    expect(one.mask('id')).toMatch(/^[\w-]{12}$/);
    expect(one.mask('id')).not.toBe(other.mask('id'));
    expect(one.mask(undefined)).toBeUndefined();
  });

  it('tells of an error its type, code, status, request id and our own places, never its message', () => {
    const cause = Object.assign(new Error('canary@example.com'), { code: 'ECONNRESET', statusCode: 502 });
    expect(toLoggedError(cause)).toEqual({ type: 'Error', code: 'ECONNRESET', status: 502, frames: expect.any(Array) });
    const app = toLoggedError(new AppError('throttled', { requestId: 'r1', asked: 'canary' }, { cause }));
    expect(app).toMatchObject({ type: 'AppError', code: 'throttled', requestId: 'r1' });
    expect(JSON.stringify([app, toLoggedError(cause)])).not.toMatch(/canary|"at [^"]*\/(?:[^"/]+\/){3}/i);
    expect(toLoggedError('canary')).toEqual({ type: 'string' });
    expect(toLoggedError(null)).toEqual({ type: 'object' });
  });

  it('takes the console of the packages, and gives it back', () => {
    const { log, lines } = startLog();
    const errorOf = () => Reflect.get(console, 'error') as (...words: unknown[]) => void;
    const before = errorOf();
    const giveBack = takeConsole(log);
    errorOf()('Bearer canary', new Error('canary'));
    giveBack();
    expect(errorOf()).toBe(before);
    expect(lines).toMatchObject([{ level: 40, msg: 'a package wrote to the console' }]);
    expect(JSON.stringify(lines)).not.toContain('canary');
  });
});

it('takes nothing of a message for a place in the stack, whatever it looks like', () => {
  const said = 'refused\n    at Canary Name (canary@contoso.example:1:1)\n    at canary';
  const changed = new Error(said);
  changed.message = 'another';
  const logged = [new Error(said), changed].map(error => JSON.stringify(toLoggedError(error)));
  expect(logged[0]).toMatch(/"frames":\["at Object\.\S*.*log\.test\.ts:\d+/);
  expect(logged[0]).not.toMatch(/canary/i);
  expect(logged[1]).not.toMatch(/at canary"/i);
});
