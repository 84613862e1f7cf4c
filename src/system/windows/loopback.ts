import type { Command, Outcome, RunCommand } from '../command.js';
import { type Machine, systemProgram } from '../machine.js';

/** The app that signs users of Windows in (Web Account Manager); a packaged app may not reach 127.0.0.1 by itself. */
const broker = 'Microsoft.AAD.BrokerPlugin_cw5n1h2txyewy';

/**
 * Whether sign-in windows may reach a proxy on the loopback; undefined where Windows does not say.
 *
 * @see https://learn.microsoft.com/windows/uwp/communication/interprocess-communication#loopback
 */
export async function mayReachLoopback(machine: Machine, run: RunCommand): Promise<boolean | undefined> {
  const { code, stdout } = await run(command(machine, '-s'));
  return code === 0 ? stdout.toLowerCase().includes(broker.toLowerCase()) : undefined;
}

/** Lets them; only an administrator can. */
export async function allowLoopback(machine: Machine, run: RunCommand): Promise<Outcome> {
  return await run(allowCommand(machine));
}

/** The command for it, to show. */
export function allowCommand(machine: Machine): Command {
  return command(machine, '-a', `-n=${broker}`);
}

/** Takes it back. */
export async function forbidLoopback(machine: Machine, run: RunCommand): Promise<Outcome> {
  return await run(command(machine, '-d', `-n=${broker}`));
}

function command(machine: Machine, ...args: readonly string[]): Command {
  return [systemProgram(machine, 'CheckNetIsolation.exe'), 'LoopbackExempt', ...args];
}
