// A list of models on loopback that never changes: says its port, and then the list or that it is as it was.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { models } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const body = JSON.stringify({ object: 'list', data: models.map(({ id }) => ({ id, object: 'model' })) });
const headers = { 'content-type': 'application/json', etag: '"1"' };

const server = createServer((request, response) => {
  if (request.headers['if-none-match'] === headers.etag) response.writeHead(304, headers).end();
  else response.writeHead(200, headers).end(body);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
