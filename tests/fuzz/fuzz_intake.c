/* SPDX-License-Identifier: MIT */
/* Everything fbcheck classify does with bytes: recognise, take apart, classify, tally, print. The last byte says in what
 * pieces they come; after a line feed they come at once. */
#include "findings/anchors.h"
#include "findings/tally.h"
#include "intake/intake.h"
#include "target.h"
#include "terminal/display.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* Readers that stand on libraries of others run in children, whose end is an input that could not be read: what a sanitizer
 * says in one of them is a finding all the same. The fuzzer's own file of it may not be written there. */
enum { SANITIZER_STATUS = 86 };
#define OPTION_TEXT "exitcode=86"

/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): a sanitizer asks for the name */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return OPTION_TEXT;
}

/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): a sanitizer asks for the name */
const char *__ubsan_default_options(void);
const char *__ubsan_default_options(void)
{
    return OPTION_TEXT;
}

pid_t waitpid(pid_t child, int *status, int options)
{
    const pid_t ended = wait4(child, status, options, NULL);

    if (ended > 0 && ((WIFEXITED(*status) && WEXITSTATUS(*status) == SANITIZER_STATUS) ||
                      (WIFSIGNALED(*status) && WTERMSIG(*status) == SIGXFSZ)))
        abort();
    return ended;
}

struct lasting {
    struct library *library;
    struct classifier *classifier;
    struct literals *literals;
    struct display nowhere; /* /dev/null, in colour */
};

static void open_lasting(struct lasting *lasting)
{
    lasting->library = library_load(FBLAB_SOURCE "/scenarios", NULL);
    lasting->classifier = lasting->library ? classifier_new(lasting->library, NULL) : NULL;
    lasting->nowhere = display_plain(fopen("/dev/null", "w"));
    lasting->nowhere.colour = lasting->nowhere.terminal = true;
    if (!lasting->classifier || !lasting->nowhere.output)
        abort();
    lasting->literals = anchors_literals(lasting->classifier, NULL);
    if (!lasting->literals)
        abort();
}

static void push(struct intake *intake, const char *data, size_t size, size_t piece)
{
    struct error error = {""};
    bool fine = true;

    for (size_t at = 0; fine && at < size; at += piece)
        fine = intake_push(intake, data + at, piece < size - at ? piece : size - at, &error);
    fine = fine && intake_end(intake, &error);
    if (fine != !*error.text)
        abort(); /* a refusal has a sentence, and only a refusal */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lasting lasting;
    struct tally *tally;
    struct intake *intake;

    if (!lasting.library)
        open_lasting(&lasting);
    tally = tally_new(lasting.classifier, "input");
    intake = intake_new(lasting.literals, tally_take, tally);
    if (size > 0)
        push(intake, (const char *)data, size, data[size - 1] % 4 == '\n' % 4 ? size : 1 + (size_t)data[size - 1] * 16);
    tally_print(tally, &lasting.nowhere);
    json_decref(tally_to_json(tally));
    summary_print(tally_summary(tally), &lasting.nowhere);
    intake_free(&intake);
    tally_free(&tally);
    return 0;
}
