/** What other systems print, as their own commands print it: nothing of it was run here. */
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Endpoints } from '../../src/processes/endpoints.js';
import { createProcessFinder } from '../../src/processes/finder.js';
import { macosProcesses } from '../../src/processes/macos.js';
import { converse, powerShellScript, windowsProcesses } from '../../src/processes/windows.js';
import type { RunCommand } from '../../src/system/command.js';

const endpoints: Endpoints = {
  local: { address: '127.0.0.1', port: 52714 },
  remote: { address: '127.0.0.1', port: 8877 },
};
const overIPv6: Endpoints = { local: { address: '::1', port: 52714 }, remote: { address: '::1', port: 8877 } };

describe('lsof', () => {
  const both =
    'p612\ncnode\nf23\nn127.0.0.1:8877->127.0.0.1:52714\np4711\ncMicrosoft\\x20Outlook\nf41\nn127.0.0.1:52714->127.0.0.1:8877\n';

  it.each([
    ['our own end and the client', endpoints, both, { pid: 4711, name: 'Microsoft Outlook' }],
    ['a connection over IPv6', overIPv6, 'p9\ncolk\nf4\nn[::1]:52714->[::1]:8877\n', { pid: 9, name: 'olk' }],
    [
      'several files of one process',
      endpoints,
      'p9\ncolk\nf4\nn127.0.0.1:52714->127.0.0.1:1\nf5\nn127.0.0.1:52714->127.0.0.1:8877\n',
      { pid: 9, name: 'olk' },
    ],
    ['a longer port that begins alike', endpoints, 'p9\ncolk\nf4\nn127.0.0.1:52714->127.0.0.1:88770\n', undefined],
    ['nothing', endpoints, '', undefined],
  ])('prints %s', async (_what, ends, output, expected) => {
    expect(await macosProcesses(async () => ({ code: 1, stdout: output, stderr: '' })).lookUp(ends)).toEqual(expected);
  });

  it('is run without a shell, by its full path, for the port of the client', async () => {
    let ran: readonly string[] = [];
    const run: RunCommand = async (command) => {
      ran = command;
      return { code: 0, stdout: '', stderr: '' };
    };
    await macosProcesses(run).lookUp(endpoints);
    expect(ran).toEqual(['/usr/sbin/lsof', '-nP', '+c', '0', '-Fpcn', '-sTCP:ESTABLISHED', '-iTCP:52714']);
  });
});

describe('PowerShell', () => {
  it.each([
    ['127.0.0.1 52714 4711 OUTLOOK', { pid: 4711, name: 'OUTLOOK' }],
    [
      '127.0.0.1 527 1 a|127.0.0.1 52714 4711 Microsoft.AAD.BrokerPlugin|::1 52714 2 b',
      { pid: 4711, name: 'Microsoft.AAD.BrokerPlugin' },
    ],
    ['127.0.0.1 52714 4711 ', { pid: 4711 }],
    ['', undefined],
    ['127.0.0.1 52714 0 Idle', undefined],
    ['127.0.0.1 5271 4711 OUTLOOK', undefined],
    ['Get-NetTCPConnection : Access denied', undefined],
  ])('answers %j', async (answer, expected) => {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return answer;
    };
    const table = windowsProcesses(() => ({ ask, close: () => undefined }));
    expect(await table.lookUp({ ...endpoints, local: { address: '::ffff:127.0.0.1', port: 52714 } })).toEqual(expected);
    expect(asked).toEqual(['8877']);
  });

  it('is started once, and one answer serves all who ask before it is begun', async () => {
    let started = 0;
    const answers: ((answer: string) => void)[] = [];
    const ask = () => new Promise<string>((resolve) => answers.push(resolve));
    const table = windowsProcesses(() => {
      started += 1;
      return { ask, close: () => undefined };
    });
    const first = table.lookUp(endpoints);
    await new Promise(setImmediate);
    const others = [table.lookUp(endpoints), table.lookUp({ ...endpoints, local: { address: '127.0.0.1', port: 1 } })];
    await new Promise(setImmediate);
    expect(answers).toHaveLength(1);
    answers[0]?.('');
    expect(await first).toBeUndefined();
    await new Promise(setImmediate);
    expect(answers).toHaveLength(2);
    answers[1]?.('127.0.0.1 52714 4711 OUTLOOK|127.0.0.1 1 9 olk');
    expect(await Promise.all(others)).toEqual([
      { pid: 4711, name: 'OUTLOOK' },
      { pid: 9, name: 'olk' },
    ]);
    expect(started).toBe(1);
  });

  it('goes on after an answer that failed', async () => {
    let count = 0;
    const ask = async () => {
      count += 1;
      if (count === 1) throw new Error('no');
      return '127.0.0.1 52714 4711 OUTLOOK';
    };
    const table = windowsProcesses(() => ({ ask, close: () => undefined }));
    await expect(table.lookUp(endpoints)).rejects.toThrow('no');
    expect(await table.lookUp(endpoints)).toEqual({ pid: 4711, name: 'OUTLOOK' });
  });

  it('reads its questions from standard input, and takes nothing else in', () => {
    expect(powerShellScript).toContain('[Console]::In.ReadLine()');
    expect(powerShellScript).not.toMatch(/Invoke-Expression|iex\b|&\s/);
  });
});

describe('a conversation', () => {
  const echo = 'process.stdin.setEncoding("utf8").on("data", (d) => process.stdout.write(d.toUpperCase()))';

  it('gives each question its answer', async () => {
    const { ask, close } = converse(spawn(process.execPath, ['-e', echo]));
    expect(await Promise.all([ask('a'), ask('b')])).toEqual(['A', 'B']);
    close();
  });

  it.each([
    ['a program that cannot be started', () => spawn('/nowhere/powershell')],
    ['a program that ends', () => spawn(process.execPath, ['-e', '0'])],
  ])('fails with %s', async (_what, start) => {
    await expect(converse(start()).ask('a')).rejects.toThrow('ended');
  });
});

describe('a finder', () => {
  const never = () => new Promise<undefined>(() => undefined);
  const close = () => undefined;

  it('does not know what takes too long, fails, or is asked behind too many', async () => {
    expect(await createProcessFinder({ lookUp: never, close }, { patienceMs: 0 }).find(endpoints)).toBeUndefined();
    const failing = { lookUp: () => Promise.reject(new Error('no')), close };
    expect(await createProcessFinder(failing).find(endpoints)).toBeUndefined();
    const full = createProcessFinder({ lookUp: async () => ({ pid: 1 }), close }, { atOnce: 1, waiting: 1 });
    const answers = [1, 2, 3].map(() => full.find(endpoints));
    expect(await Promise.all(answers)).toEqual([{ pid: 1 }, { pid: 1 }, undefined]);
  });

  it('asks no more at a time than it may, and goes on after a failure', async () => {
    const log: string[] = [];
    let count = 0;
    const lookUp = async () => {
      const mine = ++count;
      log.push(`begin ${mine}`);
      await Promise.resolve();
      log.push(`end ${mine}`);
      if (mine === 1) throw new Error('no');
      return { pid: mine };
    };
    const finder = createProcessFinder({ lookUp, close }, { atOnce: 1 });
    expect(await Promise.all([finder.find(endpoints), finder.find(endpoints)])).toEqual([undefined, { pid: 2 }]);
    expect(log).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('does not ask for a client on another computer', async () => {
    const finder = createProcessFinder({ lookUp: async () => ({ pid: 1 }), close });
    const local = { address: '192.0.2.7', port: 52714 };
    expect(await finder.find({ local, remote: { address: '192.0.2.10', port: 8877 } })).toBeUndefined();
    expect(await finder.find({ local, remote: { address: '192.0.2.7', port: 8877 } })).toEqual({ pid: 1 });
  });
});
