/* SPDX-License-Identifier: MIT */
/* What every unit test would fail for: it opens a file and does not close it. */
#include <fcntl.h>

int main(void)
{
    return open("/dev/null", O_RDONLY | O_CLOEXEC) < 0;
}
