#!/bin/sh
# SPDX-License-Identifier: MIT
# fblab_test.sh FBLAB: the command line as a user meets it: help, mistakes, exit statuses, signals, the ready file.
set -u
fblab=$1
fbcheck=$(dirname "$fblab")/fbcheck
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
wrong=0

# expect NAME STATUS STDOUT-OR-STDERR WORDS -- COMMAND...: runs it, compares exit status and one stream; the other is empty.
expect() {
    name=$1 status=$2 stream=$3 words=$4
    shift 5
    "$@" >"$folder/out" 2>"$folder/err" </dev/null
    got=$?
    other=err
    [ "$stream" = out ] || other=out
    if [ "$got" -ne "$status" ] || ! grep -qF -- "$words" "$folder/$stream" || [ -s "$folder/$other" ]; then
        echo "FAIL $name: exit status $got (expected $status)"
        sed 's/^/    out: /' "$folder/out" | head -n 5
        sed 's/^/    err: /' "$folder/err" | head -n 5
        wrong=$((wrong + 1))
    else
        echo "ok   $name"
    fi
}

# one_screen NAME COMMAND...: what it prints fits 80 columns and 24 lines.
one_screen() {
    name=$1
    shift
    if ! "$@" >"$folder/out" || [ ! -s "$folder/out" ]; then
        echo "FAIL $name does not succeed, or prints nothing"
        wrong=$((wrong + 1))
    elif [ "$(wc -l <"$folder/out")" -gt 24 ] || [ "$(awk '{ if (length > m) m = length } END { print m + 0 }' "$folder/out")" -gt 80 ]; then
        echo "FAIL $name does not fit a screen"
        wrong=$((wrong + 1))
    else
        echo "ok   $name fits a screen"
    fi
}

ln -s /dev/null "$folder/null"
one_screen "fblab --help" "$fblab" --help
for command in list show serve replay matrix exec shell verify record import check; do
    one_screen "fblab $command --help" "$fblab" "$command" --help
done
expect "version" 0 out "fblab " -- "$fblab" --version
expect "help on a command" 0 out "--scenario" -- "$fblab" help serve
expect "help on a cmdlet" 0 out "-RefreshAuthMetadata" -- "$fblab" help set-authserver
expect "help on several cmdlets" 0 out "Test-OAuthConnectivity" -- "$fblab" help "*oauth*"
expect "help on faults" 0 out "reset-in-handshake" -- "$fblab" help faults
expect "help on no cmdlet" 2 err 'there is no help on "Get-MailBoks"; did you mean Get-Mailbox?' -- "$fblab" help Get-MailBoks
expect "help on a mistyped command" 2 err "did you mean serve?" -- "$fblab" help sevre
expect "help on nothing known" 2 err "see fblab --help" -- "$fblab" help xyzzy
expect "help on help" 0 out "Usage: fblab COMMAND" -- "$fblab" help help
for command in list show serve replay matrix exec shell verify record import check; do
    expect "fblab $command -h" 0 out "Usage: fblab $command [OPTION...]" -- "$fblab" "$command" -h
    expect "fblab help $command" 0 out "Usage: fblab $command [OPTION...]" -- "$fblab" help "$command"
done
expect "no time" 2 err '--timeout must be a number from 1 to 3600, not "0"' -- "$fblab" matrix --tool true --timeout 0
expect "no labs" 2 err '--jobs must be a number from 1 to 64, not "0"' -- "$fblab" matrix --tool true --jobs 0
expect "no labs for replay" 2 err '--jobs must be a number from 1 to 64, not "0"' -- "$fblab" replay --jobs 0
expect "no command" 2 err "a command is missing; see fblab --help" -- "$fblab"
expect "unknown command" 2 err 'there is no command "brew"; see fblab --help' -- "$fblab" brew
expect "mistyped command" 2 err 'there is no command "sevre"; did you mean serve?' -- "$fblab" sevre
expect "unknown option" 2 err "there is no option --strong; see fblab list --help" -- "$fblab" list --strong
expect "mistyped option" 2 err "there is no option --scenarois; did you mean --scenarios?" -- "$fblab" list --scenarois x
expect "option without argument" 2 err "--scenario needs a value; see fblab serve --help" -- "$fblab" serve --scenario
expect "port base that is no number" 2 err "--port-base must be a number from 0 to 65500, not \"many\"" -- "$fblab" serve --port-base many
expect "list" 0 out "06" -- "$fblab" list
expect "list as JSON" 0 out '"id": "06"' -- "$fblab" list --json
expect "show by short id" 0 out "ambiguous" -- "$fblab" show 6
expect "show without id" 2 err "show takes one id" -- "$fblab" show
expect "show an unknown id" 2 err "99" -- "$fblab" show 99
expect "replay an unknown id" 2 err "99" -- "$fblab" replay 99
expect "a report on standard output" 0 out '<testsuite name="fblab replay"' -- "$fblab" replay 06a --junit /dev/stdout
expect "a report nowhere" 0 out "1 passed" -- "$fblab" replay 06a --junit /dev/null --html "$folder/null"
if [ -c /dev/null ] && [ -L "$folder/null" ] && [ -e /dev/stdout ]; then
    echo "ok   devices and links are what they were"
else
    echo "FAIL a device or a link was replaced"
    wrong=$((wrong + 1))
fi
expect "a report in place of a folder" 3 err "$folder cannot be written: it is a folder" -- "$fblab" replay 06a --junit "$folder"
expect "a report of matrix in a folder that is none" 3 err "/no/such/x.html cannot be written" -- "$fblab" matrix --tool true --html /no/such/x.html 06a
expect "a ready file in place of a folder" 3 err "$folder cannot be written: it is a folder" -- "$fblab" serve --ready-file "$folder"
expect "serve an unknown id" 2 err "99" -- "$fblab" serve --scenario 99
expect "serve an unknown id of two" 2 err "99" -- "$fblab" serve --scenario 06 --scenario 99
expect "exec an unknown id" 2 err "99" -- "$fblab" exec --scenario 99 -- true
expect "matrix an unknown id" 2 err "99" -- "$fblab" matrix --tool true 99
expect "explain an unknown id" 2 err "99" -- "$fbcheck" explain 99
expect "ready file that cannot be written" 3 err "/no/such/folder/r.json" -- "$fblab" serve --ready-file /no/such/folder/r.json
expect "state folder that cannot be made" 3 err "/dev/null/x" -- "$fblab" serve --state /dev/null/x
expect "scenario folder that is not there" 3 err "/no/such/folder" -- "$fblab" list --scenarios /no/such/folder
expect "shell on a fresh lab" 0 out "Name : ACS" -- "$fblab" shell --at exo -c "Get-AuthServer | fl Name"
expect "shell with several commands" 0 out "Identity : HybridIOC" -- "$fblab" shell \
    -c "\$a=Get-Date; Enter-PSSession exo; Get-IntraOrganizationConnector | fl Identity; exit; x"
expect "shell: a command is refused" 1 err "Did you mean Get-Mailbox?" -- "$fblab" shell -c "Get-Mailbxo"
expect "shell: no counterpart" 1 err "LDP has no counterpart here" -- "$fblab" shell --at server -c "LDP.exe"
expect "shell at no place" 2 err '"mars" is no place of the lab' -- "$fblab" shell --at mars -c "Get-Mailbox"
expect "shell with an operand" 2 err "did you mean -c?" -- "$fblab" shell Get-Mailbox
expect "shell on a lab that is gone" 3 err "/no/such/ready.json" -- "$fblab" shell --lab /no/such/ready.json -c "Get-Mailbox"
printf '{"admin": "http://127.0.0.1:9", "admin_token": "x"}' >"$folder/old.json"
expect "shell on a lab that has ended" 3 err "is the lab still running?" -- "$fblab" shell --lab "$folder/old.json" -c "Get-Mailbox"
printf '{}' >"$folder/other.json"
expect "shell with another file" 3 err "is no ready file" -- "$fblab" shell --lab "$folder/other.json" -c "Get-Mailbox"
printf 'Get-AuthServer | fl Name\nEnter-PSSession mars\n' >"$folder/lines"
"$fblab" shell <"$folder/lines" >"$folder/out" 2>"$folder/err"
if [ $? -eq 1 ] && grep -q "Name : ACS" "$folder/out" && grep -q "is no place of the lab" "$folder/err"; then
    echo "ok   shell reads standard input"
else
    echo "FAIL shell reads standard input: $(cat "$folder/err")"
    wrong=$((wrong + 1))
fi
expect "record without a server" 2 err "record needs --upstream" -- "$fblab" record
expect "record no URL" 2 err "is no URL of a server" -- "$fblab" record --upstream mail
expect "record nowhere" 2 err "is no place to connect to" -- "$fblab" record --upstream http://127.0.0.1:1 --connect nowhere
expect "record on no address" 2 err "--listen needs an IP address, not" -- "$fblab" record --upstream http://127.0.0.1:1 --listen 1.2.3
expect "record and trust nobody" 3 err "/dev/null holds no certificate" -- "$fblab" record --upstream http://127.0.0.1:1 --ca /dev/null \
    --out "$folder/xCurl.xml"
expect "record and trust what is not there" 3 err "/no/such.pem cannot be read" -- "$fblab" record --upstream http://127.0.0.1:1 --ca /no/such.pem \
    --out "$folder/xCurl.xml"
expect "serve on no address" 2 err "--listen needs an IP address, not" -- "$fblab" serve --listen ""
expect "import nothing" 2 err "import takes one trace" -- "$fblab" import
expect "import what is not there" 3 err "/no/such.har" -- "$fblab" import /no/such.har
printf '{"log":{"entries":[{"request":{"method":"POST","url":"https://mail.customer.de/EWS/Exchange.asmx","headers":[]},
    "response":{"status":401,"statusText":"Unauthorized","headers":[{"name":"X","value":"eve@customer.de"}],"content":{}}}]}}' \
    >"$folder/trace.har"
expect "import without a trace" 3 err "import takes HAR and SAZ files" -- "$fblab" import "$folder/lines"
expect "import to a name that is none" 2 err "cannot be the name of a scenario" -- "$fblab" import "$folder/trace.har" --out "$folder/1.xml"
expect "import for no party" 2 err '"mars" is no party of the lab' -- "$fblab" import "$folder/trace.har" --party mars --out "$folder/xHar.xml"
expect "import" 0 out "redacted: 1 addresses" -- "$fblab" import "$folder/trace.har" --out "$folder/xHar.xml"
expect "import over what is there" 3 err "$folder/xHar.xml is there already; --force replaces it" -- \
    "$fblab" import "$folder/trace.har" --out "$folder/xHar.xml"
expect "import over what may go" 0 out "xHar.xml: 1 answer" -- "$fblab" import "$folder/trace.har" --out "$folder/xHar.xml" --force
expect "import into a folder that is none" 3 err "/no/such/xHar.xml" -- "$fblab" import "$folder/trace.har" --out /no/such/xHar.xml
expect "record into a folder that is none" 3 err "/no/such/xCurl.xml" -- "$fblab" record --upstream http://127.0.0.1:1 --out /no/such/xCurl.xml
expect "record over what is there" 3 err "--force replaces it" -- "$fblab" record --upstream http://127.0.0.1:1 --out "$folder/xHar.xml"
expect "record for no party" 2 err '"mars" is no party of the lab' -- "$fblab" record --upstream http://127.0.0.1:1 --party mars \
    --out "$folder/xCurl.xml"
expect "what was imported is good" 0 out "1 of 1 files are good" -- "$fblab" check "$folder/xHar.xml"
mkdir "$folder/own" && mv "$folder/xHar.xml" "$folder/own"
expect "what was imported is played" 1 out "xHar" -- "$fblab" replay --scenarios "$folder/own" xHar
expect "import as it is" 0 out "nothing was redacted" -- "$fblab" import "$folder/trace.har" --keep-secrets --out "$folder/xAll.xml"
printf '{"log":{"entries":[]}}' >"$folder/empty.har"
expect "import an empty trace" 3 err "there is no answer to write" -- "$fblab" import "$folder/empty.har" --out "$folder/xNo.xml"
expect "verify without a lab" 2 err "verify needs --lab" -- "$fblab" verify --party onprem
expect "verify nothing" 2 err "one file of expectations, or one expectation" -- "$fblab" verify --lab "$folder/old.json"
expect "verify a file and options" 2 err "one file of expectations, or" -- "$fblab" verify --lab r.json --party exo e.xml
expect "verify a count that is none" 2 err "--exactly must be a number from 0 to 1000000, not \"few\"" -- "$fblab" verify --lab r.json --exactly few
expect "verify no expression" 2 err "is no regular expression" -- "$fblab" verify --lab r.json --path-matches "("
expect "verify by a file that is not there" 3 err "/no/such/e.xml" -- "$fblab" verify --lab r.json /no/such/e.xml
expect "verify in a lab that has ended" 3 err "is the lab still running?" -- "$fblab" verify --lab "$folder/old.json" --party exo
printf '<expectations xmlns="urn:fblab:expectations">\n  <request><coffee/></request>\n</expectations>\n' >"$folder/bad.xml"
expect "verify names file, line and column" 3 err "$folder/bad.xml:2:12: <coffee> cannot stand here" -- \
    "$fblab" verify --lab r.json "$folder/bad.xml"
printf '<scenario id="77" xmlns="urn:fblab:scenario">\n  <coffee/>\n</scenario>\n' >"$folder/bad.xml"
"$fblab" check "$folder/bad.xml" >"$folder/out" 2>"$folder/err"
if [ $? -eq 3 ] && grep -q "^$folder/bad.xml:[0-9]*:[0-9]*: " "$folder/err"; then
    echo "ok   check names file, line and column"
else
    echo "FAIL check: $(cat "$folder/err")"
    wrong=$((wrong + 1))
fi

# serve SIGNAL ARGUMENT...: starts a lab, runs a look-up, ends the lab in the middle of it, and expects a clean end.
serve() {
    signal=$1
    shift
    mkfifo "$folder/started"
    "$fblab" serve --ready-file "$folder/r.json" "$@" >"$folder/started" 2>"$folder/err" &
    lab=$!
    exec 3<"$folder/started"
    read -r _ <&3
    if [ "$(stat -c %a "$folder/r.json")" != 600 ]; then
        echo "FAIL others may read the ready file"
        wrong=$((wrong + 1))
    fi
    "$fbcheck" query --lab "$folder/r.json" >"$folder/out" 2>&1 &
    look_up=$!
    kill -s "$signal" "$lab"
    wait "$lab"
    got=$?
    wait "$look_up"
    exec 3<&-
    rm "$folder/started"
    if [ "$got" -ne 0 ] || [ -e "$folder/r.json" ] || [ -s "$folder/err" ]; then
        echo "FAIL serve $* ended by $signal: exit status $got, $(cat "$folder/err")"
        wrong=$((wrong + 1))
    else
        echo "ok   serve $* ended by $signal during a look-up"
    fi
}

# What a look-up asked of the lab, verified while the lab runs.
mkfifo "$folder/started"
"$fblab" serve --ready-file "$folder/r.json" >"$folder/started" &
lab=$!
exec 3<"$folder/started"
read -r _ <&3
"$fbcheck" query --lab "$folder/r.json" >/dev/null
cat >"$folder/expectations.xml" <<'END'
<expectations xmlns="urn:fblab:expectations">
  <request id="discovery"><party>autodiscover.contoso.com</party><before>look-up</before></request>
  <request id="look-up">
    <exactly>1</exactly>
    <party>mail.contoso.com</party>
    <operation>GetUserAvailability</operation>
    <user-agent-matches>ASProxy/.*</user-agent-matches>
    <header-matches>Authorization: Bearer .*</header-matches>
    <status>200</status>
  </request>
</expectations>
END
expect "check takes expectations" 0 out "1 of 1 files are good" -- "$fblab" check "$folder/expectations.xml"
expect "verify by a file" 0 out "holds   look-up: 1 request came" -- "$fblab" verify --lab "$folder/r.json" "$folder/expectations.xml"
expect "verify by options" 0 out "holds" -- "$fblab" verify --lab "$folder/r.json" --at-least 1 \
    --party mail.contoso.com --operation GetUserAvailability
expect "verify: a miss names the difference" 1 out 'differs   user_agent: expected "x", seen "ASProxy/' -- \
    "$fblab" verify --lab "$folder/r.json" --operation GetUserAvailability --user-agent x
expect "verify: one too many" 1 out "surplus" -- "$fblab" verify --lab "$folder/r.json" --exactly 0 --party onprem
expect "verify as JSON" 0 out '"holds": true' -- "$fblab" verify --lab "$folder/r.json" --party onprem --json
kill "$lab"
wait "$lab"
exec 3<&-
rm "$folder/started"

# A recorder between curl and a lab, ended by a signal. $1: the folder that is gone by then, or nothing.
record() {
    mkdir "$folder/recorded"
    mkfifo "$folder/started"
    "$fblab" serve --scenario 06 --ready-file "$folder/r.json" >"$folder/started" &
    lab=$!
    exec 3<"$folder/started"
    read -r _ <&3
    place=$(sed -n 's/.*"mail.contoso.com:443": "\(.*\)".*/\1/p' "$folder/r.json")
    authorities=$(sed -n 's/.*"ca_file": "\(.*\)".*/\1/p' "$folder/r.json")
    mkfifo "$folder/recording"
    "$fblab" record --upstream https://mail.contoso.com --connect "$place" --ca "$authorities" --out "$folder/recorded/xCurl.xml" \
        >"$folder/recording" 2>"$folder/err" &
    recorder=$!
    exec 4<"$folder/recording"
    while read -r word address rest <&4 && [ "$word" != "or," ]; do
        case $word in ask) ask=$address ;; CA) own=$address ;; esac
    done
    curl -sS --cacert "$own" -o "$folder/secure" "$ask/EWS/Exchange.asmx" && curl -sS -o "$folder/plain" "${rest#plain }/EWS/Exchange.asmx"
    [ -z "$1" ] || mv "$folder/recorded" "$folder/$1"
    kill "$recorder"
    wait "$recorder"
    got=$?
    cat <&4 >"$folder/out"
    kill "$lab"
    wait "$lab"
    exec 3<&- 4<&-
    rm "$folder/started" "$folder/recording"
    [ ! -e "$own" ] || got="$got, and the authority is left"
}

mkdir "$folder/tmp"
TMPDIR=$folder/tmp
export TMPDIR
record ""
if [ "$got" = 0 ] && grep -q "xCurl.xml: 2 answers" "$folder/out" && "$fblab" check "$folder/recorded/xCurl.xml" >/dev/null; then
    echo "ok   record ended by a signal"
else
    echo "FAIL record: exit status $got, $(cat "$folder/out" "$folder/err")"
    wrong=$((wrong + 1))
fi
rm -r "$folder/recorded"
record "moved"
if [ "$got" = 3 ] && grep -q "recorded/xCurl.xml cannot be written: .*; the recording is in $folder/tmp/.*/xCurl.xml" "$folder/err" &&
    "$fblab" check "$folder"/tmp/fblab-recording-*/xCurl.xml >/dev/null; then
    echo "ok   record into a folder that has gone"
else
    echo "FAIL record into a folder that has gone: exit status $got, $(cat "$folder/out" "$folder/err")"
    wrong=$((wrong + 1))
fi

serve TERM
serve INT --scenario 06
serve HUP --scenario 06 --scenario 32
exit $((wrong > 0))
