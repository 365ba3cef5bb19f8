// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A consumer that is not ours: Node's own HTTP server. Its only argument is a JSON list of replies that
// are worked off once, then everything is answered 200. A reply is {"status": 429, "retryAfter": FORM,
// "wait": SECONDS}, with FORM one of seconds, imf, rfc850, asctime; or {"break": "close"|"reset"|"middle"}.
// Prints its port, then a JSON line for each request, written before the answer leaves.

import { createServer } from 'node:http';

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
