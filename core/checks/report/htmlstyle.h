// SPDX-FileCopyrightText: 2026 The Pushbench authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace pushbench::checks {

/// The style sheet of the HTML report. The states of the sequence strip have the window's colours.
/// Paper is always light.
inline constexpr auto kHtmlStyle = R"(
:root{color-scheme:light dark;--paper:#fff;--ink:#1c2430;--quiet:#566170;--line:#d9dee5;--soft:#f4f6f9;
--pass:#1a7f37;--fail:#a8071a;--warn:#8a5200;--info:#1a6299;--skip:#5f6874;--link:#1a6299;
--received:#1f78b4;--late:#d97d06;--duplicate:#8e44ad;--conflict:#d1350f;--hidden:#aab2bc;
--superseded:#c9b200;--lost:#a8071a;--open:#5f6874}
@media screen and (prefers-color-scheme:dark){:root{--paper:#14181f;--ink:#e3e8ef;--quiet:#9aa5b4;
--line:#2c3440;--soft:#1b212a;--pass:#4cc26a;--fail:#ff6b76;--warn:#f0a742;--info:#5ab0ea;
--skip:#98a2b0;--link:#5ab0ea;--received:#4aa3df;--late:#f0a742;--duplicate:#c792ea;
--conflict:#ff6b4a;--hidden:#59616b;--superseded:#d9c84a;--lost:#ff4d5e;--open:#98a2b0}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI",sans-serif}
main{margin:0 auto;max-width:66rem;padding:2rem 1.25rem 3rem}
h1{font-size:1.5rem;margin:0 0 .25rem}
h2{font-size:1.05rem;margin:1.6rem 0 .35rem;scroll-margin-top:1rem}
h2 small{font-weight:400;font-size:.85rem;color:var(--quiet);margin-left:.5rem}
a{color:var(--link)}a.here{text-decoration:none;margin-left:.4rem;color:var(--quiet)}
p{margin:.4rem 0}.quiet{color:var(--quiet)}
.axes{display:flex;gap:1rem;margin:1.25rem 0;flex-wrap:wrap}
.axis{flex:1 1 14rem;border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;background:var(--soft)}
.axis b{display:block;font-size:1.25rem}
.counts span.n{margin-right:1.1rem;white-space:nowrap}
nav ul,.legend{list-style:none;margin:.5rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.3rem .9rem}
nav a{text-decoration:none;font:12.5px ui-monospace,Consolas,monospace;white-space:nowrap}
.legend{color:var(--quiet);font-size:.85rem}
figure{margin:.75rem 0}figcaption{color:var(--quiet);font-size:.9rem;margin-bottom:.2rem}
details{border:1px solid var(--line);border-radius:8px;margin:.4rem 0;background:var(--paper)}
summary{display:grid;grid-template-columns:7.5rem 15rem 4.5rem 1fr;gap:.75rem;padding:.5rem .75rem;
cursor:pointer;align-items:baseline}
summary::-webkit-details-marker{display:none}
summary:hover{background:var(--soft);border-radius:8px}
.in{padding:.25rem .9rem .9rem;border-top:1px solid var(--line);scroll-margin-top:4rem}
.s{font-weight:600;white-space:nowrap}.pass{color:var(--pass)}.fail{color:var(--fail)}
.warn{color:var(--warn)}.info{color:var(--info)}.skip,.inconclusive{color:var(--skip)}
code,pre{font:12.5px/1.45 ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
pre{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.6rem .75rem;
white-space:pre-wrap;margin:.2rem 0 .6rem;max-height:24rem;overflow:auto}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 .75rem}.pair>div{min-width:0}
table{border-collapse:collapse;width:100%;margin:.4rem 0}
th{text-align:left;color:var(--quiet);font-weight:500}
td,th{padding:.25rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.wide{overflow-x:auto}.matrix{width:auto;font:11px/1.2 ui-monospace,Consolas,monospace}
.matrix th,.matrix td{padding:0 .15rem;border:1px solid var(--line);white-space:nowrap;text-align:center}
.matrix tr>th:first-child{text-align:left;position:sticky;left:0;background:var(--paper);border:0}
.matrix th{vertical-align:bottom}.matrix th span{writing-mode:vertical-rl;transform:rotate(180deg)}
.matrix td{min-width:.95rem;font-weight:700}
.caught{background:var(--pass);color:var(--paper)}.explained{background:var(--soft);color:var(--info)}
.missed,.unexplained{background:var(--fail);color:var(--paper)}.unknown{color:var(--skip)}
.stated th{width:22rem}.stated tr:last-child>*{border-bottom:0}
.strip{display:block;width:100%;height:auto;border:1px solid var(--line);border-radius:4px}
.key{width:18px;height:12px;vertical-align:-1px}
.strip,.key{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.patterns{position:absolute;width:0;height:0}
svg .field{fill:var(--soft)}svg .paper{fill:var(--paper)}svg .received{fill:var(--received)}
svg .late{fill:var(--late)}svg .duplicate{fill:var(--duplicate)}svg .conflict{fill:var(--conflict)}
svg .hidden{fill:var(--hidden)}svg .superseded{fill:var(--superseded)}svg .lost{fill:var(--lost)}
svg .open{fill:var(--paper);stroke:var(--open);stroke-dasharray:3 2}
svg .cut{stroke:var(--paper);stroke-width:1.6;fill:none}svg .thin{stroke-width:.9}
@media(max-width:52rem){summary{grid-template-columns:1fr}.pair{grid-template-columns:1fr}}
@page{margin:14mm}
@media print{:root{color-scheme:light}main{max-width:none;padding:0}body{font-size:10.5px}
code,pre{font-size:9px}pre{max-height:none}nav,a.here{display:none}a{color:inherit}
h1{font-size:18px}h2{font-size:12px;break-after:avoid;margin-top:.9rem}h2 small{font-size:10px}summary{padding:.25rem .5rem}.axis{break-inside:avoid}
summary{grid-template-columns:6rem 12rem 4rem 1fr;break-after:avoid}figure,tr{break-inside:avoid}
details:not([open]){break-inside:avoid}}
)";

} // namespace pushbench::checks
