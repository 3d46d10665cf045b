/* SPDX-License-Identifier: MIT */
/* How the page looks, in the light and in the dark. */
#ifndef FBLAB_HARNESS_HTML_STYLE_H
#define FBLAB_HARNESS_HTML_STYLE_H

#define REPORT_HTML_STYLE                                                                                              \
    ":root{color-scheme:light dark;--line:#8884;--note:#777;--right:#1a7f37;--wrong:#cf222e}\n"                        \
    "body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:100em;padding:0 1em}\n"                        \
    "h1{font-size:1.5em}h2{font-size:1em;margin:1em 0 .3em}h3{font-size:.85em;font-weight:normal;margin:.6em 0 "       \
    ".2em}\n"                                                                                                          \
    "code,pre,.journal{font:12px/1.4 ui-monospace,monospace}\n"                                                        \
    "pre{background:#8881;border:1px solid var(--line);border-radius:4px;margin:0;max-height:24em;overflow:auto;"      \
    "padding:.6em;white-space:pre-wrap;overflow-wrap:anywhere}\n"                                                      \
    ".note{color:var(--note)}.count span{margin-right:1em}.count .right{color:var(--right)}.count "                    \
    ".wrong{color:var(--wrong)}\n"                                                                                     \
    ".frame{overflow-x:auto;padding-bottom:1em}table{border-collapse:collapse}\n"                                      \
    ".picture th,.picture td{border:1px solid var(--line);font-size:12px;height:1.5em;min-width:1.7em;padding:0 .3em;" \
    "text-align:center}\n"                                                                                             \
    ".picture thead th{vertical-align:bottom;font-weight:normal;padding:.4em .2em}"                                    \
    ".picture thead span{writing-mode:vertical-rl;transform:rotate(180deg)}\n"                                         \
    ".picture tbody th{text-align:right;font-weight:normal;white-space:nowrap}\n"                                      \
    ".picture tbody "                                                                                                  \
    "span{color:var(--note);display:inline-block;max-width:16em;overflow:hidden;text-overflow:ellipsis;"               \
    "vertical-align:bottom}\n"                                                                                         \
    ".picture .right{background:#2da44e55}.picture .wrong{background:var(--wrong)}\n"                                  \
    ".picture .wrong a{color:#fff;font-weight:bold;text-decoration:none}\n"                                            \
    "details{border:1px solid var(--line);border-radius:6px;margin:.5em 0;padding:.5em .8em}summary{cursor:pointer}\n" \
    ".sentence{color:var(--wrong);display:block;margin-left:1.1em}details:target{border-color:var(--wrong)}\n"         \
    "section{overflow-x:auto}.journal td,.journal th{border-bottom:1px solid var(--line);padding:.1em .8em .1em 0;"    \
    "text-align:left;vertical-align:top}\n"

#endif
