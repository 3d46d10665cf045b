/* SPDX-License-Identifier: MIT */
/* The functions of fblab/lab.h that can fail: each is one call of the lab, guarded. */
#include "guard.h"
#include "sized.h"

/* ---- a lab's life ---- */

static void start(void *context)
{
    struct guarded_call *call = context;

    call->lab = lab_start(call->options, call->error);
    call->done = call->lab != NULL;
}

struct fblab_lab *fblab_lab_start(const struct fblab_lab_options *options, struct fblab_error *error)
{
    struct lab_options known;
    struct guarded_call call = {.options = &known};
    struct error refusal = {""};

    if (!sized_options_read(options, &known, &refusal)) {
        sized_error_write(error, refusal.text);
        return NULL;
    }
    return guard_call(&call, start, error) ? (struct fblab_lab *)call.lab : NULL;
}

void fblab_lab_stop(struct fblab_lab **lab)
{
    struct lab *inside = guard_lab(*lab);

    lab_stop(&inside);
    *lab = NULL;
}

/* ---- failures ---- */

static void arm(void *context)
{
    struct guarded_call *call = context;

    call->done = lab_arm_all(call->lab, call->ids, call->count, call->keep, call->error);
}

bool fblab_lab_arm_all(struct fblab_lab *lab, const char *const *ids, size_t count, bool keep,
                       struct fblab_error *error)
{
    struct guarded_call call = {.lab = guard_lab(lab), .ids = ids, .count = count, .keep = keep};

    return guard_call(&call, arm, error);
}

bool fblab_lab_arm(struct fblab_lab *lab, const char *id, struct fblab_error *error)
{
    return fblab_lab_arm_all(lab, &id, 1, false, error);
}

bool fblab_lab_disarm(struct fblab_lab *lab, struct fblab_error *error)
{
    return fblab_lab_arm_all(lab, NULL, 0, false, error);
}

static void disarm_one(void *context)
{
    struct guarded_call *call = context;

    call->done = lab_disarm_one(call->lab, call->id, call->error);
}

bool fblab_lab_disarm_one(struct fblab_lab *lab, const char *id, struct fblab_error *error)
{
    struct guarded_call call = {.lab = guard_lab(lab), .id = id};

    return guard_call(&call, disarm_one, error);
}

static void repair(void *context)
{
    struct guarded_call *call = context;

    call->done = lab_repair_one(call->lab, call->id, call->error);
}

bool fblab_lab_repair_one(struct fblab_lab *lab, const char *id, struct fblab_error *error)
{
    struct guarded_call call = {.lab = guard_lab(lab), .id = id};

    return guard_call(&call, repair, error);
}

bool fblab_lab_repair(struct fblab_lab *lab, struct fblab_error *error)
{
    return fblab_lab_repair_one(lab, NULL, error);
}

static void reset(void *context)
{
    struct guarded_call *call = context;

    call->done = lab_reset(call->lab, call->error);
}

bool fblab_lab_reset(struct fblab_lab *lab, struct fblab_error *error)
{
    struct guarded_call call = {.lab = guard_lab(lab)};

    return guard_call(&call, reset, error);
}

static void run(void *context)
{
    struct guarded_call *call = context;

    call->done = lab_run(call->lab, call->at, call->text, call->output, call->error);
}

bool fblab_lab_run(struct fblab_lab *lab, const char *at, const char *command, FILE *output, struct fblab_error *error)
{
    struct guarded_call call = {.lab = guard_lab(lab), .at = at, .text = command, .output = output};

    return guard_call(&call, run, error);
}

/* ---- what was asked ---- */

static void verify_requests(void *context)
{
    struct guarded_call *call = context;

    call->result = lab_verify(call->lab, call->text, call->error);
    call->done = call->result != NULL;
}

char *fblab_lab_verify(struct fblab_lab *lab, const char *expectations, struct fblab_error *error)
{
    struct guarded_call call = {.lab = guard_lab(lab), .text = expectations};

    return guard_call(&call, verify_requests, error) ? call.result : NULL;
}

static void write_journal(void *context)
{
    struct guarded_call *call = context;

    call->done = lab_write_journal(call->lab, call->output, call->error);
}

bool fblab_lab_write_journal(struct fblab_lab *lab, FILE *output, struct fblab_error *error)
{
    struct guarded_call call = {.lab = guard_lab(lab), .output = output};

    return guard_call(&call, write_journal, error);
}

/* ---- where the lab is ---- */

static void write_ready_file(void *context)
{
    struct guarded_call *call = context;

    call->done = lab_write_ready_file(call->lab, call->text, call->error);
}

bool fblab_lab_write_ready_file(struct fblab_lab *lab, const char *path, struct fblab_error *error)
{
    struct guarded_call call = {.lab = guard_lab(lab), .text = path};

    return guard_call(&call, write_ready_file, error);
}

static void ready_json(void *context)
{
    struct guarded_call *call = context;

    call->result = lab_ready_json(call->lab);
    call->done = call->result != NULL;
}

char *fblab_lab_ready_json(struct fblab_lab *lab, struct fblab_error *error)
{
    struct guarded_call call = {.lab = guard_lab(lab)};

    return guard_call(&call, ready_json, error) ? call.result : NULL;
}

static void find_port(void *context)
{
    struct guarded_call *call = context;

    call->port = lab_port(call->lab, call->text);
    call->done = call->port > 0 || error_set(call->error, "the lab has no name %s", call->text);
}

unsigned fblab_lab_port(struct fblab_lab *lab, const char *host, struct fblab_error *error)
{
    struct guarded_call call = {.lab = guard_lab(lab), .text = host};

    return guard_call(&call, find_port, error) ? call.port : 0;
}
