import { chooseLanguage } from '../../messages/language.js';
import { connectionText } from '../../messages/session/connections.js';
import type { TurnedAway } from '../../proxy/options.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { say } from '../terminal.js';

/** Says once of each reason that clients are turned away: else who waits for their traffic would wonder where it is. */
export function createTurnedAwayNotice(options: Options, io: Io): (why: TurnedAway) => void {
  const words = connectionText[chooseLanguage(options.lang, io.env)];
  const told = new Set<TurnedAway>();
  return (why) => {
    if (told.has(why)) return;
    told.add(why);
    say(options, io, words.turnedAway(why));
  };
}
