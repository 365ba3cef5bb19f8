// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A consumer that is not ours: Node's own HTTP server. Its only argument is a JSON list of replies that
// are worked off once, then everything is answered 200. A reply is {"status": 429, "retryAfter": FORM,
// "wait": SECONDS}, with FORM one of seconds, imf, rfc850, asctime; or {"break": "close"|"reset"|"middle"}.
// A second argument, {"key": FILE, "cert": FILE, "http2": true}, makes it speak TLS, and HTTP/2 (with HTTP/1.1
// beside it) over TLS or, without the files, by prior knowledge.
// Prints its port, then a JSON line for each request, written before the answer leaves.

import { readFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';

const secure = JSON.parse(process.argv[3] ?? '{}');
const script = JSON.parse(process.argv[2] ?? '[]');
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function retryAfter(form, seconds) {
    if (form === 'seconds')
        return { text: String(seconds), notBefore: Date.now() + seconds * 1000 };
    const date = new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000);
    const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(date.toUTCString());
    const weekday = days[date.getUTCDay()];
    const text = {
        imf: date.toUTCString(),
        rfc850: `${weekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`,
        asctime: `${weekday.slice(0, 3)} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`,
    }[form];
    return { text, notBefore: date.getTime() };
}

function createServer(handler) {
    if (!secure.key)
        return secure.http2 ? http2.createServer(handler) : http.createServer(handler);
    const files = { key: readFileSync(secure.key), cert: readFileSync(secure.cert) };
    return secure.http2 ? http2.createSecureServer({ ...files, allowHTTP1: true }, handler)
                        : https.createServer(files, handler);
}

const server = createServer((request, response) => {
    const began = Date.now();
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
        const body = Buffer.concat(parts).toString();
        JSON.parse(body);
        // As text, because a JavaScript number has no int64.
        const sequences = [...body.matchAll(/"EntityEventSequence":\s*(\d+)/g)].map(found => found[1]);
        const reply = script.shift() ?? { status: 200 };
        const log = { began, sequences, status: reply.status ?? 0, method: request.method,
                      version: request.httpVersion,
                      token: request.headers.authorization, source: request.headers.entityeventsource };
        if (reply.break) {
            console.log(JSON.stringify(log));
            if (reply.break === 'reset')
                request.socket.resetAndDestroy();
            else if (reply.break === 'middle')
                request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"acc');
            else
                request.socket.end();
            return;
        }
        if (reply.retryAfter) {
            const { text, notBefore } = retryAfter(reply.retryAfter, reply.wait);
            response.setHeader('Retry-After', text);
            log.notBefore = notBefore;
        }
        if (reply.location)
            response.setHeader('Location', reply.location);
        console.log(JSON.stringify(log));
        response.writeHead(reply.status, { 'Content-Type': 'application/json' });
        response.end('{}');
    });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.on('SIGTERM', () => process.exit(0));
