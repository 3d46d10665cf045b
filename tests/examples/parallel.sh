#!/bin/sh
# SPDX-License-Identifier: MIT
# Many logs on several machines: each counts its own, and the counts are added up. On one machine, or with `--sshlogin web1,web2` on
# several, where the logs are: parallel does the sharing, nothing else has to be installed but fbcheck.
#
# usage: parallel.sh FILE...
set -eu
# One line a file, so that no two mix; a file in which nothing is found ends with 1, which is no failure.
parallel --will-cite --jobs "${JOBS:-2}" 'fbcheck classify --summary --json {} || [ $? -lt 2 ]' ::: "$@" |
    fbcheck classify --merge --json -
