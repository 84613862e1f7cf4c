/** Reads every language in at once: for the library, whose functions answer at once in any of them, and for tests. */

import * as en from './en.js';
import * as ja from './ja.js';
import { addLanguages } from './language.js';

addLanguages({ en, ja });
