// Leads https to the server of the test, whose certificate is for example.com, and has the browser's window.
const https = require('node:https');

const [host, port] = process.env.HTTPS_ADDRESS.split(':');
https.globalAgent = new https.Agent({ host, port, servername: 'example.com' });
globalThis.window = { location: {} };
