// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Producers that are not ours, in three tempers. Its only argument is a JSON list of jobs,
// {"url", "token", "temper"}; all of them run at once, and each ends with its first retry answered 2xx.
//   obeys    waits as long as Retry-After says, in seconds and in all three notations of a date
//   dateless understands seconds only, and tries again after 100 ms otherwise
//   pool     obeys, but has a second worker with a connection of its own that goes on posting
// Prints a JSON line for each job: the statuses that it saw, in order.

import { Agent, request } from 'node:http';

const kImpatience = 100;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dateOf(value) {
    const fixdate = /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/.exec(value);
    const rfc850 = /^\w+day, (\d\d)-(\w{3})-(\d\d) (\d\d):(\d\d):(\d\d) GMT$/.exec(value);
    const asctime = /^\w{3} (\w{3}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4})$/.exec(value);
    const at = (year, month, day, ...time) =>
        Date.UTC(Number(year), months.indexOf(month), Number(day), ...time.map(Number));
    if (fixdate)
        return at(fixdate[3], fixdate[2], fixdate[1], ...fixdate.slice(4));
    if (rfc850)
        return at(2000 + Number(rfc850[3]), rfc850[2], rfc850[1], ...rfc850.slice(4));
    return asctime ? at(asctime[6], asctime[1], asctime[2], ...asctime.slice(3, 6)) : NaN;
}

/** Milliseconds to wait after an answer. */
function waitFor(value, dates) {
    if (value !== undefined && /^\d+$/.test(value))
        return Number(value) * 1000;
    const date = value === undefined || !dates ? NaN : dateOf(value);
    return Number.isNaN(date) ? kImpatience : Math.max(date - Date.now(), 0);
}

function post(job, agent, sequence) {
    const body = JSON.stringify({
        '@reso.context': 'urn:reso:metadata:2.0:resource:entityevent', EntityEventSequence: sequence,
        ResourceName: 'Property', ResourceRecordKey: '235021' });
    return new Promise((resolve, reject) => {
        const call = request(job.url, { agent, method: 'POST', headers: {
            'Content-Type': 'application/json', 'Content-Length': body.length,
            Authorization: `Bearer ${job.token}` } }, response => {
            response.resume();
            response.on('end', () =>
                resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'] }));
        });
        call.on('error', reject);
        call.end(body);
    });
}

const pause = time => new Promise(done => setTimeout(done, time));

async function run(job) {
    const first = new Agent({ keepAlive: true, maxSockets: 1 });
    const second = new Agent({ keepAlive: true, maxSockets: 1 });
    const statuses = [];
    let sequence = 1101;
    let answer = await post(job, first, sequence);
    statuses.push(answer.status);
    if (job.temper === 'pool' && answer.status === 429) {
        await pause(kImpatience);
        statuses.push((await post(job, second, ++sequence)).status);
    } else if (answer.status === 429) {
        await pause(waitFor(answer.retryAfter, job.temper === 'obeys'));
        answer = await post(job, first, sequence);
        statuses.push(answer.status);
    } else {
        statuses.push((await post(job, first, ++sequence)).status);
    }
    first.destroy();
    second.destroy();
    console.log(JSON.stringify({ ...job, statuses }));
}

await Promise.all(JSON.parse(process.argv[2]).map(run));
