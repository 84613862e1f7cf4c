import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import '../dist/messages/every-language.js';
import { rulePage } from '../dist/report/rule-page.js';
import { rules } from '../dist/rules/index.js';

// One page for each rule; what is there of others is removed.
const folder = new URL('rules/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const { id } of rules) writeFileSync(new URL(`${id}.md`, folder), rulePage(id));
