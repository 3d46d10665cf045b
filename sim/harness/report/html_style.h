/* SPDX-License-Identifier: MIT */
/* How the report looks, on the style sheet that all pages have in common (page_style). */
#ifndef FBLAB_HARNESS_HTML_STYLE_H
#define FBLAB_HARNESS_HTML_STYLE_H

#define REPORT_HTML_STYLE                                                                                              \
    "body{margin:0 auto;max-width:110em;padding:1.2em}h1{font-size:1.4em;margin:0 0 .3em}"                             \
    "h2{font-size:1em;margin:1em 0 .3em}h3{font-size:.85em;font-weight:normal;margin:.6em 0 .2em}p{margin:.3em 0}\n"   \
    "code,pre,.journal{font:12px/1.4 ui-monospace,monospace}\n"                                                        \
    "pre{background:var(--code);border:1px solid var(--line);border-radius:6px;margin:0;max-height:24em;"              \
    "overflow:auto;padding:.6em}\n"                                                                                    \
    ".note,.skipped{color:var(--quiet)}.count span{margin-right:1em}.count .right{color:var(--good)}"                  \
    ".count .wrong{color:var(--bad);font-weight:600}\n"                                                                \
    ".frame{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:1em 0;max-height:80vh;"       \
    "overflow:auto;width:fit-content;max-width:100%}\n"                                                                \
    ".picture th,.picture td{border:1px solid var(--line);font-size:12.5px;padding:.2em .35em;text-align:center}\n"    \
    ".picture thead th{background:var(--card);font-weight:normal;position:sticky;top:0;vertical-align:bottom;z-index:" \
    "1}.picture thead span{writing-mode:vertical-rl;transform:rotate(180deg)}\n"                                       \
    ".picture tbody th,.picture thead th:first-child{background:var(--card);left:0;position:sticky;text-align:left}"   \
    ".picture thead th:first-child{z-index:2}.picture tbody th{font-weight:normal;min-width:14em;width:24em}\n"        \
    ".picture tbody span{color:var(--quiet)}.picture .right{background:var(--good-back);color:var(--good)}"            \
    ".picture .wrong{background:var(--bad-back);outline:2px solid var(--bad-line);outline-offset:-2px}\n"              \
    ".picture .wrong a{color:var(--bad);font-weight:bold}\n"                                                           \
    "details{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:.5em 0;padding:.5em .8em}"   \
    "summary{cursor:pointer}.sentence{color:var(--bad);display:block;margin-left:1.1em}"                               \
    "details:target{border-color:var(--bad-line)}\n"                                                                   \
    "section{overflow-x:auto}.journal td,.journal th{border-bottom:1px solid var(--line);padding:.1em .8em .1em 0}"    \
    "@media(max-width:600px){.picture tbody th{min-width:9em;width:9em}}\n"

#endif
