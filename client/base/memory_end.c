/* SPDX-License-Identifier: MIT */
/* What happens when memory ends: back to the innermost memory_guarded(), cleaning up on the way, or out of the program. */
#include "memory.h"
#include "sanitizer.h"

#include <errno.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>
#include <unwind.h>
#if SANITIZED_ADDRESSES
#include <sanitizer/asan_interface.h>
#endif

struct boundary {
    jmp_buf place;
    uintptr_t limit; /* the stack pointer of memory_guarded(): frames below it are left */
    struct boundary *outer;
    struct _Unwind_Exception unwinding;
};

static _Thread_local struct boundary *innermost;

/* Allocates nothing, and leaves no time for other threads to use what is broken. */
static _Noreturn void end_program(void)
{
    const char *const pieces[] = {program_invocation_short_name, ": " MEMORY_SENTENCE "\n"};
    struct iovec message[2];

    for (int i = 0; i < 2; i++)
        message[i] = (struct iovec){(char *)pieces[i], strlen(pieces[i])};
    if (writev(STDERR_FILENO, message, 2) < 0)
        _exit(MEMORY_EXIT_STATUS);
    _exit(MEMORY_EXIT_STATUS);
}

/* AddressSanitizer marks the edges of frames and does not see that these are left. */
static void forget_frames_below(uintptr_t limit)
{
#if SANITIZED_ADDRESSES
    const uintptr_t here = (uintptr_t)__builtin_frame_address(0);

    __asan_unpoison_memory_region((void *)here, limit - here);
#else
    (void)limit;
#endif
}

/* Asked before each frame on the way up. The cleanups of the frames below have run when it jumps. */
static _Unwind_Reason_Code stop(int version, _Unwind_Action actions, _Unwind_Exception_Class kind,
                                struct _Unwind_Exception *exception, struct _Unwind_Context *frame, void *context)
{
    struct boundary *const boundary = context;

    (void)version, (void)kind, (void)exception;
    forget_frames_below(_Unwind_GetCFA(frame));
    if (_Unwind_GetCFA(frame) >= boundary->limit && !(actions & _UA_END_OF_STACK))
        longjmp(boundary->place, 1);
    return _URC_NO_REASON;
}

/* A cleanup that needs memory itself meets the boundary further out. */
_Noreturn void memory_end(void)
{
    struct boundary *const boundary = innermost;

    if (boundary) {
        innermost = boundary->outer;
        _Unwind_ForcedUnwind(&boundary->unwinding, stop, boundary);
    }
    end_program(); /* also if a frame is in the way that cannot be left */
}

/* Not inlined, so that the end of this frame is the stack pointer of the caller. */
static __attribute__((noinline)) void enter(struct boundary *boundary, void (*call)(void *context), void *context)
{
    boundary->limit = (uintptr_t)__builtin_dwarf_cfa();
    call(context);
}

bool memory_guarded(void (*call)(void *context), void *context)
{
    struct boundary boundary = {.outer = innermost};

    if (setjmp(boundary.place) != 0)
        return false;
    innermost = &boundary;
    enter(&boundary, call, context);
    innermost = boundary.outer;
    return true;
}
