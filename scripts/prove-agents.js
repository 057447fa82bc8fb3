// npm run prove:agents [-- <agent…>]: real agents take what we write, each protocol, in a sandbox. Linux only: it needs namespaces.
import { availableParallelism } from 'node:os';
import { agents as programs } from './prove-agents/agents.js';
import { catalogs } from './prove-agents/catalogs.js';
import { providersmith, provePair } from './prove-agents/cases.js';
import { installed } from './prove-agents/install.js';
import { modules } from './prove-agents/modules.js';
import { printMatrix, reportFails, writePage } from './prove-agents/report.js';
import { protocols } from './prove-agents/specs.js';

const agents = [...programs, ...modules, ...catalogs].map((agent) => ({ target: agent.id, ...agent }));
const names = process.argv.slice(2);
const unknown = names.filter((name) => !agents.some(({ id }) => id === name));
if (unknown.length > 0) {
  console.error(
    `no such agent: ${unknown.join(', ')}\nusage: npm run prove:agents [-- <agent…>], of ${agents.map(({ id }) => id).join(', ')}`,
  );
  process.exit(2);
}

const targets = new Set(providersmith(['targets']).targets.map(({ id }) => id));

async function prove(agent) {
  if (!targets.has(agent.target)) return { agent, outcome: 'skipped', reason: 'there is no such target' };
  let program;
  try {
    program = installed(agent);
  } catch (error) {
    return { agent, outcome: 'could not be installed', reason: error.message };
  }
  const pairs = {};
  for (const protocol of Object.keys(protocols)) {
    try {
      pairs[protocol] = await provePair({ agent, program, protocol });
    } catch (error) {
      pairs[protocol] = { outcome: 'FAILS', reason: error.message, cells: {} };
    }
    console.error(`${agent.id} ${protocol}: ${pairs[protocol].outcome}`);
  }
  return { agent, outcome: 'run', pairs };
}

const asked = agents.filter(({ id }) => names.length === 0 || names.includes(id));
const rows = [];
const queue = asked.entries();
async function work() {
  for (const [index, agent] of queue) rows[index] = await prove(agent);
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
printMatrix(rows);
if (names.length === 0) writePage(rows);
process.exitCode = reportFails(rows) ? 1 : 0;
