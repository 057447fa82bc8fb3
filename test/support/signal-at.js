// Loaded into the program by `--import`: sends it a signal during the n-th call of a function of node:fs,
// as `SIGNAL_AT=SIGINT:renameSync:2` says, counted from 0.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [signal, name, index] = process.env.SIGNAL_AT.split(':');
const original = fs[name];
let calls = 0;
fs[name] = (...args) => {
  if (calls++ === Number(index)) process.kill(process.pid, signal);
  return original(...args);
};
syncBuiltinESMExports();
